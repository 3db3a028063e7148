"""What the checks find in a package as it would be, told by sheet and cell; no check itself."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, TypeAlias

from generator.workbook.hidden import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.dataset import Dataset, Table
    from generator.problems import Problem, Report
    from generator.workbook.hidden import Key
    from generator.workbook.merging import Merged

    Identity: TypeAlias = tuple[str, str, Key, str, str]


def new_problems(
    packages: tuple[Dataset, Dataset],
    reports: tuple[Report, Report],
    sheets: Mapping[str, Merged],
) -> list[Problem]:
    """The problems in rows of the second package that the first has not; `sheets` is by table.

    Those in rows that are in the workbook are told by their cells, others by their lines in
    the files as they are.
    """
    earlier, later = map(_Rows, packages)
    known = {earlier.identity(problem) for problem in reports[0].problems}
    told = []
    for problem in reports[1].problems:
        if not problem.line or later.identity(problem) in known:
            continue
        key = later.key(problem.file, problem.line)
        sheet = sheets.get(later.table(problem.file))
        if sheet is None or key not in sheet.lines:
            told.append(dataclasses.replace(problem, line=earlier.line(problem.file, key)))
        elif key not in sheet.faulty:
            told.append(_by_cell(problem, key, sheet, later))
    return told


class _Rows:
    """The rows of a dataset by their lines in its files."""

    def __init__(self, dataset: Dataset) -> None:
        self._tables = {table.path: table for table in dataset.tables.values()}
        self._keys: dict[str, dict[int, Key]] = {}

    def key(self, path: str, line: int) -> Key:
        """The key of the row on a line of a file; () where there is none."""
        return self._of(path).get(line, ())

    def line(self, path: str, key: Key) -> int:
        """The line of the row with that key; 0 where there is none."""
        return next((line for line, other in self._of(path).items() if other == key), 0)

    def table(self, path: str) -> str:
        """The name of the table in a file; '' where it holds none."""
        return self._tables[path].name if path in self._tables else ""

    def identity(self, problem: Problem) -> Identity:
        """What a problem is, wherever its row stands."""
        key = self.key(problem.file, problem.line)
        return problem.rule, problem.file, key, problem.field, problem.value

    def _of(self, path: str) -> Mapping[int, Key]:
        if path not in self._keys:
            table = self._tables.get(path)
            self._keys[path] = dict(_lines_and_keys(table)) if table else {}
        return self._keys[path]


def _lines_and_keys(table: Table) -> Iterator[tuple[int, Key]]:
    for line, row in zip(table.lines, table.frame.itertuples(index=False, name=None), strict=True):
        yield line, key_of(table, row)


def _by_cell(problem: Problem, key: Key, sheet: Merged, rows: _Rows) -> Problem:
    """The problem of a row of a sheet; another line that it names is named by its row there."""
    line = sheet.lines[key]
    details = dict(problem.details)
    if details.get("first", "").isdigit():
        other = sheet.lines.get(rows.key(problem.file, int(details["first"])))
        details["first"] = str(other.number) if other else details["first"]
    cell = line.place(problem.field or next(iter(line.columns)))
    return sheet.place.problem(
        problem.rule, cell, field=problem.field, value=problem.value, **details
    )
