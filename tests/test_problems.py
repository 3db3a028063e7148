"""A problem's words: in the reader's language, on one line, harmless whatever is in the data."""

from __future__ import annotations

import pytest

from generator.problems import Problem, as_text, printable, rules

EXCEEDS = Problem(
    rule="numerator-exceeds-denominator",
    file="data/observations.csv",
    line=12,
    field="numerator",
    value="102",
    details={"denominator": "101"},
)


def test_a_problem_is_told_with_its_place_and_how_to_mend_it() -> None:
    assert as_text(EXCEEDS, "en", "datapackage") == (
        "datapackage/data/observations.csv:12 [numerator] numerator-exceeds-denominator: "
        "The numerator 102 is larger than the denominator 101.\n"
        "    Look both up in the source; they may have changed places."
    )


def test_it_is_told_in_vietnamese() -> None:
    assert as_text(EXCEEDS, "vi", "") == (
        "data/observations.csv:12 [numerator] numerator-exceeds-denominator: "
        "Tử số 102 lớn hơn mẫu số 101.\n"
        "    Xem lại hai con số trong nguồn; có thể đã đổi chỗ cho nhau."
    )


def test_a_language_that_the_rules_do_not_have_gets_english() -> None:
    assert EXCEEDS.message("fr") == EXCEEDS.message("en")


def test_a_fault_of_a_whole_file_has_no_line_and_no_field() -> None:
    text = as_text(Problem(rule="file-stray", file="data/x.csv"), "en", "datapackage")
    assert text.splitlines()[0] == (
        "datapackage/data/x.csv file-stray: No resource in datapackage.json names this file."
    )


def test_its_severity_is_that_of_the_rule() -> None:
    assert EXCEEDS.severity == "error"
    assert Problem(rule="translation-missing", file="x").severity == "warning"


def test_problems_sort_by_their_place_in_the_files() -> None:
    places = [("b.csv", 1, ""), ("a.csv", 10, "x"), ("a.csv", 9, "y"), ("a.csv", 9, "x")]
    problems = [Problem(rule="file-stray", file=f, line=line, field=g) for f, line, g in places]
    ordered = sorted(problems, key=lambda problem: problem.sort_key)
    assert [(p.file, p.line, p.field) for p in ordered] == [
        ("a.csv", 9, "x"),
        ("a.csv", 9, "y"),
        ("a.csv", 10, "x"),
        ("b.csv", 1, ""),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Uông Bí", "Uông Bí"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\u202etxt.exe", "\\u202etxt.exe"),
        ("\ud83d", "\\ud83d"),
        ("x" * 120, "x" * 120),
        ("x" * 121, "x" * 120 + "…"),
    ],
    ids=["text", "lines", "terminal code", "turned round", "half", "just short enough", "long"],
)
def test_text_of_the_data_is_shown_on_one_line_and_does_nothing(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_of_a_problem_reaches_a_terminal_as_it_is(lang: str) -> None:
    bad = "\x1b]0;x\x07\n{field}"
    problem = Problem(
        rule="column-unknown", file=bad, line=1, field=bad, value=bad, details={"expected": bad}
    )
    lines = as_text(problem, lang, "datapackage").split("\n")
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)
    assert "{field}" in lines[0]


def test_the_rules_are_in_the_order_of_their_file_and_know_their_codes() -> None:
    assert next(iter(rules())) == "file-missing"
    assert all(code == rule.code for code, rule in rules().items())
