"""JSON: a table as an array of records, one a line, so that two versions can be compared.

Numbers are numbers with the digits of the CSV, dates are texts, what is missing is null.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from generator.exports import values
from generator.exports.format import Format
from generator.exports.text_columns import ROWS, contains, joined, replaced, to_bytes

if TYPE_CHECKING:
    from generator.dataset import Dataset, Field, Table


def json_records(_dataset: Dataset, table: Table) -> bytes:
    """The records, each with every field of the schema in its order; RFC 8259."""
    buffer = io.BytesIO()
    buffer.write(b"[")
    for rows in values.texts(table).to_batches(max_chunksize=ROWS):
        # Every record begins with the comma that parts it from the one before.
        records = _records(table, rows)
        buffer.write(records if buffer.tell() > 1 else records[1:])
    buffer.write(b"\n]\n")
    return buffer.getvalue()


def _records(table: Table, rows: pa.RecordBatch) -> bytes:
    columns = zip(table.fields.values(), rows.columns, strict=True)
    members = [
        joined(f"{json.dumps(field.name)}:", pc.fill_null(_literals(field, texts), "null"))
        for field, texts in columns
    ]
    return to_bytes(joined(",\n{", pc.binary_join_element_wise(*members, ","), "}"))


def _literals(field: Field, texts: pa.Array) -> pa.Array:
    """Values in JSON, null where missing. The one form that numbers have here is also JSON's."""
    if field.type in {"integer", "number"}:
        return texts
    if field.type == "boolean":
        return pc.cast(values.column(field, texts), pa.string())
    if contains(texts, "[\x00-\x1f]"):
        encoded = [text and json.dumps(text, ensure_ascii=False) for text in texts.to_pylist()]
        return pa.array(encoded, pa.string())
    return joined('"', replaced(texts, {"\\": "\\\\", '"': '\\"'}), '"')


FORMAT = Format(id="json", ending="json", media_type="application/json", of_table=json_records)
