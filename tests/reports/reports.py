"""Reports for tests of their formats."""

from __future__ import annotations

from generator.problems import Problem, Report
from generator.reports.telling import Telling

VI = Telling(lang="vi", folder="datapackage", site="https://example.org/")
EN = Telling(lang="en", folder="datapackage", site="https://example.org/en/")
NOWHERE = Telling(lang="en", folder="", site="")

EXCEEDS = Problem(
    rule="numerator-exceeds-denominator",
    file="data/observations.csv",
    line=12,
    field="numerator",
    value="102",
    details={"denominator": "101"},
)
UNTRANSLATED = Problem(
    rule="translation-missing",
    file="data/events.csv",
    line=3,
    field="note_en",
    details={"given": "note_vi"},
)
STRAY = Problem(rule="file-stray", file="data/a, b: 100%.csv")
HOSTILE = "\x1b]0;x\x07\n::error::{field}|@nobody <img src=x> `a` %0A ##[add-mask]x :warning:"

SOUND = Report(())
BOTH = Report((UNTRANSLATED, EXCEEDS))


def many(errors: int, warnings: int) -> Report:
    """A report with that many of each, in the order of the lines."""
    return Report(
        tuple(
            Problem(rule=rule, file="data/events.csv", line=line, field="note_en", details=details)
            for rule, count, details in (
                ("value-missing", errors, {}),
                ("translation-missing", warnings, {"given": "note_vi"}),
            )
            for line in range(2, count + 2)
        )
    )


def hostile() -> Report:
    """A report in which everything that comes from data means harm."""
    details = dict.fromkeys(("unknown", "missing", "likely"), HOSTILE)
    return Report(
        (
            Problem(
                rule="column-unknown",
                file=HOSTILE,
                line=1,
                field=HOSTILE,
                value=HOSTILE,
                details=details,
            ),
        )
    )
