"""The rows of a dataset, grouped once by what pages ask for; not for wording or choosing."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from generator import dates
from generator.reads import Followed, Reads, number
from generator.vietnamese import CollationKey, collation_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.dataset import Dataset


RECORDS = ("observations", "targets", "events", "memberships")
"""The tables whose rows say something of a unit, with evidence."""


class Row(dict[str, str]):
    """A row by field names, which knows its table."""

    __slots__ = ("_line", "table")

    def __init__(self, table: str, line: int, cells: zip[tuple[str, str]]) -> None:
        """Keep where the row is from beside its cells."""
        super().__init__(cells)
        self.table = table
        self._line = line


class Store:
    """A dataset that has passed its checks, as rows by key and rows by foreign key.

    What is read is noted in `reads`: a row by its key, a group of rows by what they have
    in common, or a whole table.
    """

    def __init__(self, dataset: Dataset) -> None:
        """Read nothing yet: each table and grouping is made when it is first asked for."""
        self.dataset = dataset
        self.reads = Reads()
        self._rows = cache(self._all_rows)
        self.by_key = cache(self._by_key)
        self.by = cache(self._by)
        self.label = cache(self._label)
        self._recorded = cache(self._recorded_units)
        self.children = self.reads.remembered("children", self._children)
        self.ancestors = self.reads.remembered("ancestors", self._ancestors)

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, in the file's order."""
        self.reads.note(number(table))
        return self._rows(table)

    def whole(self, *tables: str) -> Dataset:
        """The dataset, of which these tables are read past the store: all, if none is named."""
        for table in tables or self.dataset.tables:
            self.reads.note(number(table))
        return self.dataset

    def line(self, row: Row) -> int:
        """The line of its file on which a row begins."""
        key = (row[field] for field in self.dataset.tables[row.table].primary_key)
        self.reads.note(number(row.table, "line", *key))
        return row._line  # noqa: SLF001 - only here, where it is noted that it was read

    def _all_rows(self, table: str) -> tuple[Row, ...]:
        source = self.dataset.tables[table]
        names = list(source.fields)
        cells = zip(*(source.frame[name].tolist() for name in names), strict=True)
        return tuple(
            Row(table, line, zip(names, values, strict=True))
            for line, values in zip(source.lines, cells, strict=True)
        )

    def _by_key(self, table: str) -> Mapping[str, Row]:
        """The rows of a table by its primary key, which is one field."""
        (key,) = self.dataset.tables[table].primary_key
        rows = {row[key]: row for row in self._rows(table)}
        return Followed(self.reads, (table, key), rows, number(table))

    def _by(self, table: str, field: str) -> Mapping[str, tuple[Row, ...]]:
        """The rows of a table by the value of a field; rows with a date are in its order."""
        groups: dict[str, list[Row]] = {}
        for row in self._rows(table):
            groups.setdefault(row[field], []).append(row)
        dated = "date" in self.dataset.tables[table].fields
        if dated:
            for group in groups.values():
                if len(group) > 1:  # most have one row, and its key is never looked at
                    group.sort(key=_date_order)
        found = {value: tuple(group) for value, group in groups.items()}
        return Followed(self.reads, (table, field), found, number(table))

    def of(self, table: str, field: str, value: str) -> tuple[Row, ...]:
        """The rows of a table whose field has the value."""
        return self.by(table, field).get(value, ())

    def is_recorded(self, unit_id: str) -> bool:
        """Whether something is known of the unit or of one below it."""
        self.reads.note(number("recorded", unit_id))
        return unit_id in self._recorded()

    def recorded(self) -> frozenset[str]:
        """The units of which something is known, themselves or one below."""
        self.reads.note(number("recorded"))
        return self._recorded()

    def _recorded_units(self) -> frozenset[str]:
        """The units that records name, with all above them.

        Whoever asks of one has read that one alone, and not the tables of records.
        """
        found: set[str] = set()
        with self.reads.making("recorded units"):
            units = self.by_key("units")
            for table in RECORDS:
                for unit_id in self.by(table, "unit_id"):
                    above = unit_id
                    while above and above not in found:
                        found.add(above)
                        above = units[above]["parent_id"]
        return frozenset(found)

    def _label(self, table: str, field: str, value: str, lang: str) -> str:
        """What the schema calls a category; '' for no value."""
        return self.dataset.tables[table].fields[field].label(value, lang) if value else ""

    def _children(self, unit_id: str) -> tuple[Row, ...]:
        """The units right below one, by name as a Vietnamese dictionary has them."""
        return tuple(sorted(self.of("units", "parent_id", unit_id), key=_name_order))

    def descendants(self, unit_id: str) -> tuple[Row, ...]:
        """All units below one, each before its own."""
        found: list[Row] = []
        for child in self.children(unit_id):
            found.append(child)
            found.extend(self.descendants(child["unit_id"]))
        return tuple(found)

    def _ancestors(self, unit_id: str) -> tuple[Row, ...]:
        """The units above one, the highest first, the country left out."""
        chain: list[Row] = []
        row = self.by_key("units")[unit_id]
        while row["parent_id"]:
            row = self.by_key("units")[row["parent_id"]]
            chain.append(row)
        return tuple(reversed(chain[:-1]))


@cache
def edtf(text: str, part: str = "") -> dates.Edtf:
    """A date of the package, each distinct one read once."""
    return dates.parse(text, part or None)


def edtf_or_none(text: str, part: str = "") -> dates.Edtf | None:
    """As `edtf`; None for no date."""
    return edtf(text, part) if text else None


def _date_order(row: Row) -> tuple[object, ...]:
    if not row["date"]:
        return (date.max, date.max, *row.values())
    return (*edtf(row["date"], row.get("date_part", "")).told_at, *row.values())


def _name_order(row: Row) -> tuple[CollationKey, str]:
    return collation_key(row["name_vi"]), row["unit_id"]
