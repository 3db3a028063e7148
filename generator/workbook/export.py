"""A package, or what belongs to one unit of it, as a workbook for editors; not its way back.

The same package gives the same bytes: XlsxWriter dates the parts of its files alike, and
the time of the workbook is a fixed one.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from generator.exceptions import PublicationError
from generator.problems import Problem
from generator.vietnamese import slug
from generator.workbook.choices import all_choices, list_name
from generator.workbook.guide import write_guide
from generator.workbook.hidden import Record, digests, list_lines, record_lines
from generator.workbook.layout import FIRST_ROW, LISTS, RECORD, ROW_LIMIT, sheet_names
from generator.workbook.scope import rows_of
from generator.workbook.sheet import Column, Content, Styles, styles_of, write_table, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xlsxwriter import Workbook

    from generator.dataset import Dataset, Table
    from generator.workbook.choices import Choices

_TIME = datetime(1980, 1, 1)  # noqa: DTZ001 - XlsxWriter takes it for UTC, and none with a zone
"""Before all versions of all packages, and the earliest that a ZIP file can tell."""

_TEXTS = 2
"""The column of the hidden sheet, counted from 0, that has the texts of lists."""

# What XML cannot hold, and what would be taken for a way to write it. (ECMA-376 part 1,
# 22.9.2.19) XlsxWriter does write it so, but not in every place.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook's bytes; None where the problems keep the package from being put in one."""

    data: bytes | None
    problems: tuple[Problem, ...]


def export_workbook(dataset: Dataset, unit: str = "") -> Exported:
    """Make the workbook of a package; with a unit, of the rows that belong to it.

    Raises:
        UnknownUnitError: the package has no such unit.
        PublicationError: a table has more rows than a sheet can have.
    """
    if dataset.problems:
        return Exported(None, dataset.problems)
    rows = rows_of(dataset, unit)
    problems = tuple(_unfit_cells(dataset, rows))
    if problems:
        return Exported(None, problems)
    for name, numbers in rows.items():
        if len(numbers) > ROW_LIMIT - FIRST_ROW:
            raise PublicationError(f"{name} has too many rows for a sheet: choose a unit")
    return Exported(_workbook(dataset, unit, rows), ())


def file_name(dataset: Dataset, unit: str = "") -> str:
    """What to call the file of a workbook."""
    package = str(dataset.descriptor.get("name", ""))
    return f"{slug(f'{package} {unit}') or 'workbook'}.xlsx"


def _unfit_cells(dataset: Dataset, rows: Mapping[str, Sequence[int]]) -> Iterator[Problem]:
    for table in dataset.tables.values():
        for field in table.fields:
            values = table.frame[field].to_numpy()
            for row in rows[table.name]:
                if _UNFIT.search(values[row]):
                    yield Problem(
                        rule="workbook-unfit",
                        file=table.path,
                        line=table.lines[row],
                        field=field,
                        value=values[row],
                    )


def _workbook(dataset: Dataset, unit: str, rows: Mapping[str, Sequence[int]]) -> bytes:
    record = _record(dataset, unit, rows)
    choices = all_choices(dataset.tables, rows)
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"created": _TIME})
        styles = styles_of(book)
        write_guide(book, dataset, record, rows)
        for name, table in dataset.tables.items():
            sheet = book.add_worksheet(record.sheets[name])
            columns = _columns(table, choices)
            texts = list(_texts(table, columns, rows[name]))
            content = Content(table=table, columns=columns, rows=texts, sheets=record.sheets)
            write_table(sheet, content, styles)
        _add_hidden(book, LISTS, list_lines(choices.values()), styles)
        _add_hidden(book, RECORD, record_lines(record), styles)
    return data.getvalue()


def _record(dataset: Dataset, unit: str, rows: Mapping[str, Sequence[int]]) -> Record:
    return Record(
        package=str(dataset.descriptor.get("name", "")),
        version=str(dataset.descriptor.get("version", "")),
        unit=unit,
        sheets=sheet_names(dataset.tables.values()),
        digests={
            name: digests(table, table.frame.iloc[list(rows[name])])
            for name, table in dataset.tables.items()
        },
    )


def _columns(table: Table, choices: Mapping[str, Choices]) -> list[Column]:
    """The columns of a table's sheet; where there is a list to choose from, its range."""
    ranges = _list_ranges(choices)
    columns = []
    for field in table.fields.values():
        name = list_name(table, field) or ""
        column = Column(field=field, choices=choices.get(name), list_range=ranges.get(name, ""))
        columns.append(column)
    return columns


def _list_ranges(choices: Mapping[str, Choices]) -> dict[str, str]:
    """The cells of the hidden sheet that have what can be chosen, by the list's name."""
    ranges, first = {}, 0
    for name, each in choices.items():
        if each.shown:
            cells = xl_range_abs(first, _TEXTS, first + len(each.shown) - 1, _TEXTS)
            ranges[name] = f"'{LISTS}'!{cells}"
        first += len(each.shown)
    return ranges


def _texts(table: Table, columns: Sequence[Column], rows: Sequence[int]) -> Iterator[Sequence[str]]:
    """What the cells of some rows show."""
    shown = []
    for column in columns:
        values = table.frame[column.field.name].to_numpy()[rows]
        texts = column.choices.shown if column.choices else {}
        shown.append([texts.get(value, value) for value in values])
    return zip(*shown, strict=True)


def _add_hidden(book: Workbook, name: str, lines: Iterable[Sequence[str]], styles: Styles) -> None:
    sheet = book.add_worksheet(name)
    sheet.very_hidden()
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            if text:
                write_text(sheet, row, column, text, styles.key)
