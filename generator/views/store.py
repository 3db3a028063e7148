"""The rows of a dataset, grouped once by what pages ask for; not for wording or choosing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.keys import foreign_keys
from generator.reads import Followed, Reads, number
from generator.vietnamese import CollationKey, collation_key
from generator.views.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.dataset import Dataset
    from generator.views.rows import Row


RECORDS = ("observations", "targets", "events", "memberships")
"""The tables whose rows say something of a unit, with evidence."""


class Store:
    """A dataset that has passed its checks, as rows by key and rows by foreign key.

    What is read is noted in `reads`: a row by its key, a group of rows by what they have
    in common, or a whole table.
    """

    def __init__(self, dataset: Dataset) -> None:
        """Read nothing yet: each table and grouping is made when it is first asked for."""
        self.dataset = dataset
        self.reads = Reads()
        self._of = cache(lambda table: rows_of(dataset.tables[table]))
        self.by_key = cache(self._by_key)
        self.by = cache(self._by)
        self.label = cache(self._label)
        self._recorded = cache(self._recorded_units)
        self.children = self.reads.remembered("children", self._children)
        self.ancestors = self.reads.remembered("ancestors", self._ancestors)

    def prepare(self) -> None:
        """Make the rows, and their groups by foreign key, that pages ask for.

        Processes that are copied from this one would make them each for itself.
        """
        for table in self.dataset.tables.values():
            rows = rows_of(table)
            for key in foreign_keys(table):
                if len(key.fields) == 1:
                    rows.by(*key.fields)

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, in the file's order."""
        self.reads.note(number(table))
        return self._of(table).all

    def whole(self, *tables: str) -> Dataset:
        """The dataset, of which these tables are read past the store: all, if none is named."""
        for table in tables or self.dataset.tables:
            self.reads.note(number(table))
        return self.dataset

    def line(self, row: Row) -> int:
        """The line of its file on which a row begins."""
        key = (row[field] for field in self.dataset.tables[row.table].primary_key)
        self.reads.note(number(row.table, "line", *key))
        return row.line

    def _by_key(self, table: str) -> Mapping[str, Row]:
        """The rows of a table by its primary key, which is one field."""
        (key,) = self.dataset.tables[table].primary_key
        return Followed(self.reads, (table, key), self._of(table).by_key, number(table))

    def _by(self, table: str, field: str) -> Mapping[str, tuple[Row, ...]]:
        """The rows of a table by the value of a field; rows with a date are in its order."""
        return Followed(self.reads, (table, field), self._of(table).by(field), number(table))

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


def _name_order(row: Row) -> tuple[CollationKey, str]:
    return collation_key(row["name_vi"]), row["unit_id"]
