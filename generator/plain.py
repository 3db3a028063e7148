"""A table that is written plainly, read at once by Arrow; not for any other, nor for problems.

Plain is what spreadsheets and people seldom spoil: the header is that of the schema, lines end in
LF, and what stands in quotation marks stands there properly, on one line. Of such a table every
reader of CSV makes the same cells; Arrow takes half the time of `csv`, and equal cells are one
object: half the memory, and all that looks at them is quicker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from pyarrow import csv

from generator.reading import CELL_LIMIT, CELLS_LIMIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Column = npt.NDArray[np.object_]

_BLOCK = 1 << 24
"""Bytes that Arrow reads at once: no line is as long."""

_MARK, _LINE_END = ord('"'), ord("\n")
_DIVIDES = np.isin(np.arange(256), list(b",\n"))
"""By the code of a byte: whether it stands between cells or lines."""


def plain_columns(data: bytes, names: Sequence[str]) -> list[Column] | None:
    """The cells of each column as text, the header left out; None where `csv` must see to it.

    `data` is UTF-8. None, too, for what `csv` would find fault with.
    """
    header = f"{','.join(names)}\n".encode()
    if not data.startswith(header) or len(data) == len(header) or not _is_plain(data):
        return None
    try:
        table = csv.read_csv(
            pa.BufferReader(memoryview(data)[len(header) :]),
            read_options=csv.ReadOptions(
                column_names=list(names), use_threads=False, block_size=_BLOCK
            ),
            parse_options=csv.ParseOptions(ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())),
                strings_can_be_null=False,
                check_utf8=False,  # it was decoded
            ),
        )
    except pa.ArrowInvalid:  # rows of several lengths
        return None
    encoded = [column.combine_chunks() for column in table.unify_dictionaries().columns]
    return None if _has_blank_row(encoded) else [_cells(column) for column in encoded]


def _is_plain(data: bytes) -> bool:
    """Whether lines and marks of a table with a plain header are where they are in every form."""
    if b"\r" in data or b"\n\n" in data or not data.endswith(b"\n"):
        return False
    text = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(text == _LINE_END)
    # A cell has no more characters than its line has bytes.
    if np.diff(ends).max() > CELL_LIMIT or ends.size + data.count(b",") > CELLS_LIMIT:
        return False
    return b'"' not in data or _marks_are_plain(text, ends)


def _marks_are_plain(text: npt.NDArray[np.uint8], ends: npt.NDArray[np.intp]) -> bool:
    """Whether quotation marks open where a cell begins and close where it ends, on one line.

    They do so by turns. One that closes and one that opens right behind it stand for one mark.
    """
    marks = np.flatnonzero(text == _MARK)
    opening, closing = marks[0::2], marks[1::2]
    if opening.size != closing.size:
        return False
    doubled = opening[1:] == closing[:-1] + 1
    opens = _DIVIDES[text[opening - 1]]
    closes = _DIVIDES[text[closing + 1]]
    return bool(
        opens[0]
        and closes[-1]
        and (opens[1:] | doubled).all()
        and (closes[:-1] | doubled).all()
        and (np.searchsorted(ends, opening) == np.searchsorted(ends, closing)).all()
    )


def _has_blank_row(columns: Sequence[pa.DictionaryArray]) -> bool:
    """Whether there is a row without anything in it."""
    blank = np.ones(len(columns[0]), bool)
    for column in columns:
        blank &= column.indices.to_numpy() == column.dictionary.index("").as_py()
        if not blank.any():
            return False
    return True


def _cells(column: pa.DictionaryArray) -> Column:
    values = np.array(column.dictionary.to_pylist(), dtype=object)
    cells: Column = values[column.indices.to_numpy()]
    return cells
