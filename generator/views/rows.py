"""The rows of a table, grouped once by what is asked for; not for noting who reads them."""

from __future__ import annotations

from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING

from generator import dates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from generator.dataset import Table

    Groups: TypeAlias = "Mapping[str, tuple[Row, ...]]"


class Row(dict[str, str]):
    """A row by field names, which knows its table and the line of the file on which it begins.

    Views ask the store for the line, which notes that it was read.
    """

    __slots__ = ("line", "table")

    def __init__(self, table: str, line: int, cells: zip[tuple[str, str]]) -> None:
        """Keep where the row is from beside its cells."""
        super().__init__(cells)
        self.table = table
        self.line = line


class Rows:
    """The rows of a table whose dates have been checked."""

    def __init__(self, table: Table) -> None:
        """Make the rows; each grouping is made when it is first asked for."""
        self._table = table
        names = list(table.fields)
        cells = zip(*(table.frame[name].tolist() for name in names), strict=True)
        self.all = tuple(
            Row(table.name, line, zip(names, values, strict=True))
            for line, values in zip(table.lines, cells, strict=True)
        )
        """In the file's order."""
        self.by = cache(self._by)

    @cached_property
    def by_key(self) -> Mapping[str, Row]:
        """By the primary key, which is one field."""
        (key,) = self._table.primary_key
        return {row[key]: row for row in self.all}

    def _by(self, field: str) -> Groups:
        """By the value of a field; rows with a date are in its order, then in the file's."""
        groups: dict[str, list[Row]] = {}
        for row in self.all:
            groups.setdefault(row[field], []).append(row)
        if "date" in self._table.fields:
            for group in groups.values():
                if len(group) > 1:  # most have one row, and its date is never looked at
                    group.sort(key=_place_in_time)
        return {value: tuple(group) for value, group in groups.items()}


_MADE: dict[str, tuple[Table, Rows]] = {}


def rows_of(table: Table) -> Rows:
    """The rows of a table; of the last one with its name they are kept for when it is the same."""
    made = _MADE.get(table.name)
    if made is None or made[0] is not table:
        made = _MADE[table.name] = table, Rows(table)
    return made[1]


@cache
def edtf(text: str, part: str = "") -> dates.Edtf:
    """A date of the package, each distinct one read once."""
    return dates.parse(text, part or None)


def edtf_or_none(text: str, part: str = "") -> dates.Edtf | None:
    """As `edtf`; None for no date."""
    return edtf(text, part) if text else None


def _place_in_time(row: Row) -> tuple[date, date]:
    return _told_at(row["date"], row.get("date_part", ""))


@cache
def _told_at(text: str, part: str) -> tuple[date, date]:
    return edtf(text, part).told_at if text else (date.max, date.max)
