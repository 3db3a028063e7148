"""What a difference did to each unit, in sentences for those who look at one unit alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.diffs.names import FIGURE, Names
from generator.diffs.words import listed, say, say_count
from generator.views.store import RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.changes import RowChange
    from generator.diffs.difference import Difference

    Count: TypeAlias = dict[str, int]
    Action: TypeAlias = Literal["added", "changed", "removed"]

_UNITS = "units"
_TOLD = 10
"""Corrected figures of one unit that are told one by one; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTold:
    """What happened to the records of one unit, and what the unit is called."""

    name: str
    sentences: tuple[str, ...]


def by_unit(
    difference: Difference, lang: str, show: Callable[[str], str]
) -> Mapping[str, UnitTold]:
    """By the ids of units what happened to their records, and to what is said of them themselves.

    That a unit has come into the list of units, or has left it, is not told.
    """
    names = Names(difference.base, difference.head, lang, show)
    counts: dict[str, dict[Action, Count]] = defaultdict(_no_counts)
    corrected: dict[str, list[str]] = defaultdict(list)
    for unit, action, table, sentence in _happened(difference, names):
        if sentence and len(corrected[unit]) < _TOLD:
            corrected[unit].append(sentence)
        elif table in RECORDS:
            counts[unit][action][table] += 1
    return {
        unit: UnitTold(
            name=names.unit(unit),
            sentences=(*_counted(counts[unit], lang), *corrected[unit]),
        )
        for unit in sorted(filter(None, counts.keys() | corrected.keys()))
    }


def _no_counts() -> dict[Action, Count]:
    return {action: defaultdict(int) for action in ("added", "changed", "removed")}


def _happened(difference: Difference, names: Names) -> Iterator[tuple[str, Action, str, str]]:
    """For each row of a record its unit, what happened to it, and a sentence if it has its own."""
    for table in difference.tables:
        if table.name in RECORDS:
            yield from ((row.get("unit_id", ""), "added", table.name, "") for row in table.added)
            for change in table.changed:
                yield from _changed(table.name, change, names)
            for row in table.removed:
                yield row.get("unit_id", ""), "removed", table.name, ""
        elif table.name == _UNITS:
            for change in table.changed:
                yield from ((change.key[0], "changed", _UNITS, s) for s in _cells(change, names))


def _changed(table: str, change: RowChange, names: Names) -> Iterator[tuple[str, Action, str, str]]:
    """A record that moved to another unit is gone from one and new in the other."""
    old, new = (row.get("unit_id", "") for row in (change.old, change.new))
    if old == new:
        yield new, "changed", table, _correction(table, change, names)
    else:
        yield old, "removed", table, ""
        yield new, "added", table, ""


def _correction(table: str, change: RowChange, names: Names) -> str:
    """The sentence of a figure that is another; '' for any other change."""
    figures = [names.figure(table, row) for row in (change.old, change.new)]
    if not any(cell.field in FIGURE for cell in change.cells) or figures[0] == figures[1]:
        return ""
    none = say("no-figure", names.lang)
    row = names.row(table, {**change.new, "unit_id": ""})
    return say("corrected", names.lang, row=row, old=figures[0] or none, new=figures[1] or none)


def _cells(change: RowChange, names: Names) -> Iterator[str]:
    for cell in change.cells:
        old, new = (
            names.value(_UNITS, cell.field, text) if text else say("nothing", names.lang)
            for text in (cell.old, cell.new)
        )
        field = names.field(_UNITS, cell.field)
        yield say("unit-itself", names.lang, field=field, old=old, new=new)


def _counted(counts: Mapping[Action, Count], lang: str) -> Iterator[str]:
    """In the order of the tables of records: "6 figures and 2 targets added."."""
    for action, found in counts.items():
        things = [
            say_count(f"{table}-n", lang, found[table]) for table in RECORDS if found.get(table)
        ]
        if things:
            yield say(f"unit-{action}", lang, things=listed(things, lang))
