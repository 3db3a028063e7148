"""A report for programs: all of it, and as it is."""

from __future__ import annotations

import json

from generator.reports.as_json import as_json
from tests.reports.reports import BOTH, EN, HOSTILE, NOWHERE, hostile, many


def test_a_problem_is_told_with_all_that_is_known_of_it() -> None:
    told = json.loads(as_json(BOTH, EN))
    assert (told["errors"], told["warnings"], told["sources_without_text"]) == (1, 1, None)
    assert told["problems"][1] == {
        "rule": "numerator-exceeds-denominator",
        "severity": "error",
        "file": "datapackage/data/observations.csv",
        "line": 12,
        "field": "numerator",
        "value": "102",
        "title": "Numerator above the denominator",
        "message": "The numerator 102 is larger than the denominator 101.",
        "hint": "Look both up in the source; they may have changed places.",
        "help": "https://example.org/en/rules/numerator-exceeds-denominator.html",
    }


def test_no_problem_is_left_out() -> None:
    told = json.loads(as_json(many(10_000, 60), NOWHERE))
    assert len(told["problems"]) == 10_060
    assert told["errors"] == 10_000


def test_a_value_is_as_it_is_in_the_file_and_no_terminal_sees_it_so() -> None:
    text = as_json(hostile(), NOWHERE)
    assert json.loads(text)["problems"][0]["value"] == HOSTILE
    assert text.replace("\n", "").isprintable()
