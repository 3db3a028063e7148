"""A report for programs: every problem with all that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.showing import printable_json

if TYPE_CHECKING:
    from generator.problems import Problem, Report
    from generator.reports.telling import Telling


def as_json(report: Report, telling: Telling) -> str:
    """An object with the numbers of errors and warnings, and the list of `problems`.

    Of a problem, `line` is 0 where it is the file's as a whole, `field` '' where it is not
    of one cell, `value` the cell as it is in the file, `help` '' where no site is known.
    `sources_without_text` is null where no texts of sources were given.
    """
    return printable_json(
        {
            "errors": len(report.errors),
            "warnings": len(report.warnings),
            "sources_without_text": report.sources_without_text,
            "problems": [_problem(problem, telling) for problem in report.problems],
        }
    )


def _problem(problem: Problem, telling: Telling) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "file": telling.file(problem),
        "line": problem.line,
        "field": problem.field,
        "value": problem.value,
        "title": problem.title(telling.lang),
        "message": problem.message(telling.lang),
        "hint": problem.hint(telling.lang),
        "help": telling.help_page(problem),
    }
