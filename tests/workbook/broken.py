"""One broken workbook for each rule: what breaks it. What is told of it is in cases.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.dataset import load
from generator.workbook.container import FILE_LIMIT
from generator.workbook.export import export_workbook
from tests.workbook.books import edit, export, imported, put, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from openpyxl import Workbook

    from generator.problems import Problem

PERSONS, FIGURES, UNITS = "Người giữ chức vụ", "Số liệu", "Đơn vị hành chính"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
ENCRYPTED = OLE2 + "EncryptedPackage".encode("utf-16-le")


def bytes_instead(data: bytes) -> Callable[[Path], None]:
    return lambda file: _write(file, data)


def _write(file: Path, data: bytes) -> None:
    file.write_bytes(data)


def part_instead(name: str, data: bytes) -> Callable[[Path], None]:
    return lambda file: with_parts(file, {name: data})


def cells(sheet: str, **values: str) -> Callable[[Path], None]:
    return lambda file: put(file, sheet, values)


def edited(change: Callable[[Workbook], object]) -> Callable[[Path], None]:
    return lambda file: edit(file, change)


def renamed(book: Workbook) -> None:
    book[PERSONS].title = "Cán bộ"


def number(sheet: str, cell: str, value: float) -> Callable[[Path], None]:
    """A number in a cell that was formatted as one."""

    def change(book: Workbook) -> None:
        book[sheet][cell].value, book[sheet][cell].number_format = value, "General"

    return edited(change)


def package_replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    """A file of the package that has changed since the export."""

    def change(file: Path) -> None:
        changed = file.parent / "package" / path
        changed.write_text(changed.read_text("utf-8").replace(old, new), "utf-8")

    return change


def row_conflict(file: Path) -> None:
    put(file, PERSONS, {"C4": "Trần Văn Lam"})
    package_replaced("data/persons.csv", "Văn Lâm", "Văn Lầm")(file)


BROKEN: Mapping[str, Callable[[Path], None]] = {
    "workbook-not-xlsx": bytes_instead(b"person_id,name\n"),
    "workbook-encrypted": bytes_instead(ENCRYPTED),
    "workbook-damaged": bytes_instead(b"PK\x03\x04 cut off"),
    "workbook-too-large": bytes_instead(bytes(FILE_LIMIT + 1)),
    "workbook-entities": part_instead("xl/styles.xml", b'<!DOCTYPE x [<!ENTITY a "a">]><x/>'),
    "workbook-macros": part_instead("xl/vbaProject.bin", b""),
    "workbook-links": part_instead("xl/externalLinks/externalLink1.xml", b"<x/>"),
    "workbook-record": edited(lambda book: book.remove(book["_record"])),
    "workbook-foreign": package_replaced("datapackage.json", "the-hoa-test", "the-hoa-other"),
    "workbook-table": lambda file: (file.parent / "package/data/targets.csv").unlink(),
    "workbook-sheet-missing": edited(renamed),
    "workbook-sheet-unknown": edited(lambda book: book.create_sheet("Sheet1")),
    "workbook-header": edited(lambda book: book[PERSONS].insert_rows(1)),
    "workbook-column-missing": cells(PERSONS, C2="full_name"),
    "workbook-column-unknown": cells(PERSONS, D2="phone"),
    "workbook-column-twice": cells(PERSONS, A2="name"),
    "workbook-cell-outside": cells(PERSONS, H3="xem lại"),
    "workbook-mark": cells(PERSONS, A3="xóa"),
    "workbook-merged": edited(lambda book: book[PERSONS].merge_cells("C3:C4")),
    "workbook-formula": cells(PERSONS, C3='=CONCAT("Trần"," Lâm")'),
    "workbook-error-value": cells(PERSONS, C3="#REF!"),
    "workbook-converted": number(FIGURES, "E3", 43281),
    "workbook-thousands": cells(FIGURES, H3="17.500"),
    "workbook-contradiction": cells(FIGURES, D3="d-178 – Uông Bí (Quảng Ninh)"),
    "workbook-autocorrected": cells("Văn bản", M3="Chỉ thị 12–CT/TU, ngày 28–12–2016"),
    "workbook-mended": cells("Mục tiêu", E3="95,0"),
    "workbook-key-missing": cells(PERSONS, C5="Trần Thị Mai"),
    "workbook-key-twice": cells(PERSONS, B5="tran-van-lam", C5="Trần Văn Lâm"),
    "workbook-key-taken": cells(FIGURES, B6="d-196-2017-village-secretary-head"),
    "workbook-row-conflict": row_conflict,
    "workbook-row-missing": edited(lambda book: book[PERSONS].delete_rows(4)),
}


def problems_of(rule: str, package: Path) -> tuple[Problem, ...]:
    """What is told of the workbook that breaks the rule."""
    if rule == "workbook-unfit":
        package_replaced("data/persons.csv", "Văn Lâm", "Văn _x0041_")(package)
        return export_workbook(load(package)).problems
    file = export(package, "d-178" if rule == "workbook-key-taken" else "")
    BROKEN[rule](file)
    return imported(file, package).problems
