"""A page's records as one CSV: the rows of all its tables below one header.

The first column names the table; the others are all fields of these tables. Pages of one
kind have the same header, so that their files can be put together.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.dataset import Dataset
    from generator.views.records import PageRecords

TABLE = "table_name"
"""The column that names each row's table."""


def columns(dataset: Dataset, tables: Iterable[str]) -> list[str]:
    """The header for rows of some tables: each field once, in the order in which they come."""
    fields = (name for table in tables for name in dataset.tables[table].fields)
    return list(dict.fromkeys([TABLE, *fields]))


class PageCsv:
    """Writes the files of pages, of one package."""

    def __init__(self, dataset: Dataset) -> None:
        """The cells that a table leaves empty are found once."""
        self._dataset = dataset
        self._columns = cache(self._columns_of)

    def file(self, page: PageRecords) -> bytes:
        """The rows with their texts as they are: UTF-8, LF, the page's own row first."""
        tables = tuple(dict.fromkeys([page.table, *page.rows]))
        written = io.BytesIO()
        text = io.TextIOWrapper(written, encoding="utf-8", newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns(self._dataset, tables))
        for rows in ((page.row,), *page.rows.values()):
            for row in rows:
                cells = {TABLE: row.table, "": "", **row}
                writer.writerow([cells[name] for name in self._columns(tables, row.table)])
        text.flush()
        return written.getvalue()

    def _columns_of(self, tables: tuple[str, ...], table: str) -> list[str]:
        """The header for rows of some tables, with '' for the columns that `table` has not."""
        own = {TABLE, *self._dataset.tables[table].fields}
        return [name if name in own else "" for name in columns(self._dataset, tables)]
