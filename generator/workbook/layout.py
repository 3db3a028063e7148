"""Where things stand in a workbook: what writing and reading it must agree on, and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.canonical import cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.dataset import Table

GUIDE = "Hướng dẫn"
LISTS = "_lists"
RECORD = "_record"
"""The sheets that are no table's: the names of those have no underscore (`sheet_names`)."""

TITLE_ROW, NAME_ROW, FIRST_ROW = 1, 2, 3
"""Rows of a table's sheet, counted from 1: titles for people, names of fields, the first row."""

MARK_COLUMN = 1
"""The column, counted from 1, in which a row is marked for deletion; fields follow it."""

MARK_NAME = "#"
"""Stands above the marks, where others have the name of a field: no field is called so."""

MARK = "x"

ROW_LIMIT, COLUMN_LIMIT = 1_048_576, 16_384
"""Rows and columns of a sheet in Excel and LibreOffice."""

_NOT_IN_NAMES = re.compile(r"[][:*?/\\'_]|[^\x20-\uffff]")  # and what takes two units of UTF-16
_NAME_LENGTH = 28  # Excel takes 31; a number may follow
# Excel keeps this name to itself.
_RESERVED = "history"


def clean(text: str) -> str:
    """A text of a schema or a descriptor, with spaces for what XML may not be able to hold."""
    return "".join(c if c.isprintable() else " " for c in text)


def sheet_names(tables: Iterable[Table]) -> dict[str, str]:
    """The name of each table's sheet by the table's: its Vietnamese title, where it can be."""
    names: dict[str, str] = {}
    taken = {GUIDE.casefold(), _RESERVED}
    for table in tables:
        title = _NOT_IN_NAMES.sub(" ", clean(table.text("title", "vi")))
        stem = cell(title)[:_NAME_LENGTH].strip()
        stem = stem or table.name[:_NAME_LENGTH].replace("_", " ")
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} {number}"
        taken.add(name.casefold())
        names[table.name] = name
    return names
