"""A table in another format against the CSV, row by row and type by type."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from generator.exports import values
from generator.verifying.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.dataset import Table
    from generator.verifying.readers import Content, Reader, Rows

SHOWN = 5
"""Differences of a file that are told; of the others their number."""


def expected_rows(table: Table, reader: Reader, *, texts: bool) -> Rows:
    """The rows of the CSV as the format has them.

    Raises:
        PublicationError: a cell is not of its field's type.
    """
    if texts:
        columns = [table.frame[name].tolist() for name in table.fields]
    else:
        typed = values.typed(table)
        columns = [[reader.value(v) for v in column.to_pylist()] for column in typed.columns]
    return list(zip(*columns, strict=True))


def differences(content: Content, expected: Rows, nothing: str) -> Iterator[Finding]:
    """The first differences and the number of others; `nothing` stands for what is missing."""
    found = _differences(content, expected, nothing)
    yield from islice(found, SHOWN)
    if more := sum(1 for _ in found):
        yield Finding("more", values={"n": str(more)})


def _differences(content: Content, expected: Rows, nothing: str) -> Iterator[Finding]:
    table, columns = content.table, list(content.table.fields)
    if content.columns is None:
        yield Finding("table-missing", values={"table": table.name})
        return
    if list(content.columns) != columns:
        told = {"found": ", ".join(content.columns), "expected": ", ".join(columns)}
        yield Finding("columns", values={"table": table.name, **told})
        return
    places = [columns.index(name) for name in table.primary_key]
    ours = {_key(row, places): row for row in expected}
    theirs = {_key(row, places): row for row in content.rows}
    yield from _rows_that_differ(
        table.name, list(ours), [_key(row, places) for row in content.rows]
    )
    for key, row in ours.items():
        for name, one, other in zip(columns, row, theirs.get(key, row), strict=True):
            if one != other or type(one) is not type(other):
                told = {"expected": _shown(one, nothing), "found": _shown(other, nothing)}
                place = {"table": table.name, "key": key, "field": name}
                yield Finding("cell", values={**place, **told})


def _rows_that_differ(table: str, ours: list[str], theirs: list[str]) -> Iterator[Finding]:
    """Rows that are missing, too many, there twice, or, where none is, in another order."""
    if ours == theirs:
        return
    here, there = set(ours), Counter(theirs)
    by_code = {
        "row-missing": [key for key in ours if key not in there],
        "row-extra": [key for key in there if key not in here],
        "row-twice": [key for key, times in there.items() if times > 1],
    }
    for code, keys in by_code.items():
        yield from (Finding(code, values={"table": table, "key": key}) for key in keys)
    if not any(by_code.values()):
        yield Finding("row-order", values={"table": table})


def _key(row: Sequence[object], places: Sequence[int]) -> str:
    return " / ".join(str(row[place]) for place in places)


def _shown(value: object, nothing: str) -> str:
    return (
        nothing if value in (None, "") else f"“{value}”" if isinstance(value, str) else str(value)
    )
