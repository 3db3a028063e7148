"""XLSX: a cover, the dictionary, and a sheet for each table, for people who live in Excel.

XlsxWriter makes the workbook with everything but the rows; `sheet_rows` makes those.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from generator.exports import dictionary, values
from generator.exports.about import about
from generator.exports.cover import has_sheet, sheet_name, write_cover, write_text
from generator.exports.format import Format
from generator.exports.sheet_rows import column_letters, rows_xml
from generator.exports.words import in_all_languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format as CellFormat

    from generator.dataset import Dataset, Table
    from generator.exports.about import About

_NARROWEST, _WIDEST = 8, 60
_DIMENSION = re.compile(rb'<dimension ref="[A-Z0-9:]+"/>')
_COLUMN = re.compile(rb'<col min="(\d+)" max="(\d+)" width="[0-9.]+"(?: style="(\d+)")?')
_WITHOUT_A_DATE = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet with a header in row 1 and typed rows below it."""

    name: str
    headings: Sequence[str]
    rows: pa.Table
    wrapped: bool

    @property
    def dimension(self) -> str:
        """The cells from the first to the last, such as `A1:H20`."""
        return f"A1:{column_letters(len(self.headings) - 1)}{self.rows.num_rows + 1}"


def workbook(dataset: Dataset, tables: Sequence[Table]) -> bytes:
    """A workbook of some tables of the package."""
    import xlsxwriter  # noqa: PLC0415 - most builds make no workbook

    sheets = list(_sheets(tables))
    template = io.BytesIO()
    with xlsxwriter.Workbook(template, {"in_memory": True}) as book:
        package = about(dataset)
        _describe(book, package)
        write_cover(book, package, tables)
        text = book.add_format({"num_format": "@"})
        wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        heading = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
        for sheet in sheets:
            _add(book, sheet, heading, wrapped if sheet.wrapped else text, day)
    # The cover is sheet 1.
    return _with_rows(template, {f"xl/worksheets/sheet{n}.xml": s for n, s in enumerate(sheets, 2)})


def _sheets(tables: Sequence[Table]) -> Iterator[_Sheet]:
    columns = zip(*dictionary.rows(tables), strict=True)
    rows = pa.table(
        {
            name: pa.array([text or None for text in texts], pa.string())
            for name, texts in zip(dictionary.COLUMNS, columns, strict=True)
        }
    )
    yield _Sheet(in_all_languages("dictionary"), dictionary.headings(), rows, wrapped=True)
    for table in filter(has_sheet, tables):
        yield _Sheet(sheet_name(table), list(table.fields), values.typed(table), wrapped=False)


def _describe(book: Workbook, package: About) -> None:
    book.set_properties(
        {
            "title": " / ".join(package.title.values()),
            "author": "; ".join(package.creators),
            "comments": " / ".join(map(package.citation, package.title)),
            "created": package.released or _WITHOUT_A_DATE,
        }
    )


def _add(
    book: Workbook, sheet: _Sheet, heading: CellFormat, text: CellFormat, day: CellFormat
) -> None:
    """Add a sheet with its header, and what is set for the rows still to come."""
    added = book.add_worksheet(sheet.name)
    added.freeze_panes(1, 0)
    added.autofilter(sheet.dimension)
    added.ignore_errors({"number_stored_as_text": sheet.dimension})
    for place, (name, column) in enumerate(zip(sheet.headings, sheet.rows.columns, strict=True)):
        write_text(added, 0, place, name, heading)
        form = _form(column.type, text, day)
        added.set_column(place, place, _width(name, column), form)


def _form(of_type: pa.DataType, text: CellFormat, day: CellFormat) -> CellFormat | None:
    if pa.types.is_date(of_type):
        return day
    return text if pa.types.is_string(of_type) else None


def _width(name: str, column: pa.ChunkedArray) -> int:
    """The width for the longest text, in characters; with room for the filter's button."""
    longest = len(name) + 2
    if pa.types.is_string(column.type):
        longest = max(longest, pc.max(pc.utf8_length(column)).as_py() or 0)
    return min(max(longest, _NARROWEST), _WIDEST)


def _with_rows(template: io.BytesIO, sheets: Mapping[str, _Sheet]) -> bytes:
    """The workbook with its rows, put below the headers; no file in it has a time or a system."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(template) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            data = source.read(name)
            with target.open(info, "w") as file:
                file.writelines(_filled(data, sheets[name]) if name in sheets else [data])
    return result.getvalue()


def _filled(template: bytes, sheet: _Sheet) -> Iterator[bytes]:
    """The XML of a sheet that has only its header, with all its rows."""
    before, end, after = template.partition(b"</sheetData>")
    dimension = f'<dimension ref="{sheet.dimension}"/>'.encode()
    yield _DIMENSION.sub(dimension, before, count=1)
    yield from rows_xml(sheet.rows, 2, list(_styles(before)))
    yield end + after


def _styles(template: bytes) -> Iterator[int]:
    """The number of each column's format; columns that look alike share an element."""
    for first, last, style in _COLUMN.findall(template):
        for _ in range(int(first), int(last) + 1):
            yield int(style or 0)


def _of_package(dataset: Dataset) -> bytes:
    return workbook(dataset, list(dataset.tables.values()))


def _of_table(dataset: Dataset, table: Table) -> bytes:
    return workbook(dataset, [table])


FORMAT = Format(
    id="xlsx",
    ending="xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    of_package=_of_package,
    of_table=_of_table,
)
