"""The rows of a worksheet as SpreadsheetML; not the workbook around them.

XlsxWriter takes four times as long, and writes text of the form `<r>…</r>` into the file
as markup. Every text here is an inline string: never a formula, a number or a link,
whatever it looks like. (ECMA-376 part 1, 18.3.1.4 and 18.18.11)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from generator.exports.text_columns import ROWS, contains, joined, replaced, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Excel counts days from 1899-12-30 and has a 29 February 1900: earlier days have no number.
_EPOCH = 25_569
_FIRST_DAY = 61 - _EPOCH

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# What XML cannot hold is written _xHHHH_, and so is the underscore of what looks like that.
# (ECMA-376 part 1, 22.9.2.19)
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_TRACE = "[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x"


def rows_xml(rows: pa.Table, first: int, styles: Sequence[int]) -> Iterator[bytes]:
    """The rows as `<row>` elements from row number `first`, thousands at a time.

    `styles` are the numbers that the workbook gave to the formats of the columns.
    Cells that are missing are left out.
    """
    for batch in rows.to_batches(max_chunksize=ROWS):
        numbers = pc.cast(pa.array(range(first, first + batch.num_rows)), pa.string())
        columns = enumerate(zip(batch.columns, styles, strict=True))
        cells = [_cells(column, _head(i, style), numbers) for i, (column, style) in columns]
        yield to_bytes(joined('<row r="', numbers, '">', *cells, "</row>"))
        first += batch.num_rows


def column_letters(index: int) -> str:
    """The name of the column with that index from 0: A, B, …, Z, AA, AB …."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def _head(index: int, style: int) -> tuple[str, str]:
    """What begins the cells of a column, before and after the number of the row."""
    return f'<c r="{column_letters(index)}', f'" s="{style}"'


def _cells(column: pa.Array, head: tuple[str, str], numbers: pa.Array) -> pa.Array:
    """A column as `<c>` elements, '' for what is missing."""
    before, after = head
    if pa.types.is_string(column.type):
        content = joined(
            ' t="inlineStr"><is><t xml:space="preserve">', _escaped(column), "</t></is>"
        )
    elif pa.types.is_date(column.type):
        content = _days(column)
    elif pa.types.is_boolean(column.type):
        content = joined(' t="b"><v>', pc.cast(pc.cast(column, pa.int8()), pa.string()), "</v>")
    else:
        content = joined("><v>", pc.cast(column, pa.string()), "</v>")
    return pc.fill_null(joined(before, numbers, after, content, "</c>"), "")


def _days(column: pa.Array) -> pa.Array:
    """Days as numbers in the format of days; those before Excel's calendar as texts."""
    days = pc.cast(column, pa.int32())
    numbers = joined("><v>", pc.cast(pc.add(days, _EPOCH), pa.string()), "</v>")
    texts = joined(' t="inlineStr"><is><t>', pc.cast(column, pa.string()), "</t></is>")
    return pc.if_else(pc.less(days, _FIRST_DAY), texts, numbers)


def _escaped(texts: pa.Array) -> pa.Array:
    if contains(texts, _TRACE):
        fit = [text and _UNFIT.sub(_code, text) for text in texts.to_pylist()]
        texts = pa.array(fit, pa.string())
    return replaced(texts, _ENTITIES)


def _code(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_"
