"""A difference for a terminal: one line a row, marked +, ~ or -."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from generator.diffs.told import Told, ToldRow
from generator.diffs.words import say, say_count
from generator.showing import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.diffs.difference import Difference
    from generator.diffs.effects import Effects
    from generator.problems import Problem

_MARKS = {"added": "+", "changed": "~", "removed": "-"}
_ROWS = 200
"""Rows of one table that are told; of the others their number."""


def as_text(difference: Difference, effects: Effects, lang: str) -> str:
    """What is different, for people; '' where nothing is."""
    if not difference and not effects:
        return ""
    told = Told(difference, lang, printable)
    parts = [
        *_tables(difference, told),
        _part("structure", lang, told.structure()),
        _part("version", lang, told.version()),
        _part("failing", lang, _problems(effects.failing, lang)),
        _part("mended", lang, _problems(effects.mended, lang)),
        _part("coverage", lang, [told.coverage()]),
        _part("pages", lang, _pages(effects, lang)),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _tables(difference: Difference, told: Told) -> Iterator[str]:
    for table in difference.tables:
        lines = [_line(row) for row in islice(told.rows(table), _ROWS)]
        if table.rows > _ROWS:
            lines.append(f"  {say_count('and-more', told.lang, table.rows - _ROWS)}")
        if lines:
            yield "\n".join((told.counts(table), *lines))


def _line(row: ToldRow) -> str:
    return f"  {_MARKS[row.action]} " + ": ".join(filter(None, (row.row, row.content)))


def _problems(problems: Iterable[Problem], lang: str) -> Iterator[str]:
    for problem in problems:
        yield f"{printable(problem.file)}:{problem.line} {problem.message(lang)}"


def _pages(effects: Effects, lang: str) -> Iterable[str]:
    return [say("pages-unknown", lang)] if effects.pages is None else effects.pages


def _part(title: str, lang: str, sentences: Iterable[str]) -> str:
    lines = [f"  {sentence}" for sentence in sentences]
    return "\n".join((say(title, lang), *lines)) if lines else ""
