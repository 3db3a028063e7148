"""A report on a terminal: what an editor reads first is what stands in the way."""

from __future__ import annotations

from generator.problems import Report
from generator.reports.as_text import as_text, problem_text
from tests.reports.reports import BOTH, EN, NOWHERE, SOUND, STRAY, VI, hostile, many


def test_errors_come_before_warnings_each_with_its_hint_and_its_help_page() -> None:
    assert as_text(BOTH, VI) == (
        "Lỗi: phải sửa trước khi phát hành\n"
        "\n"
        "datapackage/data/observations.csv:12 [numerator] numerator-exceeds-denominator: "
        "Tử số 102 lớn hơn mẫu số 101.\n"
        "    Xem lại hai con số trong nguồn; có thể đã đổi chỗ cho nhau.\n"
        "    https://example.org/rules/numerator-exceeds-denominator.html\n"
        "\n"
        "Cảnh báo: phát hành được, nhưng chưa đầy đủ\n"
        "\n"
        "datapackage/data/events.csv:3 [note_en] translation-missing: "
        "“note_vi” có nội dung, còn “note_en” thì trống.\n"
        "    Viết cùng nội dung bằng ngôn ngữ kia.\n"
        "    https://example.org/rules/translation-missing.html\n"
        "\n"
        "1 lỗi, 1 cảnh báo. Hết lỗi mới phát hành được.\n"
    )


def test_a_fault_of_a_whole_file_has_no_line_and_without_a_site_no_page() -> None:
    assert problem_text(STRAY, NOWHERE) == (
        "data/a, b: 100%.csv file-stray: No resource in datapackage.json names this file.\n"
        "    Remove it from the data folder, or describe it in datapackage.json."
    )


def test_that_data_may_be_published_is_not_said_to_be_all() -> None:
    last = [as_text(report, EN).splitlines()[-1] for report in (SOUND, many(0, 2), many(1, 0))]
    assert last == [
        "0 errors, 0 warnings.",
        "0 errors, 2 warnings. The data may be published, but are not complete.",
        "1 error, 0 warnings. Nothing is published until the errors are mended.",
    ]


def test_of_ten_thousand_errors_fifty_are_told_and_the_rest_is_counted() -> None:
    lines = as_text(many(10_000, 51), VI).splitlines()
    assert sum(line.startswith("datapackage/") for line in lines) == 100
    assert (
        lines[2 + 3 * 50]
        == "… và 9.950 lỗi nữa: chạy `nhatthehoa check --format json` để xem tất cả."
    )
    assert lines[-1] == "10.000 lỗi, 51 cảnh báo. Hết lỗi mới phát hành được."


def test_sources_whose_text_is_not_there_are_counted() -> None:
    report = Report((), sources_without_text=1)
    assert as_text(report, EN) == (
        "1 source has no text to look its quotes up in.\n0 errors, 0 warnings.\n"
    )


def test_nothing_of_a_problem_reaches_a_terminal_as_it_is() -> None:
    for telling in (VI, EN):
        lines = as_text(hostile(), telling).splitlines()
        assert len(lines) == 7
        assert all(line.isprintable() for line in lines)
        assert "{field}" in lines[2]
