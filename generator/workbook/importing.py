"""A workbook that was edited, taken back into its package; not the reading of its cells.

It is taken as a whole or, while there are errors, not at all, be they of the workbook or found
by the checks in the rows that it changes.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.canonical import replace_files
from generator.changes import changes
from generator.checks.run import check
from generator.problems import Problem
from generator.reading import read_bytes
from generator.rewriting import with_rows
from generator.workbook.choices import list_name
from generator.workbook.container import RefusedError
from generator.workbook.grid import read_sheets
from generator.workbook.hidden import lists_of, record_of
from generator.workbook.layout import GUIDE, LISTS, RECORD
from generator.workbook.lines import read_lines
from generator.workbook.lookup import lookup_of
from generator.workbook.mending import Column
from generator.workbook.merging import merge
from generator.workbook.places import Place
from generator.workbook.rows import RowReader
from generator.workbook.verdict import new_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.changes import TableChanges
    from generator.dataset import Dataset, Table
    from generator.problems import Report
    from generator.workbook.grid import Sheet
    from generator.workbook.hidden import Record
    from generator.workbook.lookup import Lookup
    from generator.workbook.merging import Merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What comes of a workbook: the package as it is, as it would be, and what stands in the way.

    `problems` are in the order of the workbook, those that the checks find in changed rows
    among them. `reports` are those of both packages; None where there are no changes.
    """

    base: Dataset
    head: Dataset
    problems: tuple[Problem, ...]
    changes: tuple[TableChanges, ...] = ()
    reports: tuple[Report, Report] | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems with which nothing is written."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def import_workbook(file: Path, dataset: Dataset) -> Imported:
    """Take what was changed in the workbook `file` into the package, without writing it."""
    problems: list[Problem] = []
    data = read_bytes(file.parent, file.name, problems)
    book = _open(data, file.name, dataset, problems) if data is not None else None
    if book is None:
        return Imported(base=dataset, head=dataset, problems=tuple(problems))
    merged = dict(_merge_all(book, dataset, problems))
    head = _with_changes(dataset, merged, problems)
    changed = changes(dataset, head)
    if not changed:
        return Imported(base=dataset, head=dataset, problems=tuple(problems))
    reports = check(dataset), check(head)
    problems.extend(new_problems((dataset, head), reports, merged))
    return Imported(
        base=dataset, head=head, problems=tuple(problems), changes=changed, reports=reports
    )


def write(imported: Imported) -> None:
    """Write the tables that are others in `head`, each whole, or none where one refuses.

    A process that is killed meanwhile leaves every table as it was or as it will be; the same
    workbook, imported again, completes it.

    Raises:
        MachineError: a file of the package cannot be written.
    """
    head = imported.head
    tables = [head.tables[change.name] for change in imported.changes]
    replace_files({head.folder / table.path: table.data for table in tables})


@dataclass(frozen=True, slots=True)
class _Book:
    file: str
    sheets: Mapping[str, Sheet]
    record: Record


def _open(data: bytes, name: str, dataset: Dataset, problems: list[Problem]) -> _Book | None:
    """The workbook, where it is one of this package."""
    try:
        sheets = read_sheets(data)
    except RefusedError as refused:
        problems.append(Problem(rule=refused.rule, file=name, details=refused.details))
        return None
    record = record_of(_texts(sheets[RECORD])) if RECORD in sheets else None
    package = str(dataset.descriptor.get("name", ""))
    if record is None:
        problems.append(Problem(rule="workbook-record", file=name))
        return None
    if record.package != package:
        details = {"package": package}
        problem = Problem(rule="workbook-foreign", file=name, value=record.package, details=details)
        problems.append(problem)
        return None
    return _Book(name, sheets, record)


def _texts(sheet: Sheet) -> list[list[str]]:
    """The rows of a hidden sheet as texts, '' where a cell is empty."""
    return [
        [str(cells[column].value) if column in cells else "" for column in range(1, max(cells) + 1)]
        for _, cells in sorted(sheet.rows.items())
    ]


def _merge_all(
    book: _Book, dataset: Dataset, problems: list[Problem]
) -> Iterator[tuple[str, Merged]]:
    """The tables of which sheets could be read, with what comes of them."""
    lists = lists_of(_texts(book.sheets[LISTS])) if LISTS in book.sheets else {}
    lookups = {name: lookup_of(texts) for name, texts in lists.items()}
    problems.extend(_sheet_problems(book))
    for name, title in book.record.sheets.items():
        place = Place(book.file, title)
        if name not in dataset.tables:
            problems.append(place.problem("workbook-table", value=name))
        elif title in book.sheets:
            table = dataset.tables[name]
            lines = read_lines(book.sheets[title], table, place, problems)
            if lines is not None:
                columns = _columns(table, lookups)
                digests = book.record.digests[name]
                reader = RowReader(table, columns, digests, place)
                result = merge(lines, reader, digests)
                problems.extend(result.problems)
                yield name, result


def _sheet_problems(book: _Book) -> Iterator[Problem]:
    """Sheets that are missing; where none is, those that are not read."""
    known = {GUIDE, LISTS, RECORD, *book.record.sheets.values()}
    unknown = [title for title in book.sheets if title not in known]
    missing = [title for title in book.record.sheets.values() if title not in book.sheets]
    for title in missing:
        others = ", ".join(unknown) or "–"
        yield Place(book.file, title).problem("workbook-sheet-missing", unknown=others)
    if not missing:
        for title in unknown:
            yield Place(book.file, title).problem("workbook-sheet-unknown")


def _columns(table: Table, lookups: Mapping[str, Lookup]) -> dict[str, Column]:
    return {
        field.name: Column(field, lookups.get(list_name(table, field) or ""))
        for field in table.fields.values()
    }


def _with_changes(
    dataset: Dataset, merged: Mapping[str, Merged], problems: list[Problem]
) -> Dataset:
    """The package as it would be."""
    tables = dict(dataset.tables)
    for name, result in merged.items():
        if result.rows is not None:
            table = with_rows(tables[name], result.rows, problems)
            tables[name] = table or tables[name]
    return dataclasses.replace(dataset, tables=tables)
