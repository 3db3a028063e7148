"""A difference as a comment on GitHub: a table of rows for each table, then the rest."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from generator.diffs.told import Told
from generator.diffs.words import say, say_count
from generator.showing import in_cell, in_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.diffs.difference import Difference
    from generator.diffs.effects import Effects
    from generator.problems import Problem

_LINES = 50
"""Rows of one table, problems or pages that are told; of the others their number."""

_CHARACTERS = 60_000
"""GitHub takes 65,536 in a comment."""


def as_markdown(difference: Difference, effects: Effects, lang: str) -> str:
    """What is different, for a comment; '' where nothing is."""
    if not difference and not effects:
        return ""
    told = Told(difference, lang, in_markdown)
    lines = [
        *_section("version", lang, told.version()),
        *_tables(difference, Told(difference, lang, in_cell)),
        *_section("structure", lang, told.structure()),
        *_section("failing", lang, _problems(effects.failing, lang)),
        *_section("mended", lang, _problems(effects.mended, lang)),
        *_section("coverage", lang, [told.coverage()]),
        *_section("pages", lang, _pages(effects, lang)),
    ]
    return _within_limit(lines, lang)


def _tables(difference: Difference, told: Told) -> Iterator[str]:
    for table in difference.tables:
        rows = [
            f"| {say(row.action, told.lang)} | {row.row} | {row.content} |"
            for row in islice(told.rows(table), _LINES)
        ]
        if rows:
            columns = (say(f"column-{name}", told.lang) for name in ("action", "row", "change"))
            yield f"### {told.counts(table).removesuffix('.')}"
            yield ""
            yield f"| {' | '.join(columns)} |"
            yield "|---|---|---|"
            yield from rows
            yield ""
            yield from _more(table.rows, told.lang)


def _section(title: str, lang: str, sentences: Sequence[str]) -> Iterator[str]:
    if sentences:
        yield f"### {say(title, lang)}"
        yield ""
        yield from (f"- {sentence}" for sentence in sentences[:_LINES])
        yield ""
        yield from _more(len(sentences), lang)


def _more(count: int, lang: str) -> Iterator[str]:
    if count > _LINES:
        yield say_count("and-more", lang, count - _LINES)
        yield ""


def _problems(problems: Iterable[Problem], lang: str) -> list[str]:
    return [
        f"{in_markdown(f'{problem.file}:{problem.line}')} {problem.message(lang, in_markdown)}"
        for problem in problems
    ]


def _pages(effects: Effects, lang: str) -> list[str]:
    if effects.pages is None:
        return [say("pages-unknown", lang)]
    return [in_markdown(url) for url in effects.pages]


def _within_limit(lines: Sequence[str], lang: str) -> str:
    """As many of the lines as a comment can hold."""
    shown: list[str] = []
    room = _CHARACTERS
    for number, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            shown += ["", say_count("and-more", lang, len(lines) - number)]
            break
        shown.append(line)
    return "\n".join(shown).rstrip("\n") + "\n"
