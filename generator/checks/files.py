"""The one way in which a table is written: the same rows are the same bytes.

Not for characters within cells. `csv.writer` with its own quoting (QUOTE_MINIMAL)
and the line terminator LF writes a table so.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from generator.plain import DIVIDES, marks_of
from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.checks.judged import Judged
    from generator.dataset import Table

_CALLS_FOR_MARKS = np.isin(np.arange(256), list(b',\r\n"')).tobytes()
"""By the code of a byte: 1 where it must not stand in a bare cell."""


def line_endings(judged: Judged) -> Iterator[Problem]:
    """Lines end in LF alone, on every system."""
    for table in judged.in_doubt.values():
        returns = table.data.count(b"\r")
        if returns and returns > _returns_in_cells(table):
            line = table.data.count(b"\n", 0, table.data.index(b"\r")) + 1
            yield Problem(rule="line-endings", file=table.path, line=line)


def _returns_in_cells(table: Table) -> int:
    return sum(cell.count("\r") for name in table.fields for cell in table.frame[name].tolist())


def last_line_ends(judged: Judged) -> Iterator[Problem]:
    """The last line ends as the others do, so that the next one can be added below it."""
    for table in judged.in_doubt.values():
        if not table.data.endswith((b"\n", b"\r")):
            yield Problem(rule="final-newline", file=table.path, line=table.data.count(b"\n") + 1)


def rows_are_sorted(judged: Judged) -> Iterator[Problem]:
    """Rows are in the order of their keys, character by character: a change is then one place."""
    for name, table in judged.in_doubt.items():
        keys = judged.keys(name, table.primary_key)
        if not keys.is_monotonic_increasing:
            ordered = keys.tolist()
            place = _first_out_of_place(ordered)
            row = keys.index.tolist()[place]
            after = _line_before(table, row, ordered, keys.index.tolist())
            yield judged.problem("rows-unsorted", name, row, table.primary_key[0], after=after)


def _first_out_of_place(keys: Sequence[str]) -> int:
    """Of the first two keys that are the wrong way round, the one that its neighbours miss less."""
    place = next(i for i in range(1, len(keys)) if keys[i] < keys[i - 1])
    fits_without_earlier = place == 1 or keys[place - 2] <= keys[place]
    next_is_lower = place + 1 < len(keys) and keys[place + 1] < keys[place - 1]
    return place - 1 if fits_without_earlier and next_is_lower else place


def _line_before(table: Table, row: int, keys: Sequence[str], rows: Sequence[int]) -> str:
    """The line below which a row belongs; that of the header where it comes first."""
    key = keys[rows.index(row)]
    others = sorted((k, r) for k, r in zip(keys, rows, strict=True) if r != row)
    place = bisect_right(others, (key, len(table.lines)))
    return str(table.lines[others[place - 1][1]]) if place else "1"


def quotation_marks(judged: Judged) -> Iterator[Problem]:
    """A cell stands in quotation marks if it has a comma, one of these marks, or a line break."""
    for table in judged.in_doubt.values():
        if b'"' in table.data:
            line = _line_of_odd_quotes(table.data.removeprefix(b"\xef\xbb\xbf"))
            if line:
                yield Problem(rule="csv-quoting", file=table.path, line=line)


def _line_of_odd_quotes(data: bytes) -> int:
    """The first line with marks that `csv.writer` would set in another way; 0 if none is.

    One that opens stands behind a comma or a line's end, or is doubled: see `Marks`. Any other
    is in a bare cell, and it alone upsets the turns, so that only the first such can be told.
    """
    framed = b"\n%b\n" % data
    text = np.frombuffer(framed, dtype=np.uint8)
    opening, closing, doubled = marks_of(text)
    bare = opening[~DIVIDES[text[opening - 1]] & ~doubled]
    end = bare[0] if bare.size else text.size
    starts = opening[DIVIDES[text[opening - 1]] & (opening < end)]
    ends = closing[DIVIDES[text[closing + 1]] & (closing < end)]
    calls_for_marks = np.flatnonzero(np.frombuffer(framed.translate(_CALLS_FOR_MARKS), bool))
    within = np.searchsorted(calls_for_marks, ends) - np.searchsorted(calls_for_marks, starts)
    odd = np.append(starts[within == 1], bare)
    return data.count(b"\n", 0, int(odd.min()) - 1) + 1 if odd.size else 0
