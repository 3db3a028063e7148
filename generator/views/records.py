"""The rows that stand beside a page as files; not how they are written, nor what the page says.

A page is about one row of a table. Its records are that row and every row that refers to
it by a foreign key, whatever tables the package has. The page of a unit also holds those
of the units below it that have no page of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.keys import foreign_keys
from generator.views import urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.views.maker import Maker
    from generator.views.rows import Row

_URLS: Mapping[str, Callable[[Row], str]] = {
    "units": urls.unit,
    "indicators": lambda row: urls.indicator(row["indicator_id"]),
    "documents": lambda row: urls.document(row["document_id"]),
    "sources": lambda row: urls.source(row["source_id"]),
}

TABLES = tuple(_URLS)
"""The tables whose rows have pages."""

FILES = {"csv": "text/csv", "json": "application/json"}
"""The files beside a page, by their ending, with their media types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecords:
    """The records of one page: its own row, and by table the rows that refer to it.

    `url` is the page's, relative to a language's root. `above` are the units above a unit,
    the highest first, the country left out. `rows` has every table that may refer to the
    page's, in the package's order, also where no row does.
    """

    table: str
    key: str
    row: Row
    url: str
    above: tuple[Row, ...]
    rows: Mapping[str, tuple[Row, ...]]


class Records:
    """The records of pages, from the rows that a maker has."""

    def __init__(self, maker: Maker) -> None:
        """Look nothing up yet."""
        self._maker = maker
        self._store = maker.store
        self.references = cache(self._references)

    def exist(self, table: str, key: str) -> bool:
        """Whether the page of a row has files.

        That of a unit has none where all there is to tell is in the registry, which is one
        file for all units: there are thousands of such pages.
        """
        return table in _URLS and (table != "units" or self._maker.is_recorded(key))

    def pages(self, table: str) -> Iterator[tuple[str, str]]:
        """The key and the URL of each page of a table that has files."""
        rows = self._store.by_key(table)
        for key in self._maker.with_page() if table == "units" else rows:
            if self.exist(table, key):
                yield key, _URLS[table](rows[key])

    def of(self, table: str, key: str) -> PageRecords:
        """The records of a page."""
        row = self._store.by_key(table)[key]
        keys = [key, *self._below(key)] if table == "units" else [key]
        found: dict[str, dict[int, Row]] = {}  # a row may refer to two of the units
        for other, field in self.references(table):
            rows = found.setdefault(other, {})
            rows.update((id(r), r) for k in keys for r in self._store.of(other, field, k))
        return PageRecords(
            table=table,
            key=key,
            row=row,
            url=_URLS[table](row),
            above=self._store.ancestors(key) if table == "units" else (),
            rows={other: tuple(rows.values()) for other, rows in found.items()},
        )

    def _below(self, unit_id: str) -> Iterator[str]:
        for child in self._store.children(unit_id):
            if not self._maker.has_page(child["unit_id"]):
                yield child["unit_id"]
                yield from self._below(child["unit_id"])

    def _references(self, table: str) -> tuple[tuple[str, str], ...]:
        """The tables with a field that holds keys of a table, each with that field."""
        return tuple(
            (other.name, key.fields[0])
            for other in self._store.dataset.tables.values()
            for key in foreign_keys(other)
            if key.other_table == table and len(key.fields) == 1
        )
