"""Cells are read as every program writes them."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from generator.workbook.container import RefusedError
from generator.workbook.grid import Cell, Kind, Sheet, read_sheets
from tests.workbook.books import export, part, with_parts

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet11.xml"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def written(value: object, number_format: str = "General", *, since_1904: bool = False) -> Cell:
    """The cell that is read where a program has written the value."""
    book = openpyxl.Workbook()
    if since_1904:
        book.epoch = CALENDAR_MAC_1904
    cell = book.worksheets[0]["B3"]
    cell.value, cell.number_format = value, number_format
    data = io.BytesIO()
    book.save(data)
    return read_sheets(data.getvalue())["Sheet"].rows[3][2]


@pytest.mark.parametrize(
    ("value", "number_format", "cell"),
    [
        ("Uông Bí", "@", Cell(Kind.TEXT, "Uông Bí")),
        (" a\nb ", "@", Cell(Kind.TEXT, " a\nb ")),
        (71, "General", Cell(Kind.NUMBER, 71.0, "General")),
        (90.8, "0.0", Cell(Kind.NUMBER, 90.8, "0.0")),
        (0.85, "0%", Cell(Kind.NUMBER, 0.85, "0%")),
        (True, "General", Cell(kind=Kind.TRUTH, value=True)),
        ("#N/A", "General", Cell(Kind.ERROR, "#N/A")),
        ("=A1+1", "General", Cell(Kind.FORMULA, "=A1+1")),
        (datetime(2018, 6, 30), "mm-dd-yy", Cell(Kind.TIME, datetime(2018, 6, 30), "mm-dd-yy")),  # noqa: DTZ001 - as Excel has it
        (datetime(2018, 6, 1), "mmm-yy", Cell(Kind.TIME, datetime(2018, 6, 1), "mmm-yy")),  # noqa: DTZ001 - likewise
        (43281, r"[$-42A]dd\/mm\/yyyy;@", Cell(Kind.TIME, datetime(2018, 6, 30), "ddmmyyyy")),  # noqa: DTZ001 - likewise
        (43281, '0 "đồng"', Cell(Kind.NUMBER, 43281.0, "0 ")),
        (43281, "[Red]0_d", Cell(Kind.NUMBER, 43281.0, "0")),
        (-1, "mm-dd-yy", Cell(Kind.NUMBER, -1.0, "mm-dd-yy")),
        (60, "mm-dd-yy", Cell(Kind.NUMBER, 60.0, "mm-dd-yy")),
        (61, "mm-dd-yy", Cell(Kind.TIME, datetime(1900, 3, 1), "mm-dd-yy")),  # noqa: DTZ001 - likewise
    ],
)
def test_a_cell_has_its_kind_its_value_and_its_format(
    value: object, number_format: str, cell: Cell
) -> None:
    assert written(value, number_format) == cell


def test_days_may_be_counted_from_1904() -> None:
    day = datetime(2018, 6, 30)  # noqa: DTZ001 - as Excel has it
    assert written(day, "mm-dd-yy", since_1904=True) == Cell(Kind.TIME, day, "mm-dd-yy")


def test_a_text_in_several_styles_is_one_text() -> None:
    text = CellRichText("Uông ", TextBlock(InlineFont(b=True), "Bí"))
    assert written(text) == Cell(Kind.TEXT, "Uông Bí")


def sheet_of(package: Path, rows: str, *, prefix: str = "", space: str = "") -> Sheet:
    """A sheet of these rows, in a workbook that is a whole one otherwise."""
    file = export(package)
    name = f"{prefix}worksheet"
    head = f'<{name} xmlns{":" if prefix else ""}{prefix.rstrip(":")}="{space}">'
    data = f"{head}<{prefix}sheetData>{rows}</{prefix}sheetData></{name}>"
    with_parts(file, {SHEET: data.encode()})
    return read_sheets(file.read_bytes())["Người giữ chức vụ"]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ('<row><c><v>1</v></c><c t="str"><v>a</v></c></row>', {1: {1: 1.0, 2: "a"}}),
        ('<row r="5"><c r="AB5"><v>1E2</v></c><c><v>2</v></c></row>', {5: {28: 100.0, 29: 2.0}}),
        ('<row><c t="inlineStr"><is><t>a</t></is></c></row>', {1: {1: "a"}}),
        ("<row><c t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r></is></c></row>", {1: {1: "ab"}}),
        ('<row><c t="d"><v>2018-06-30T00:00:00Z</v></c></row>', {1: {1: datetime(2018, 6, 30)}}),  # noqa: DTZ001 - likewise
        ('<row><c t="str"><v>a_x000D__x005F_x0041_</v></c></row>', {1: {1: "a\r_x0041_"}}),
        ('<row><c t="str"><v>_xD83D__xDE00__xD83D_</v></c></row>', {1: {1: "😀\ufffd"}}),
        ('<row><c t="str"><v> </v></c><c/><c s="1"><v/></c></row>', {}),
        ('<row><c><f t="shared" si="0"/><v>7</v></c></row>', {1: {1: "="}}),
    ],
)
def test_what_the_format_allows_is_understood(
    package: Path, rows: str, cells: dict[int, dict[int, object]]
) -> None:
    read = sheet_of(package, rows).rows
    assert {row: {at: cell.value for at, cell in of.items()} for row, of in read.items()} == cells


def test_prefixes_and_the_strict_namespace_are_understood(package: Path) -> None:
    rows = "<x:row><x:c><x:v>1</x:v></x:c></x:row>"
    assert sheet_of(package, rows, prefix="x:", space=STRICT).rows == {
        1: {1: Cell(Kind.NUMBER, 1.0)}
    }


@pytest.mark.parametrize(
    "cell",
    [
        '<c t="s"><v>999999</v></c>',
        '<c t="s"><v>a</v></c>',
        "<c><v>a</v></c>",
        "<c><v>nan</v></c>",
        '<c s="999"><v>1</v></c>',
        '<c t="d"><v>30/6/2018</v></c>',
        '<c r="XFE1"><v>1</v></c>',
        f'<c t="str"><v>{"a" * 32_768}</v></c>',
    ],
)
def test_a_cell_that_makes_no_sense_is_a_damaged_workbook(package: Path, cell: str) -> None:
    with pytest.raises(RefusedError) as refused:
        sheet_of(package, f"<row>{cell}</row>")
    assert refused.value.rule == "workbook-damaged"


def test_styles_are_those_of_cells(package: Path) -> None:
    file = export(package)
    styles = part(file, "xl/styles.xml").decode()
    assert styles.index("<cellStyleXfs") < styles.index("<cellXfs")
    cells = read_sheets(file.read_bytes())["Hướng dẫn"].rows
    counts = [cell for row in cells.values() for cell in row.values() if cell.kind is Kind.NUMBER]
    assert {cell.number_format for cell in counts} == {"General"}
