"""Annotations: on the right line, of the right number, and no command of anybody else's."""

from __future__ import annotations

import re
from urllib.parse import unquote

from generator.problems import Report
from generator.reports.as_github import as_github
from tests.reports.reports import BOTH, EN, NOWHERE, SOUND, STRAY, VI, hostile, many


def test_a_problem_is_an_annotation_on_its_line_with_hint_and_help_page() -> None:
    assert as_github(BOTH, VI) == (
        "::error file=datapackage/data/observations.csv,line=12,"
        "title=Tử số lớn hơn mẫu số (numerator-exceeds-denominator)::"
        "Tử số 102 lớn hơn mẫu số 101.%0A"
        "Xem lại hai con số trong nguồn; có thể đã đổi chỗ cho nhau.%0A"
        "https://example.org/rules/numerator-exceeds-denominator.html\n"
        "::warning file=datapackage/data/events.csv,line=3,"
        "title=Chưa có bản dịch (translation-missing)::"
        "“note_vi” có nội dung, còn “note_en” thì trống.%0A"
        "Viết cùng nội dung bằng ngôn ngữ kia.%0A"
        "https://example.org/rules/translation-missing.html\n"
    )


def test_what_would_end_a_property_is_escaped() -> None:
    assert as_github(Report((STRAY,)), NOWHERE) == (
        "::error file=data/a%2C b%3A 100%25.csv,title=Stray file (file-stray)::"
        "No resource in datapackage.json names this file.%0A"
        "Remove it from the data folder, or describe it in datapackage.json.\n"
    )


def test_nothing_is_said_of_sound_data() -> None:
    assert as_github(SOUND, VI) == ""


def test_ten_errors_and_ten_warnings_are_shown_and_a_notice_counts_the_rest() -> None:
    lines = as_github(many(1_012, 11), EN).splitlines()
    places = [re.match(r"::(\w+) (?:file=[^,]*,line=(\d+))?", line) for line in lines]
    shown = [match.groups() for match in places if match]
    assert shown == [
        *(("error", str(line)) for line in range(2, 12)),
        *(("warning", str(line)) for line in range(2, 12)),
        ("notice", None),
    ]
    assert lines[-1] == (
        "::notice title=Not all are shown::There are more: 1,002 errors, 1 warning. GitHub shows "
        "only ten errors and ten warnings on their lines; `nhatthehoa check` tells them all."
    )


def test_as_many_as_are_shown_need_no_notice() -> None:
    assert len(as_github(many(10, 10), EN).splitlines()) == 20


def test_a_text_of_the_data_stays_within_its_command() -> None:
    (line,) = as_github(hostile(), EN).splitlines()
    command, properties, data = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()  # type: ignore[union-attr]
    assert command == "error"
    keys = [pair.partition("=")[0] for pair in properties.split(",")]
    assert keys == ["file", "line", "title"]
    assert unquote(properties).startswith(r"file=datapackage/\x1b]0;x")
    assert "%250A" in data
