"""The first sheet of a workbook: what this is, which version, how to cite it, what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.words import in_all_languages, say
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from generator.dataset import Table
    from generator.exports.about import About

ROW_LIMIT = 1_048_575
"""Rows of a worksheet below its header."""

_WIDTHS = (26, 70, 70, 12)


def write_cover(book: Workbook, package: About, tables: Sequence[Table]) -> None:
    """Add the sheet to the workbook."""
    sheet = book.add_worksheet(in_all_languages("about"))
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    title = book.add_format({"bold": True, "font_size": 16})
    label = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for row, lang in enumerate(LANGUAGES):
        write_text(sheet, row, 0, package.title[lang], title)
    row = len(LANGUAGES) + 1
    for name, texts in _facts(package):
        write_text(sheet, row, 0, name, label)
        for column, fact in enumerate(texts, start=1):
            write_text(sheet, row, column, fact, text)
        row += 1
    _write_contents(sheet, row + 1, tables, label, text)


def write_text(sheet: Worksheet, row: int, column: int, text: str, form: Format) -> None:
    """Write a text as it is: XlsxWriter takes `<r>…</r>` for markup unless it is in pieces."""
    if text.startswith("<r>"):
        sheet.write_rich_string(row, column, text[:1], form, text[1:], form)
    else:
        sheet.write_string(row, column, text, form)


def _facts(package: About) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the cover says, each with its label: in each language, or once."""
    yield in_all_languages("description"), tuple(package.description[lang] for lang in LANGUAGES)
    yield in_all_languages("version"), (package.version,)
    if package.released:
        yield in_all_languages("released"), (package.released.date().isoformat(),)
    yield in_all_languages("creators"), ("; ".join(package.creators),)
    yield in_all_languages("licence"), ("\n".join(package.licences),)
    yield in_all_languages("cite"), tuple(package.citation(lang) for lang in LANGUAGES)
    yield in_all_languages("sources"), ("\n".join(package.sources),)
    if package.homepage:
        yield in_all_languages("homepage"), (package.homepage,)


def _write_contents(
    sheet: Worksheet, row: int, tables: Sequence[Table], label: Format, text: Format
) -> None:
    """List the tables, with a link to the sheet of each that has one."""
    titles = (say("title", lang) for lang in LANGUAGES)
    for column, name in enumerate((in_all_languages("sheet"), *titles, in_all_languages("rows"))):
        write_text(sheet, row, column, name, label)
    for place, table in enumerate(tables, start=row + 1):
        if has_sheet(table):
            sheet.write_url(place, 0, f"internal:'{sheet_name(table)}'!A1", string=table.name)
        else:
            write_text(sheet, place, 0, table.name, text)
        for column, lang in enumerate(LANGUAGES, start=1):
            note = "" if has_sheet(table) else f" ({say('too_long', lang)})"
            write_text(sheet, place, column, table.text("title", lang) + note, text)
        sheet.write_number(place, len(LANGUAGES) + 1, len(table.frame))


def has_sheet(table: Table) -> bool:
    """Whether a worksheet can hold all rows of the table."""
    return len(table.frame) <= ROW_LIMIT


def sheet_name(table: Table) -> str:
    """The name of a table's sheet: Excel takes 31 characters."""
    return table.name[:31]
