"""A report as the summary of a step on GitHub: a table of errors, and one of warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.reports.telling import Telling, say, say_count
from generator.showing import in_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.problems import Problem, Report

_BYTES = 900_000
"""GitHub takes 1,048,576 in the summary of a step, in which something else may stand, too."""


def as_markdown(report: Report, telling: Telling) -> str:
    """What was found and what it comes to; of many problems as many as there is room for."""
    errors, warnings = report.errors, report.warnings
    title = f"## {say('heading', telling.lang)}\n\n"
    text = title + telling.verdict(len(errors), len(warnings)) + "\n"
    for kind, problems in (("errors", errors), ("warnings", warnings)):
        if problems:
            text += _section(kind, problems, telling, _BYTES - len(text.encode()))
    return text


def _section(kind: str, problems: Sequence[Problem], telling: Telling, room: int) -> str:
    """A table with as many of the problems as fit into that many bytes."""
    names = (say(f"column-{name}", telling.lang) for name in ("place", "problem", "hint"))
    lines = ["", f"### {say(kind, telling.lang)}", "", f"| {' | '.join(names)} |", "|---|---|---|"]
    rows = list(_fitting(problems, telling, room - len("\n".join(lines).encode())))
    lines += rows
    if len(rows) < len(problems):
        lines += ["", say_count(f"more-{kind}", telling.lang, len(problems) - len(rows))]
    return "".join(f"{line}\n" for line in lines)


def _fitting(problems: Sequence[Problem], telling: Telling, room: int) -> Iterator[str]:
    for problem in problems:
        row = _row(problem, telling)
        room -= len(row.encode()) + 1
        if room < 0:
            return
        yield row


def _row(problem: Problem, telling: Telling) -> str:
    place = in_cell(telling.place(problem))
    if problem.field:
        place += f" {in_cell(problem.field)}"
    address = telling.help_page(problem)
    code = f"[{problem.rule}]({address})" if address else problem.rule
    message = problem.message(telling.lang, in_cell)
    return f"| {place} | {message} ({code}) | {problem.hint(telling.lang, in_cell)} |"
