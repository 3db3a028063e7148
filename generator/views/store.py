"""The rows of a dataset, grouped once by what pages ask for; not for wording or choosing."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from generator import dates
from generator.vietnamese import CollationKey, collation_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.dataset import Dataset


class Row(dict[str, str]):
    """A row by field names, which knows its table and the line on which it begins."""

    __slots__ = ("line", "table")

    def __init__(self, table: str, line: int, cells: zip[tuple[str, str]]) -> None:
        """Keep where the row is from beside its cells."""
        super().__init__(cells)
        self.table = table
        self.line = line


class Store:
    """A dataset that has passed its checks, as rows by key and rows by foreign key."""

    def __init__(self, dataset: Dataset) -> None:
        """Read nothing yet: each table and grouping is made when it is first asked for."""
        self.dataset = dataset
        self.rows = cache(self._rows)
        self.by_key = cache(self._by_key)
        self.by = cache(self._by)
        self.label = cache(self._label)
        self.children = cache(self._children)

    def _rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, in the file's order."""
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
        return {row[key]: row for row in self.rows(table)}

    def _by(self, table: str, field: str) -> Mapping[str, tuple[Row, ...]]:
        """The rows of a table by the value of a field; rows with a date are in its order."""
        groups: dict[str, list[Row]] = {}
        for row in self.rows(table):
            groups.setdefault(row[field], []).append(row)
        dated = "date" in self.dataset.tables[table].fields
        if dated:
            for group in groups.values():
                group.sort(key=_date_order)
        return {value: tuple(group) for value, group in groups.items()}

    def of(self, table: str, field: str, value: str) -> tuple[Row, ...]:
        """The rows of a table whose field has the value."""
        return self.by(table, field).get(value, ())

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

    def ancestors(self, unit_id: str) -> tuple[Row, ...]:
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


def _date_order(row: Row) -> tuple[object, ...]:
    if not row["date"]:
        return (date.max, date.max, *row.values())
    return (*edtf(row["date"], row.get("date_part", "")).sort_key, *row.values())


def _name_order(row: Row) -> tuple[CollationKey, str]:
    return collation_key(row["name_vi"]), row["unit_id"]
