"""Files that are no workbook, or are one that must not be read, end in a problem and no change."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula

from generator.workbook import container, grid, parts
from generator.workbook.container import SIZE_LIMIT
from tests.workbook.books import (
    edit,
    export,
    files,
    imported,
    part,
    put,
    told,
    with_parts,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from openpyxl import Workbook

PERSONS = "Người giữ chức vụ"
SHEET = "xl/worksheets/sheet11.xml"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def zipped(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "rule", "details"),
    [
        (b"", "workbook-not-xlsx", {"found": "?"}),
        (b"\x89PNG\xff", "workbook-not-xlsx", {"found": "?"}),
        (b"unit_id,name\n", "workbook-not-xlsx", {"found": ".csv"}),
        (OLE2, "workbook-not-xlsx", {"found": ".xls"}),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "workbook-encrypted", {}),
        (zipped(content_xml=b"<x/>", mimetype=b"x"), "workbook-not-xlsx", {"found": ".ods"}),
        (zipped(xl__workbook_bin=b""), "workbook-not-xlsx", {"found": ".xlsb"}),
        (zipped(word__document_xml=b"<x/>"), "workbook-not-xlsx", {"found": ".zip"}),
        (zipped(so_xlsx=zipped(xl__workbook_xml=b"<x/>")), "workbook-not-xlsx", {"found": ".zip"}),
        (b"PK\x03\x04 cut off", "workbook-damaged", {"reason": "File is not a zip file"}),
    ],
)
def test_what_is_no_workbook_is_named(
    package: Path, data: bytes, rule: str, details: dict[str, str]
) -> None:
    file = package.parent / "so.xlsx"
    file.write_bytes(data)
    [problem] = imported(file, package).problems
    assert (problem.rule, problem.file, problem.details) == (rule, "so.xlsx", details)


def test_a_file_that_is_not_there_is_told(package: Path) -> None:
    [problem] = imported(package.parent / "khong-co.xlsx", package).problems
    assert (problem.rule, problem.file) == ("file-missing", "khong-co.xlsx")


def damaged(name: str, data: bytes) -> Callable[[Path], None]:
    return lambda file: with_parts(file, {name: data})


def cut_in_half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def with_a_broken_byte(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[2000] ^= 0xFF
    file.write_bytes(bytes(data))


def with_a_password(file: Path) -> None:
    """Mark every part as encrypted."""
    data = bytearray(file.read_bytes())
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(header)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(header, place + 1)
    file.write_bytes(bytes(data))


@pytest.mark.parametrize(
    "damage",
    [
        cut_in_half,
        with_a_broken_byte,
        with_a_password,
        damaged("xl/workbook.xml", b"<not closed"),
        damaged("xl/_rels/workbook.xml.rels", b"<Relationships/>"),
        damaged("xl/sharedStrings.xml", b"<sst/>"),
        damaged("xl/styles.xml", b"<styleSheet>"),
        damaged(SHEET, b"<worksheet><sheetData><row r='x'/></sheetData></worksheet>"),
        damaged(SHEET, b"\x89PNG"),
        damaged(SHEET, b""),
    ],
)
def test_a_damaged_workbook_is_a_problem_and_never_a_traceback(
    package: Path, damage: Callable[[Path], None]
) -> None:
    before = files(package)
    file = export(package)
    damage(file)
    problems = imported(file, package).problems
    assert problems
    assert all(problem.rule.startswith("workbook-") for problem in problems)
    assert files(package) == before


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("xl/vbaProject.bin", "workbook-macros"),
        ("xl/macrosheets/sheet1.xml", "workbook-macros"),
        ("xl/externalLinks/externalLink1.xml", "workbook-links"),
    ],
)
def test_macros_and_links_to_other_files_are_refused(package: Path, name: str, rule: str) -> None:
    file = export(package)
    with_parts(file, {name: b"<x/>"})
    assert [problem.rule for problem in imported(file, package).problems] == [rule]


LAUGHS = (
    '<?xml version="1.0"{encoding}?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">'
    "]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (SHEET, LAUGHS.format(encoding="").encode()),
        (SHEET, LAUGHS.format(encoding=' encoding="UTF-16"').encode("utf-16")),
        ("xl/sharedStrings.xml", LAUGHS.format(encoding="").encode()),
        ("xl/styles.xml", LAUGHS.format(encoding="").encode()),
        ("xl/workbook.xml", LAUGHS.format(encoding="").encode()),
    ],
)
def test_entities_are_refused_in_every_part_and_encoding(
    package: Path, name: str, data: bytes
) -> None:
    file = export(package)
    with_parts(file, {name: data})
    assert [problem.rule for problem in imported(file, package).problems] == ["workbook-entities"]


def test_a_bomb_is_refused_by_its_size_before_it_is_unpacked(package: Path) -> None:
    file = export(package)
    with (
        zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/bomb.xml", "w") as bomb,
    ):
        for _ in range(SIZE_LIMIT // 1_000_000 + 1):
            bomb.write(bytes(1_000_000))
    assert file.stat().st_size < 1_000_000
    [problem] = imported(file, package).problems
    assert (problem.rule, problem.details) == (
        "workbook-too-large",
        {"packed": "20", "unpacked": "100", "parts": "2000", "cells": "1", "elements": "5"},
    )


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_further(package: Path) -> None:
    file = export(package)
    with_parts(file, {SHEET: part(file, SHEET) + b" " * 10_000_000})
    size = len(part(file, SHEET)).to_bytes(4, "little")
    file.write_bytes(file.read_bytes().replace(size, (5000).to_bytes(4, "little")))
    assert [problem.rule for problem in imported(file, package).problems] == ["workbook-damaged"]


def test_a_workbook_of_thousands_of_parts_is_refused(package: Path) -> None:
    file = export(package)
    with_parts(file, {f"xl/{number}.xml": b"" for number in range(2000)})
    assert [problem.rule for problem in imported(file, package).problems] == ["workbook-too-large"]


@pytest.mark.parametrize(
    ("module", "limit"),
    [(grid, "CELL_LIMIT"), (parts, "CELL_LIMIT"), (container, "ELEMENT_LIMIT")],
)
def test_a_workbook_of_too_many_cells_texts_or_elements_is_refused(
    package: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, limit: str
) -> None:
    file = export(package)
    monkeypatch.setattr(module, limit, 50)
    assert [problem.rule for problem in imported(file, package).problems] == ["workbook-too-large"]


def test_elements_within_each_other_without_end_are_refused(package: Path) -> None:
    file = export(package)
    with_parts(file, {SHEET: b"<worksheet>" + b"<a>" * 1_000})
    assert [problem.rule for problem in imported(file, package).problems] == ["workbook-too-large"]


def test_a_million_empty_rows_are_passed_over(package: Path) -> None:
    file = export(package)
    empty = "".join(f'<row r="{row}" ht="20" customHeight="1"/>' for row in range(100, 1_048_577))
    sheet = part(file, SHEET).decode().replace("</sheetData>", f"{empty}</sheetData>")
    with_parts(file, {SHEET: sheet.encode()})
    outcome = imported(file, package)
    assert (outcome.problems, outcome.changes) == ((), ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<dimension ref="A1:C4"/>', '<dimension ref="A1:XFD1048576"/>'),
        ('<dimension ref="A1:C4"/>', '<dimension ref="A1"/>'),
        ('<dimension ref="A1:C4"/>', ""),
        ("</sheetData>", '<row r="99999999999"/></sheetData>'),
        ("</sheetData>", '<row r="1000"><c r="XFD1000" s="1"/></row></sheetData>'),
    ],
)
def test_the_size_that_a_sheet_claims_does_not_matter(package: Path, old: str, new: str) -> None:
    file = export(package)
    sheet = part(file, SHEET).decode()
    assert old in sheet
    with_parts(file, {SHEET: sheet.replace(old, new).encode()})
    outcome = imported(file, package)
    assert (outcome.problems, outcome.changes) == ((), ())


def test_a_workbook_without_its_record_is_not_guessed_at(package: Path) -> None:
    file = export(package)
    edit(file, lambda book: book.remove(book["_record"]))
    assert told(imported(file, package).problems) == [("workbook-record", "", "")]


@pytest.mark.parametrize("line", ['["row"', "x", "[1", '{"a": 1}', "[" * 5000])
def test_a_record_that_was_tampered_with_changes_nothing(package: Path, line: str) -> None:
    before = files(package)
    file = export(package)
    put(file, "_record", {"D14": line, "C15": "0" * 24})
    imported(file, package)
    assert files(package) == before


def test_a_workbook_of_another_package_is_refused(package: Path) -> None:
    file = export(package)
    descriptor = package / "datapackage.json"
    descriptor.write_text(descriptor.read_text("utf-8").replace("-test", "-other"), "utf-8")
    [problem] = imported(file, package).problems
    assert problem.message("en") == (
        "The workbook was made from the package “nhat-the-hoa-test”, not from “nhat-the-hoa-other”."
    )


def test_a_table_that_the_package_no_longer_has_is_told(package: Path) -> None:
    file = export(package)
    (package / "data" / "targets.csv").unlink()
    assert told(imported(file, package).problems) == [("workbook-table", "Mục tiêu", "")]


def renamed(book: Workbook) -> None:
    book[PERSONS].title = "Cán bộ"


def removed(book: Workbook) -> None:
    book.remove(book[PERSONS])


def added(book: Workbook) -> None:
    book.create_sheet("Sheet1")["A1"].value = "ghi chú"


def inserted_column(book: Workbook) -> None:
    book[PERSONS].insert_cols(3)
    book[PERSONS]["C2"].value = "phone"
    book[PERSONS]["C3"].value = "0912"


def inserted_nameless_column(book: Workbook) -> None:
    book[PERSONS].insert_cols(3)
    book[PERSONS]["C3"].value = "xem lại"


def renamed_column(book: Workbook) -> None:
    book[PERSONS]["C2"].value = "full_name"


def removed_column(book: Workbook) -> None:
    book[PERSONS].delete_cols(3)


def column_twice(book: Workbook) -> None:
    book[PERSONS]["D2"].value = "name"


def row_above(book: Workbook) -> None:
    book[PERSONS].insert_rows(1)


def merged(book: Workbook) -> None:
    book[PERSONS].merge_cells("C3:C4")


def noted(book: Workbook) -> None:
    book[PERSONS]["C3"].comment = Comment("Xem lại", "Ai đó")


def formulas(book: Workbook) -> None:
    book[PERSONS]["C3"].value = '=CONCATENATE("Trần Lệnh"," Trưởng")'
    book[PERSONS]["C4"].value = ArrayFormula("C4", "=B4")
    book[PERSONS]["A4"].value = "=1"


def errors(book: Workbook) -> None:
    book[PERSONS]["C3"].value = "#REF!"


def astray(book: Workbook) -> None:
    book[PERSONS]["H9"].value = "xem lại"
    book[PERSONS]["A3"].value = "xóa"


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        (renamed, [("workbook-sheet-missing", PERSONS, "")]),
        (removed, [("workbook-sheet-missing", PERSONS, "")]),
        (added, [("workbook-sheet-unknown", "Sheet1", "")]),
        (inserted_column, [("workbook-column-unknown", PERSONS, "C2")]),
        (inserted_nameless_column, [("workbook-cell-outside", PERSONS, "C3")]),
        (renamed_column, [("workbook-column-missing", PERSONS, "C2")]),
        (removed_column, [("workbook-column-missing", PERSONS, "A2")]),
        (
            column_twice,
            [("workbook-column-twice", PERSONS, "C2"), ("workbook-column-twice", PERSONS, "D2")],
        ),
        (row_above, [("workbook-header", PERSONS, "A2")]),
        (merged, [("workbook-merged", PERSONS, "C3:C4")]),
        (noted, []),
        (
            formulas,
            [
                ("workbook-mark", PERSONS, "A4"),
                ("workbook-formula", PERSONS, "C3"),
                ("workbook-formula", PERSONS, "C4"),
            ],
        ),
        (errors, [("workbook-error-value", PERSONS, "C3")]),
        (astray, [("workbook-cell-outside", PERSONS, "H9"), ("workbook-mark", PERSONS, "A3")]),
    ],
)
def test_a_sheet_that_was_rearranged_is_told_and_changes_nothing(
    package: Path, change: Callable[[Workbook], None], problems: list[tuple[str, str, str]]
) -> None:
    before = files(package)
    file = export(package)
    edit(file, change)
    assert told(imported(file, package).problems) == problems
    assert files(package) == before
