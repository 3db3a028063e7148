"""Cells as typed values, a column at a time, for every format alike; not for judging them.

A missing cell stays missing: null in every type, never '', 0 or NaN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from generator.exceptions import PublicationError

if TYPE_CHECKING:
    from generator.dataset import Field, Table

# A number is a double, not a decimal: every program reads one as a number it can count
# with, SQLite and Excel have no other, and the scale of a decimal would change with the data.
TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
"""The Arrow type of each type of a Table Schema."""

DIGITS = 15
"""Digits that a double holds exactly (DBL_DIG of IEEE 754), as do Excel and JavaScript."""

# https://datapackage.org/standard/table-schema/#boolean
TRUE = ("true", "True", "TRUE", "1")
"""The texts that are true where a field does not say which."""

_FALSE = ("false", "False", "FALSE", "0")


def typed(table: Table) -> pa.Table:
    """The rows of a table with the types that its schema gives; what is missing is null.

    Raises:
        PublicationError: a cell is not of its type, or a number has over 15 digits.
    """
    rows = texts(table)
    try:
        columns = [column(field, rows[field.name]) for field in table.fields.values()]
    except pa.ArrowInvalid as error:
        raise PublicationError(f"{table.path}: {error}") from error
    schema = pa.schema(
        pa.field(field.name, TYPES[field.type], nullable=not is_required(field))
        for field in table.fields.values()
    )
    return pa.Table.from_arrays(columns, schema=schema)


def texts(table: Table) -> pa.Table:
    """The rows of a table as the texts of the file; what is missing is null."""
    columns = {name: pa.array(table.frame[name], type=pa.string()) for name in table.fields}
    return pa.table({name: _without_empty(column) for name, column in columns.items()})


def column(field: Field, texts: pa.Array) -> pa.Array:
    """The typed values of some texts of a field.

    Raises:
        pyarrow.ArrowInvalid: a text is not of the field's type.
    """
    if field.type == "boolean":
        return _booleans(field, texts)
    if field.type in {"integer", "number"}:
        _refuse_long_numbers(field, texts)
    return pc.cast(texts, TYPES[field.type])


def is_required(field: Field) -> bool:
    """Whether the schema allows no missing value."""
    return bool(field.spec.get("constraints", {}).get("required", False))


def _without_empty(texts: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(texts, ""), None, texts)


def _booleans(field: Field, texts: pa.Array) -> pa.Array:
    true = pc.is_in(texts, pa.array(field.spec.get("trueValues", TRUE)))
    false = pc.is_in(texts, pa.array(field.spec.get("falseValues", _FALSE)))
    missing = pc.is_null(texts)
    unknown = pc.filter(texts, pc.invert(pc.or_(pc.or_(true, false), missing)))
    if len(unknown):
        raise pa.ArrowInvalid(f"{field.name}: neither true nor false: {unknown[0]}")
    return pc.if_else(missing, None, true)


def _refuse_long_numbers(field: Field, texts: pa.Array) -> None:
    digits = pc.replace_substring_regex(texts, r"[^0-9]", "")
    long = pc.filter(texts, pc.greater(pc.utf8_length(digits), DIGITS))
    if len(long):
        raise pa.ArrowInvalid(f"{field.name}: over {DIGITS} digits: {long[0]}")
