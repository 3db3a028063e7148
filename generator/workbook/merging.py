"""A sheet's lines and the package's rows as the rows that there will be; not their meaning.

The digests say what a row was when the workbook was made. So it is known which of the two
has changed since; where both have, nothing is overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.workbook.hidden import digest, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.problems import Problem
    from generator.workbook.hidden import Key
    from generator.workbook.lines import Line
    from generator.workbook.places import Place
    from generator.workbook.rows import Row, RowReader

_TOLD = 5
"""Keys that a message names; all are counted."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What there will be of a table: its rows, or None where nothing changes.

    `lines` has the line of each key in the sheet at `place`, and `faulty` the keys of those in
    which a fault was found: their rows are there for others to refer to.
    """

    place: Place
    rows: Sequence[Row] | None
    lines: Mapping[Key, Line]
    faulty: frozenset[Key]
    problems: tuple[Problem, ...]


def merge(lines: Iterable[Line], reader: RowReader, digests: Mapping[Key, str]) -> Merged:
    """Take up the lines of a sheet; rows that it was not given stay as they are."""
    merging = _Merging(reader, digests)
    for line in lines:
        merging.take(line)
    merging.miss()
    return Merged(
        place=reader.place,
        rows=merging.rows(),
        lines=merging.lines,
        faulty=frozenset(merging.faulty),
        problems=tuple(reader.problems),
    )


class _Merging:
    """The merge of one table, line by line."""

    def __init__(self, reader: RowReader, digests: Mapping[Key, str]) -> None:
        self._reader, self._digests = reader, digests
        self._package: dict[Key, list[Row]] = {}
        for row in reader.table.frame.itertuples(index=False, name=None):
            self._package.setdefault(key_of(reader.table, row), []).append(row)
        self._keyless = 0
        self._changed: dict[Key, Row] = {}
        self._deleted: set[Key] = set()
        self.lines: dict[Key, Line] = {}
        self.faulty: set[Key] = set()

    def take(self, line: Line) -> None:
        """Take up a line: it changes a row, adds or deletes one, or is as it was."""
        key = self._reader.key(line)
        if key is None:
            self._keyless += 1
        elif key in self.lines:
            first = self.lines[key].place(self._reader.table.primary_key[0])
            self._tell("workbook-key-twice", key, line, first=first)
        else:
            self.lines[key] = line
            if line.marked:
                self._delete(key)
            else:
                self._change(key, line)

    def miss(self) -> None:
        """Tell of the rows that the sheet was given and has no more: a mark is what deletes one."""
        missing = [k for k in self._digests if k in self._package and k not in self.lines]
        if len(missing) > self._keyless:  # else they are those whose keys could not be read
            names = [", ".join(key) for key in missing[:_TOLD]]
            keys = "; ".join(names if len(missing) <= _TOLD else [*names, "…"])
            problem = self._reader.place.problem(
                "workbook-row-missing", count=str(len(missing)), keys=keys
            )
            self._reader.problems.append(problem)

    def rows(self) -> list[Row] | None:
        """The rows that there will be, or None where nothing changes."""
        if not self._changed and not self._deleted:
            return None
        rows: list[Row] = []
        for key, found in {**self._package, **{k: [] for k in self._changed}}.items():
            if key in self._changed:
                rows.append(self._changed[key])
            elif key not in self._deleted:
                rows.extend(found)
        return rows

    def _change(self, key: Key, line: Line) -> None:
        rows = self._package.get(key, [])
        known = key in self._digests
        fresh = known and self._is_fresh(key)
        row, is_sure = self._reader.row(line, key, rows[0] if fresh else None)
        if not is_sure:
            self.faulty.add(key)
        if row in rows:
            return
        if fresh or not (known or rows):
            self._changed[key] = row
        elif is_sure and not known:
            self._tell("workbook-key-taken", key, line)
        elif is_sure and digest(row) != self._digests[key]:
            self._tell("workbook-row-conflict", key, line)

    def _delete(self, key: Key) -> None:
        """Delete a row of the package, unless it is another than the workbook was made from."""
        if key in self._package:
            if key in self._digests and self._is_fresh(key):
                self._deleted.add(key)
            else:
                self._tell("workbook-row-conflict", key, self.lines[key])

    def _is_fresh(self, key: Key) -> bool:
        """Whether the package's row is still what it was; one that is there twice is never sure."""
        rows = self._package.get(key, [])
        return len(rows) == 1 and digest(rows[0]) == self._digests[key]

    def _tell(self, rule: str, key: Key, line: Line, **details: str) -> None:
        field = self._reader.table.primary_key[0]
        problem = self._reader.place.problem(
            rule, line.place(field), field=field, value=", ".join(key), **details
        )
        self._reader.problems.append(problem)
        self.faulty.add(key)
