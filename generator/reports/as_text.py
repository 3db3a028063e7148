"""A report for a terminal: errors, then warnings, the first of each, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.reports.telling import Telling, say, say_count
from generator.showing import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.problems import Problem, Report

SHOWN = 50
"""Errors, and warnings, that are told; of the others their number."""


def as_text(report: Report, telling: Telling) -> str:
    """What was found and what it comes to, with a line's end after each line."""
    lines = [
        *_section("errors", report.errors, telling),
        *_section("warnings", report.warnings, telling),
    ]
    if report.sources_without_text is not None:
        lines.append(say_count("without-text", telling.lang, report.sources_without_text))
    lines.append(telling.verdict(len(report.errors), len(report.warnings)))
    return "".join(f"{line}\n" for line in lines)


def _section(kind: str, problems: Sequence[Problem], telling: Telling) -> Iterator[str]:
    if problems:
        yield say(kind, telling.lang)
        yield ""
        yield from (problem_text(problem, telling) for problem in problems[:SHOWN])
        if len(problems) > SHOWN:
            yield say_count(f"more-{kind}", telling.lang, len(problems) - SHOWN)
        yield ""


def problem_text(problem: Problem, telling: Telling) -> str:
    """One problem on two lines or three: place and message, the hint, the help page's address."""
    place = printable(telling.place(problem))
    if problem.field:
        place += f" [{printable(problem.field)}]"
    lines = [
        f"{place} {problem.rule}: {problem.message(telling.lang)}",
        problem.hint(telling.lang),
        telling.help_page(problem),
    ]
    return "\n    ".join(filter(None, lines))
