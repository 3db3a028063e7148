"""A problem's words: in the reader's language, on one line, harmless whatever is in the data."""

from __future__ import annotations

from generator.problems import Problem
from generator.rules.catalogue import rules

EXCEEDS = Problem(
    rule="numerator-exceeds-denominator",
    file="data/observations.csv",
    line=12,
    field="numerator",
    value="102",
    details={"denominator": "101"},
)


def test_a_problem_has_its_words_in_both_languages() -> None:
    assert EXCEEDS.title("en") == "Numerator above the denominator"
    assert EXCEEDS.message("en") == "The numerator 102 is larger than the denominator 101."
    assert EXCEEDS.message("vi") == "Tử số 102 lớn hơn mẫu số 101."
    assert EXCEEDS.hint("vi") == "Xem lại hai con số trong nguồn; có thể đã đổi chỗ cho nhau."


def test_a_language_that_the_rules_do_not_have_gets_english() -> None:
    assert EXCEEDS.message("fr") == EXCEEDS.message("en")


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


def test_the_rules_are_in_the_order_of_their_file_and_know_their_codes() -> None:
    assert next(iter(rules())) == "file-missing"
    assert all(code == rule.code for code, rule in rules().items())
