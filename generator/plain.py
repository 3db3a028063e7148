"""A table that is written plainly, read at once by Arrow; not for any other, nor for problems.

Plain is what spreadsheets and people seldom spoil: the header is that of the schema, lines end in
LF, and what stands in quotation marks stands there properly, on one line. Of such a table every
reader of CSV makes the same cells; Arrow takes half the time of `csv`, and equal cells are one
object: half the memory, and all that looks at them is quicker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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

_ODD = (b"\r", b"\n\n", b"\0", b"<<<<<<<", b">>>>>>>")
"""What a plain table does not have: other line ends, blank lines, bytes of 0, and what may be the
marks of a merge."""

_MARK, _COMMA, _LINE_END = b'",\n'

DIVIDES = np.isin(np.arange(256), list(b",\r\n"))
"""By the code of a byte: whether it stands between cells or lines."""


class Marks(NamedTuple):
    """The places of quotation marks, which open and close by turns.

    `doubled` says of each that opens whether it stands right behind one that has closed: the two
    stand for one that is written.
    """

    opening: npt.NDArray[np.intp]
    closing: npt.NDArray[np.intp]
    doubled: npt.NDArray[np.bool_]


def marks_of(text: npt.NDArray[np.uint8]) -> Marks:
    """The quotation marks of a text that has some; the last one may open and not close."""
    marks = np.flatnonzero(text == _MARK)
    opening, closing = marks[0::2], marks[1::2]
    behind = opening[1:] == closing[: opening.size - 1] + 1
    return Marks(opening, closing, np.concatenate(([False], behind)))


def plain_columns(data: bytes, names: Sequence[str]) -> list[Column] | None:
    """The cells of each column as text, the header left out; None where `csv` must see to it.

    None, too, for what is not UTF-8, or what `csv` or `decode` would find fault with.
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
            ),
        )
    except pa.ArrowInvalid:  # rows of several lengths, or bytes that are no text
        return None
    encoded = [column.combine_chunks() for column in table.unify_dictionaries().columns]
    return None if _has_blank_row(encoded) else [_cells(column) for column in encoded]


def _is_plain(data: bytes) -> bool:
    """Whether lines and marks of a table with a plain header are where they are in every form."""
    if any(odd in data for odd in _ODD) or not data.endswith(b"\n"):
        return False
    text = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(text == _LINE_END)
    # A cell has no more characters than its line has bytes.
    cells = ends.size + np.count_nonzero(text == _COMMA)
    if np.diff(ends).max() > CELL_LIMIT or cells > CELLS_LIMIT:
        return False
    return b'"' not in data or _marks_are_plain(text, ends)


def _marks_are_plain(text: npt.NDArray[np.uint8], ends: npt.NDArray[np.intp]) -> bool:
    """Whether quotation marks open where a cell begins and close where it ends, on one line."""
    opening, closing, doubled = marks_of(text)
    if opening.size != closing.size:
        return False
    opens = DIVIDES[text[opening - 1]] | doubled
    closes = DIVIDES[text[closing + 1]] | np.append(doubled[1:], False)
    on_one_line = np.searchsorted(ends, opening) == np.searchsorted(ends, closing)
    return bool((opens & closes & on_one_line).all())


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
