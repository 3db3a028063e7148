"""What is another now than it was: rows, groups of rows, and all that was made of them."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

import numpy as np

from generator.earlier.record import folder_of, reads_of
from generator.reads import number

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from generator.dataset import Dataset, Table
    from generator.earlier.record import Numbers, Record


class Change:
    """What has changed since an earlier build, and what was made of it."""

    def __init__(self, reads: Numbers, changed: Iterable[int]) -> None:
        """`reads` are those of the earlier build, `changed` the numbers of what reads otherwise."""
        self._reads = reads
        self._otherwise = _made_otherwise(np.fromiter(changed, np.uint64), reads)
        self._numbers = frozenset(self._otherwise.tolist())

    def touches(self, made: int) -> bool:
        """Whether what has this number may come out otherwise than before."""
        return made in self._numbers

    def merged(self, made: Sequence[Numbers], parts: Iterable[int]) -> Numbers:
        """The reads to keep: of what was made now, and of all else that still holds.

        `parts` are the numbers of those that were there before, and are no more.
        """
        new = [reads for reads in made if len(reads)]
        gone = [self._otherwise, np.fromiter(parts, np.uint64), *(reads[:, 0] for reads in new)]
        old = self._reads[~_among(self._reads[:, 0], np.concatenate(gone))]
        return np.concatenate([old, *new])


def change_since(
    record: Record,
    dataset: Dataset,
    recorded: Iterable[str],
    facts: Mapping[str, str],
    out: Path,
) -> Change | None:
    """What has changed since the record was kept; None where that cannot be told.

    `recorded` is as in a record; `facts` are those of its basis and those of releases.
    """
    reads = reads_of(record, out)
    changed = {number("recorded", unit) for unit in set(record.recorded) ^ set(recorded)}
    if changed:
        changed.add(number("recorded"))
    told = {**record.basis.facts, **record.release_facts}
    changed |= {number("fact", name) for name, _ in told.items() ^ facts.items()}
    for table in dataset.tables.values():
        if record.basis.tables.get(table.path) != table.sha256:
            before = _kept_table(record, table, out)
            differing = _differing(table, before) if before is not None else None
            if differing is None:
                return None
            changed |= differing
    return Change(reads, changed) if reads is not None else None


def pairs(made: Mapping[int, array[int]]) -> Numbers:
    """What was made beside what was read for it: an array of two columns, a row for each read."""
    makers = np.fromiter(made, np.uint64, len(made))
    reads = np.frombuffer(b"".join(read.tobytes() for read in made.values()), np.uint64)
    return np.column_stack((np.repeat(makers, [len(read) for read in made.values()]), reads))


def _kept_table(record: Record, table: Table, out: Path) -> bytes | None:
    """The bytes of the table as they were, None where they are not as they were kept."""
    try:
        data = (folder_of(out) / f"{table.name}.csv").read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == record.basis.tables.get(table.path) else None


def _differing(table: Table, before: bytes) -> set[int] | None:
    """The numbers of rows, groups of rows and lines in which the two differ; None for all."""
    old, new = _lines(before), _lines(table.data)
    if [row for row in old if row in new] != [row for row in new if row in old]:
        return None
    fields = list(table.fields)
    key = [fields.index(field) for field in table.primary_key]
    found = {number(table.name)}
    for row in old.keys() ^ new.keys():
        cells = zip(fields, row, strict=True)
        found.update(number(table.name, field, cell) for field, cell in cells)
    for row, line in new.items():
        if old.get(row) != line:
            found.add(number(table.name, "line", *(row[position] for position in key)))
    return found


def _lines(data: bytes) -> dict[tuple[str, ...], int]:
    """The rows of a table that was checked, with the lines on which they begin."""
    reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    next(reader)
    found = {}
    line = reader.line_num + 1
    for row in reader:
        found[tuple(row)] = line
        line = reader.line_num + 1
    return found


def _made_otherwise(changed: Numbers, reads: Numbers) -> Numbers:
    """The numbers of what changed, and of all that read it, directly or not."""
    found = new = changed
    while len(new):
        makers = np.unique(reads[_among(reads[:, 1], new), 0])
        new = makers[~_among(makers, found)]
        found = np.concatenate((found, new))
    return found


def _among(numbers: Numbers, others: Numbers) -> npt.NDArray[np.bool_]:
    """Which of the numbers are among the others: by a table of these, where NumPy would sort."""
    import pandas as pd  # noqa: PLC0415 - a build of what has not changed does without it

    return pd.Index(numbers).isin(others)
