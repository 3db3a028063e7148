"""What changed from one release to the next, cell by cell, as CSV and as JSON; in no language."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from generator.diffs.as_json import structure_json, table_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.changes import TableChanges
    from generator.diffs.difference import Difference

COLUMNS = ("table", "change", "key", "field", "old", "new")
"""The columns of the CSV; `change` is added, removed or changed."""

_BETWEEN = " / "
"""Stands between the values of a key of several fields; the JSON has them apart."""


def changes_csv(difference: Difference) -> bytes:
    """A line for each cell: those of new rows, of rows that are gone, and those that changed.

    Empty cells of rows that came or went have no line.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for table in difference.tables:
        writer.writerows(_cells(table))
    return buffer.getvalue().encode()


def _cells(table: TableChanges) -> Iterator[tuple[str, ...]]:
    for row in table.added:
        key = _BETWEEN.join(row[field] for field in table.key)
        yield from ((table.name, "added", key, name, "", new) for name, new in row.items() if new)
    for change in table.changed:
        key = _BETWEEN.join(change.key)
        for cell in change.cells:
            yield (table.name, "changed", key, cell.field, cell.old, cell.new)
    for row in table.removed:
        key = _BETWEEN.join(row[field] for field in table.key)
        yield from ((table.name, "removed", key, name, old, "") for name, old in row.items() if old)


def changes_json(difference: Difference) -> bytes:
    """The same with each row whole, and with what changed in the structure."""
    versions = difference.versions
    told = {
        "from": versions[0],
        "to": versions[1],
        "structure": structure_json(difference),
        "tables": [table_json(table) for table in difference.tables],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
