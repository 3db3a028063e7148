"""Workbooks as their users have them: exported, edited in a program, imported; no expectations."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl

from generator.dataset import load
from generator.reports.as_text import problem_text
from generator.reports.telling import Telling
from generator.workbook.export import export_workbook
from generator.workbook.importing import import_workbook, write
from generator.workbook.layout import NAME_ROW

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from generator.problems import Problem
    from generator.workbook.importing import Imported

PROJECT = Path(__file__).parent.parent.parent
FIXTURE = PROJECT / "tests" / "fixtures" / "package"


def export(package: Path, unit: str = "") -> Path:
    """Export the package to a workbook beside it."""
    exported = export_workbook(load(package), unit)
    assert exported.data is not None, exported.problems
    file = package.parent / "so-nhap-lieu.xlsx"
    file.write_bytes(exported.data)
    return file


def open_book(file: Path) -> Workbook:
    """Open a workbook as a program does that edits it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(file)


def edit(file: Path, change: Callable[[Workbook], object]) -> None:
    """Change a workbook and save it."""
    book = open_book(file)
    change(book)
    book.save(file)


def put(file: Path, sheet: str, cells: dict[str, Any]) -> None:
    """Put values into cells of a sheet."""

    def change(book: Workbook) -> None:
        for name, value in cells.items():
            book[sheet][name].value = value

    edit(file, change)


def cell_of(sheet: Worksheet, key: str, field: str) -> str:
    """The name of the cell of a field, in the row with that key."""
    column = next(cell.column_letter for cell in sheet[NAME_ROW] if cell.value == field)
    row = next(cell.row for cell in sheet["B"] if cell.value == key)
    return f"{column}{row}"


def with_parts(file: Path, parts: dict[str, bytes]) -> None:
    """Put parts into a workbook, in the place of those that it has."""
    with zipfile.ZipFile(file) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**held, **parts}.items():
            archive.writestr(name, data)


def part(file: Path, name: str) -> bytes:
    """Read a part of a workbook."""
    with zipfile.ZipFile(file) as archive:
        return archive.read(name)


def imported(file: Path, package: Path) -> Imported:
    """Import a workbook; every problem can be told in both languages."""
    outcome = import_workbook(file, load(package))
    for problem in outcome.problems:
        for lang in ("vi", "en"):
            assert problem_text(problem, Telling(lang=lang, folder="", site=""))
    if not outcome.errors:
        write(outcome)
    return outcome


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    """The rule, sheet and cell of each problem."""
    return [(p.rule, p.details.get("sheet", ""), p.details.get("cell", "")) for p in problems]


def files(package: Path) -> dict[str, bytes]:
    """The bytes of the tables."""
    return {path.name: path.read_bytes() for path in sorted((package / "data").iterdir())}


def rows(package: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table."""
    text = (package / "data" / f"{table}.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))
