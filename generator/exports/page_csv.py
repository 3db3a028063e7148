"""A page's records as one CSV: the rows of all its tables below one header.

The first column names the table; the others are all fields of these tables. Pages of one
kind have the same header, so that their files can be put together.
"""

from __future__ import annotations

import csv
import io
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


def page_csv(dataset: Dataset, page: PageRecords) -> bytes:
    """The rows with their texts as they are: UTF-8, LF, the page's own row first."""
    header = columns(dataset, dict.fromkeys([page.table, *page.rows]))
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    for rows in ((page.row,), *page.rows.values()):
        for row in rows:
            writer.writerow([row.table, *(row.get(name, "") for name in header[1:])])
    return buffer.getvalue().encode()
