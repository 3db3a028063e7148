"""The tables in files of each format, as rows of values; not whether they are right.

The files come from anywhere: none is read that is much larger than its CSV, and of
a database only plain tables are asked.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from generator.exports.cover import has_sheet, sheet_name
from generator.reading import CELL_LIMIT
from generator.verifying.findings import Finding, RefusedError
from generator.workbook.container import RefusedError as WorkbookRefusedError
from generator.workbook.grid import Kind, read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.dataset import Table
    from generator.workbook.grid import Cell

    Rows: TypeAlias = list[tuple[object, ...]]

LEAST_LIMIT, RATIO = 50_000_000, 30
"""Bytes that any file may have, and times the CSV's: a record in JSON repeats all names."""

_FIRST_DAY_OF_EXCEL = date(1900, 3, 1)


@dataclass(frozen=True, slots=True)
class Content:
    """A table as a file has it; `columns` is None where the file has no such table."""

    table: Table
    columns: Sequence[str] | None
    rows: Rows


@dataclass(frozen=True, slots=True)
class Reader:
    """How a format is read: the tables in a file, and what a value of the CSV is in it."""

    read: Callable[[Path, Sequence[Table]], Iterator[Content]]
    value: Callable[[object], object]


def contents(reader: Reader, path: Path, tables: Sequence[Table]) -> Iterator[Content]:
    """The tables that the file should have.

    Raises:
        RefusedError: the file cannot be read; it names no file.
    """
    try:
        _refuse_large(path.stat().st_size, tables)
        yield from reader.read(path, tables)
    except (ValueError, KeyError, TypeError, RecursionError, csv.Error) as error:
        raise RefusedError(_unreadable(str(error))) from None
    except (sqlite3.Error, pa.ArrowException, OSError) as error:
        raise RefusedError(_unreadable(str(error))) from None
    except WorkbookRefusedError as error:
        reason = " ".join([error.rule, *error.details.values()])
        raise RefusedError(_unreadable(reason)) from None


def _refuse_large(size: int, tables: Sequence[Table]) -> None:
    limit = LEAST_LIMIT + RATIO * sum(len(table.data) for table in tables)
    if size > limit:
        raise ValueError(f"> {limit // 1_000_000} MB")


def _unreadable(reason: str) -> Finding:
    return Finding("unreadable", values={"reason": reason})


def _read_json(path: Path, tables: Sequence[Table]) -> Iterator[Content]:
    (table,) = tables
    records = json.loads(path.read_bytes())
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise TypeError("[{…}, …]")
    columns = list(records[0]) if records else list(table.fields)
    if any(list(record) != columns for record in records):
        raise ValueError("{" + ", ".join(columns) + "}")
    numbers = {name for name, field in table.fields.items() if field.type == "number"}
    rows: Rows = [
        tuple(
            float(value) if name in numbers and type(value) is int else value
            for name, value in record.items()
        )
        for record in records
    ]
    yield Content(table, columns, rows)


def _read_csv(path: Path, tables: Sequence[Table]) -> Iterator[Content]:
    (table,) = tables
    csv.field_size_limit(CELL_LIMIT)
    text = path.read_bytes().decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    if any(len(row) != len(header) for row in rows):
        raise ValueError(", ".join(header))
    yield Content(table, header, list(map(tuple, rows)))


def _read_parquet(path: Path, tables: Sequence[Table]) -> Iterator[Content]:
    (table,) = tables
    with pq.ParquetFile(path) as file:
        about = file.metadata
        groups = range(about.num_row_groups)
        _refuse_large(sum(about.row_group(n).total_byte_size for n in groups), tables)
        found = file.read()
    columns = [column.to_pylist() for column in found.columns]
    yield Content(table, found.column_names, list(zip(*columns, strict=True)))


def _read_sqlite(path: Path, tables: Sequence[Table]) -> Iterator[Content]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        made = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE %'"
        names = {name for (name,) in connection.execute(made)}
        for table in tables:
            if table.name not in names:
                yield Content(table, None, [])
                continue
            limit = len(table.frame) + 1
            query = f'SELECT * FROM "{table.name}" ORDER BY rowid LIMIT {limit}'  # noqa: S608 - the names of tables have no quotes
            rows = connection.execute(query)
            yield Content(table, [column[0] for column in rows.description], rows.fetchall())


def _read_xlsx(path: Path, tables: Sequence[Table]) -> Iterator[Content]:
    sheets = read_sheets(path.read_bytes())
    for table in filter(has_sheet, tables):
        sheet = sheets.get(sheet_name(table))
        if sheet is None:
            yield Content(table, None, [])
            continue
        # One column or row too many is enough to tell, and a sheet may have millions.
        width = min(len(table.fields) + 1, max(map(max, sheet.rows.values()), default=0))
        height = min(len(table.frame) + 2, max(sheet.rows, default=0))
        lines: Rows = [
            tuple(_in_cell(sheet.rows.get(row, {}).get(n)) for n in range(1, width + 1))
            for row in range(1, height + 1)
        ]
        yield Content(table, list(map(str, lines[0])) if lines else [], lines[1:])


class _Formula(str):
    """What a cell computes, which is no text of the data even where it looks like one."""

    __slots__ = ()


def _in_cell(cell: Cell | None) -> object:
    if cell is None:
        return None
    return _Formula(cell.value) if cell.kind in {Kind.FORMULA, Kind.ERROR} else cell.value


def _as_it_is(value: object) -> object:
    return value


def _as_text_days(value: object) -> object:
    """Formats without a type for days have them as text."""
    return value.isoformat() if isinstance(value, date) else value


def _in_sqlite(value: object) -> object:
    return int(value) if isinstance(value, bool) else _as_text_days(value)


def _in_excel(value: object) -> object:
    """Excel has one kind of number, and no days before March 1900."""
    if isinstance(value, date) and value >= _FIRST_DAY_OF_EXCEL:
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day has no zone
    if type(value) is int:
        return float(value)
    return _as_text_days(value)


READERS: Mapping[str, Reader] = {
    "json": Reader(_read_json, _as_text_days),
    "excel": Reader(_read_csv, _as_it_is),
    "parquet": Reader(_read_parquet, _as_it_is),
    "sqlite": Reader(_read_sqlite, _in_sqlite),
    "xlsx": Reader(_read_xlsx, _in_excel),
}
"""By the id of the format."""

TEXTS = frozenset({"excel"})
"""The formats that have nothing but texts, '' where a value is missing."""
