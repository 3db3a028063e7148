"""The sheet of a table: its columns with their help, its rows, its lists; not the other sheets.

Every cell is text, numbers included: what is typed stays as it was typed. In a cell for
numbers, Excel in Vietnamese takes 3.8 for 3 August, and in English 1/2 for 2 January.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_col_to_name

from generator.workbook.choices import truth_words
from generator.workbook.fieldhelp import field_help
from generator.workbook.layout import (
    FIRST_ROW,
    MARK,
    MARK_COLUMN,
    MARK_NAME,
    NAME_ROW,
    ROW_LIMIT,
    TITLE_ROW,
    clean,
)
from generator.workbook.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from generator.dataset import Field, Table
    from generator.workbook.choices import Choices

NEW_ROWS = 1_000
"""Rows below the last one for which there are lists to choose from."""

_WIDTHS = (10, 44)
_MARK_WIDTH = 6
_COMMENT_WIDTH = 360
_LINE_HEIGHT = 17
_LINE_LENGTH = 52
_ALLOWED = dict.fromkeys(
    ("autofilter", "format_cells", "format_columns", "format_rows", "insert_hyperlinks"), True
)


@dataclass(frozen=True, slots=True)
class Styles:
    """How the cells of all sheets look, and which of them are locked."""

    title: Format
    name: Format
    key: Format
    text: Format
    mark: Format
    deleted: Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A field with what its cells show, by their values, and the range of its list or ''."""

    field: Field
    choices: Choices | None
    list_range: str


def styles_of(book: Workbook) -> Styles:
    """Add the styles to a workbook."""
    header = {"bold": True, "font_color": "#ffffff", "bg_color": "#12424a", "border": 1}
    text = {"num_format": "@", "valign": "top"}
    return Styles(
        title=book.add_format(header),
        name=book.add_format({"font_color": "#545b66", "bg_color": "#dfe9ea", "italic": True}),
        key=book.add_format({**text, "bg_color": "#e6e8eb"}),
        text=book.add_format({**text, "locked": False}),
        mark=book.add_format({**text, "locked": False, "align": "center"}),
        deleted=book.add_format({"font_strikeout": True, "font_color": "#9a1b1b"}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What goes into a sheet: columns, rows of the texts to show, names of all tables' sheets."""

    table: Table
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    sheets: Mapping[str, str]


def write_table(sheet: Worksheet, content: Content, styles: Styles) -> None:
    """Fill the sheet of a table."""
    _write_header(sheet, content, styles)
    for place, column in enumerate(content.columns, start=MARK_COLUMN):
        is_key = column.field.name in content.table.primary_key
        form = styles.key if is_key else styles.text
        cells = [row[place - MARK_COLUMN] for row in content.rows]
        sheet.set_column(place, place, _width(column.field, cells), styles.text)
        for number, text in enumerate(cells, start=FIRST_ROW - 1):
            if text:
                write_text(sheet, number, place, text, form)
    last = FIRST_ROW - 1 + len(content.rows)
    _offer_lists(sheet, content.columns, min(last + NEW_ROWS, ROW_LIMIT) - 1)
    _guard(sheet, content, max(last, FIRST_ROW) - 1, styles)


def write_text(sheet: Worksheet, row: int, column: int, text: str, form: Format) -> None:
    """Write a text as it is: XlsxWriter takes `<r>…</r>` for markup unless it is in pieces.

    It has no character that must be escaped; see `clean`.
    """
    if text.startswith("<r>"):
        sheet.write_rich_string(row, column, text[:1], form, text[1:], form)
    else:
        sheet.write_string(row, column, text, form)


def _write_header(sheet: Worksheet, content: Content, styles: Styles) -> None:
    heads = [(say("delete", "vi"), MARK_NAME, say("delete_help", "vi"))]
    for column in content.columns:
        field = column.field
        title = clean(field.text("title", "vi")) or field.name
        star = " *" if field.spec.get("constraints", {}).get("required") else ""
        heads.append(
            (f"{title}{star}", field.name, field_help(content.table, field, content.sheets))
        )
    for place, (title, name, help_text) in enumerate(heads):
        write_text(sheet, TITLE_ROW - 1, place, title, styles.title)
        write_text(sheet, NAME_ROW - 1, place, name, styles.name)
        lines = sum(len(line) // _LINE_LENGTH + 1 for line in help_text.split("\n"))
        size = {"width": _COMMENT_WIDTH, "height": _LINE_HEIGHT * (lines + 1)}
        sheet.write_comment(TITLE_ROW - 1, place, help_text, {**size, "author": ""})
    sheet.set_column(0, 0, _MARK_WIDTH, styles.mark)


def _offer_lists(sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
    marks = {"validate": "list", "source": [MARK], "error_message": say("delete_help", "vi")}
    sheet.data_validation(FIRST_ROW - 1, 0, last, 0, marks)
    for place, column in enumerate(columns, start=MARK_COLUMN):
        rule = _list_rule(column)
        if rule:
            sheet.data_validation(FIRST_ROW - 1, place, last, place, rule)


def _list_rule(column: Column) -> dict[str, Any] | None:
    """What may be chosen in a column. A code typed alone, or new, is warned of, not refused."""
    if column.list_range:
        return {
            "validate": "list",
            "source": f"={column.list_range}",
            "error_type": "warning",
            "error_message": say("choose" if column.field.categories else "not_in_list", "vi"),
        }
    truths = truth_words(column.field)
    if column.field.type == "boolean" and all(map(str.isalnum, truths)):
        return {"validate": "list", "source": list(truths), "error_message": say("choose", "vi")}
    return None


def _guard(sheet: Worksheet, content: Content, last: int, styles: Styles) -> None:
    """Lock headers and keys, keep both in sight, and show what is marked for deletion."""
    width = len(content.columns)
    end = xl_col_to_name(width)
    keys = _leading_keys(content.table)
    sheet.protect("", _ALLOWED)
    sheet.freeze_panes(FIRST_ROW - 1, MARK_COLUMN + keys)
    sheet.autofilter(NAME_ROW - 1, 0, last, width)
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW}:{end}{ROW_LIMIT}"})
    marked = {"type": "formula", "criteria": f'=$A{FIRST_ROW}="{MARK}"', "format": styles.deleted}
    sheet.conditional_format(FIRST_ROW - 1, 0, last, width, marked)


def _leading_keys(table: Table) -> int:
    """The fields of the key that come first."""
    is_key = (name in table.primary_key for name in table.fields)
    return sum(1 for _ in takewhile(bool, is_key))


def _width(field: Field, cells: Sequence[str]) -> int:
    """A width for most of the cells, in characters."""
    longest = max(map(len, (field.name, field.text("title", "vi"), *cells[:200]))) + 2
    return max(_WIDTHS[0], min(longest, _WIDTHS[1]))
