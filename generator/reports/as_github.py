"""A report as commands of a workflow, which GitHub shows as annotations on the lines.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
It shows ten errors, ten warnings and ten notices of a step, and fifty of a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.reports.telling import Telling, say
from generator.showing import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.problems import Problem, Report

_PER_STEP = 10

# The runner undoes these, and nothing else.
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = {**_IN_DATA, **str.maketrans({":": "%3A", ",": "%2C"})}


def as_github(report: Report, telling: Telling) -> str:
    """The first errors and warnings in the order of the files, and how many more there are."""
    return "".join(f"{command}\n" for command in _commands(report, telling))


def _commands(report: Report, telling: Telling) -> Iterator[str]:
    errors, warnings = report.errors, report.warnings
    for problem in (*errors[:_PER_STEP], *warnings[:_PER_STEP]):
        yield _annotation(problem, telling)
    more = [max(0, len(problems) - _PER_STEP) for problems in (errors, warnings)]
    if any(more):
        title = say("not-shown-title", telling.lang)
        counts = telling.counts(more[0], more[1])
        yield _command("notice", say("not-shown", telling.lang, counts=counts), title=title)


def _annotation(problem: Problem, telling: Telling) -> str:
    texts = (problem.message(telling.lang), problem.hint(telling.lang), telling.help_page(problem))
    return _command(
        problem.severity,
        "\n".join(filter(None, texts)),
        file=printable(telling.file(problem)),
        line=str(problem.line or ""),
        title=f"{problem.title(telling.lang)} ({problem.rule})",
    )


def _command(name: str, data: str, **properties: str) -> str:
    given = (f"{key}={text.translate(_IN_PROPERTY)}" for key, text in properties.items() if text)
    return f"::{name} {','.join(given)}::{data.translate(_IN_DATA)}"
