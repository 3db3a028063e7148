"""SQLite: the whole package in one file, with keys, indexes, and views that give names for ids.

Tables are not STRICT: so the file opens with what was current in 2018 (the views need
SQLite 3.25), and DATE and BOOLEAN tell readers more than TEXT and INTEGER would.

How SQLite packs a page changes between its versions, so the bytes depend on the one that
Python has; its number is in the file's header.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from generator.exports import values
from generator.exports.format import Format
from generator.exports.sqlite_about import tables_about
from generator.exports.sqlite_views import VIEWS
from generator.exports.text_columns import ROWS
from generator.keys import foreign_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.dataset import Dataset, Field, Table
    from generator.keys import ForeignKey

_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "BOOLEAN",
    "date": "DATE",
}

# What would otherwise follow the options with which the machine's SQLite was compiled.
_LAYOUT = """
    PRAGMA page_size = 4096;
    PRAGMA encoding = 'UTF-8';
    PRAGMA auto_vacuum = NONE;
    PRAGMA secure_delete = ON;
"""


def sqlite(dataset: Dataset) -> bytes:
    """The database, its tables and indexes each in one piece."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(_LAYOUT)
        connection.execute("BEGIN")
        for table in dataset.tables.values():
            _write_table(connection, table)
        for about in tables_about(dataset):
            key = _primary_key(about.primary_key)
            _fill(connection, about.name, about.columns, [key], about.rows)
        _write_views(connection)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        return connection.serialize()


def _write_table(connection: sqlite3.Connection, table: Table) -> None:
    keys = list(foreign_keys(table))
    columns = list(map(_column, table.fields.values()))
    constraints = [_primary_key(table.primary_key), *map(_reference, keys)]
    _fill(connection, table.name, columns, constraints, _rows(table))
    for key in keys:
        # The index of the primary key serves for what it begins with.
        if table.primary_key[: len(key.fields)] != key.fields:
            index = _name(f"{table.name}_{'_'.join(key.fields)}")
            place = f"{_name(table.name)} ({_names(key.fields)})"
            connection.execute(f"CREATE INDEX {index} ON {place}")


def _column(field: Field) -> str:
    needed = " NOT NULL" if values.is_required(field) else ""
    return f"{_name(field.name)} {_TYPES[field.type]}{needed}"


def _primary_key(names: Iterable[str]) -> str:
    return f"PRIMARY KEY ({_names(names)})"


def _reference(key: ForeignKey) -> str:
    other = f"{_name(key.other_table)} ({_names(key.other_fields)})"
    return f"FOREIGN KEY ({_names(key.fields)}) REFERENCES {other}"


def _rows(table: Table) -> Iterator[tuple[object, ...]]:
    """The rows of a table as SQLite takes them; days are ISO 8601 texts."""
    rows = values.typed(table)
    for place, field in enumerate(rows.schema):
        if pa.types.is_date(field.type):
            rows = rows.set_column(place, field.name, pc.cast(rows.column(place), pa.string()))
    for batch in rows.to_batches(max_chunksize=ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _fill(
    connection: sqlite3.Connection,
    name: str,
    columns: Sequence[str],
    constraints: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> None:
    """Make a table, given its columns and constraints in SQL, and write the rows."""
    connection.execute(f"CREATE TABLE {_name(name)} ({', '.join((*columns, *constraints))})")
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {_name(name)} VALUES ({marks})", rows)  # noqa: S608 - all names are quoted


def _write_views(connection: sqlite3.Connection) -> None:
    """Make the views, but not those that read what this package does not have.

    One that was released before shares were given by their rest has none.
    """
    columns = {row[1] for row in connection.execute("PRAGMA table_info(observations)")}
    for name, read in VIEWS.items():
        query = read if "remainder" in columns else read.replace("o.remainder", "NULL")
        try:
            connection.execute(f"EXPLAIN {query}")
        except sqlite3.OperationalError as error:
            if not str(error).startswith(("no such table", "no such column")):
                raise
        else:
            connection.execute(f"CREATE VIEW {name} AS {query}")


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(_name, names))


def _name(name: str) -> str:
    """A name as SQL writes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


FORMAT = Format(
    id="sqlite", ending="sqlite", media_type="application/vnd.sqlite3", of_package=sqlite
)
