"""What a workbook has beside its rows: a cover, the dictionary, and sheets one can work in."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from generator.dataset import load
from generator.exports import cover
from tests.exports.packages import made, write_hostile_package

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.exports.conftest import Exported

COVER = "Giới thiệu – About"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DICTIONARY = "Từ điển – Dictionary"


@pytest.fixture(scope="module")
def book(of_fixture: Exported) -> Workbook:
    return openpyxl.load_workbook(of_fixture.folder / "nhat-the-hoa-test.xlsx")


def cells(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The rows that are not empty, without the empty cells at their ends."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    return [tuple(row) for row in rows if row]


def test_the_cover_says_what_this_is_and_how_to_cite_it(book: Workbook) -> None:
    assert cells(book[COVER])[:9] == [
        ("Gói dữ liệu thử",),
        ("A package for tests",),
        ("Giải thích – Description", "Một ít dòng của mỗi bảng.", "A few rows of each table."),
        ("Phiên bản – Version", "1.0.0"),
        ("Ngày phát hành – Released", "2026-01-01"),
        ("Người tạo – Created by", "Dự án Nhất thể hóa"),
        (
            "Giấy phép – Licence",
            f"Creative Commons Attribution 4.0 International, {LICENCE}",
        ),
        (
            "Cách trích dẫn – How to cite",
            "Dự án Nhất thể hóa (2026). Gói dữ liệu thử, phiên bản 1.0.0 [Bộ dữ liệu].",
            "Dự án Nhất thể hóa (2026). A package for tests (Version 1.0.0) [Data set].",
        ),
        ("Nguồn – Sources", "Báo chí địa phương, xem data/sources.csv"),
    ]


def test_the_cover_leads_to_each_sheet(book: Workbook) -> None:
    links = {
        row[0].value: (row[0].hyperlink.location, row[1].value, row[2].value, row[3].value)
        for row in book[COVER].iter_rows()
        if row[0].hyperlink
    }
    assert list(links) == book.sheetnames[2:]
    assert links["units"] == ("'units'!A1", "Đơn vị hành chính", "Administrative units", 12)


def test_sheets_stand_in_the_order_of_the_package_after_cover_and_dictionary(
    book: Workbook, of_fixture: Exported
) -> None:
    assert book.sheetnames == [COVER, DICTIONARY, *of_fixture.dataset.tables]
    alone = openpyxl.load_workbook(of_fixture.folder / "xlsx/targets.xlsx")
    assert alone.sheetnames == [COVER, DICTIONARY, "targets"]
    assert {row[0] for row in cells(alone[DICTIONARY])[1:]} == {"targets"}


def test_the_dictionary_explains_columns_in_both_languages(book: Workbook) -> None:
    header, *rows = cells(book[DICTIONARY])
    assert header[:4] == ("Bảng – Table", "Cột – Column", "Tên gọi (vi)", "Title (en)")
    gso_code = next(row for row in rows if row[:2] == ("units", "gso_code"))
    assert gso_code[2:4] == ("Mã GSO", "GSO code")


def test_headers_stay_in_sight_and_every_column_can_be_filtered(book: Workbook) -> None:
    sheet = book["units"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.dimensions) == (
        "A2",
        "A1:H13",
        "A1:H13",
    )


def test_columns_are_as_wide_as_their_longest_text_within_bounds(book: Workbook) -> None:
    widths = {name: int(book["targets"].column_dimensions[name].width) for name in "ACJ"}
    assert widths == {
        "A": 33,  # d-196-2017-village-secretary-head
        "C": 9,  # the header's name and its button
        "J": 55,  # the quote
    }


def test_the_properties_of_the_file_are_those_of_the_release(book: Workbook) -> None:
    assert book.properties.title == "Gói dữ liệu thử / A package for tests"
    assert book.properties.created.isoformat() == "2026-01-01T00:00:00"


def test_texts_of_the_descriptor_are_no_markup_on_the_cover(tmp_path: Path) -> None:
    title = "<r><t>bold</t></r>"
    files = made(load(write_hostile_package(tmp_path, title_en=title)))
    book = openpyxl.load_workbook(io.BytesIO(files["places.xlsx"]))
    assert book[COVER]["A2"].value == title


def test_a_table_too_long_for_a_sheet_is_named_on_the_cover_and_not_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cover, "ROW_LIMIT", 3)  # a million rows would take half a minute
    files = made(load(write_hostile_package(tmp_path)))
    book = openpyxl.load_workbook(io.BytesIO(files["places.xlsx"]))
    assert book.sheetnames == [COVER, DICTIONARY, "visits"]
    assert cells(book[COVER])[-2:] == [
        (
            "places",
            "Places (quá dài cho một trang tính; xem tệp CSV)",
            "Places (too long for a sheet; see the CSV file)",
            22,
        ),
        ("visits", "Visits", "Visits", 3),
    ]


def test_every_part_of_the_file_is_well_formed(of_hostile: Exported) -> None:
    with zipfile.ZipFile(of_hostile.path("places.xlsx")) as zipped:
        for name in zipped.namelist():
            ET.fromstring(zipped.read(name))  # noqa: S314 - our own
