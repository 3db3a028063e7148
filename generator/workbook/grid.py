"""Sheets as cells that have something in them; not what they mean.

The sheets of a workbook are read as a stream: a million rows without content take seconds
and no memory. What sheets say of their own size is not believed.
(ECMA-376 part 1: 18.3.1.4 cell, 18.18.11 its types)
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeAlias

from generator.canonical import cell as canonical
from generator.workbook.container import CELL_LIMIT, RefusedError, local, open_parts, too_large
from generator.workbook.layout import COLUMN_LIMIT, ROW_LIMIT
from generator.workbook.parts import joined, read_formats, read_index, read_strings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.workbook.container import Parts


class Kind(Enum):
    """What a program that edits workbooks takes a cell for."""

    TEXT = auto()
    NUMBER = auto()
    TRUTH = auto()
    TIME = auto()
    FORMULA = auto()
    ERROR = auto()


Value: TypeAlias = str | int | float | bool | datetime

_TEXTS = {"v", "f", "t"}  # elements with the value of a cell, its formula, a text within it
# Parts of a number format that are shown as they are, colours, languages; further sections.
_LITERAL = re.compile(r'"[^"]*"|\[[^]]*\]|[\\_*].|;.*')
_TIME = re.compile("[ymdhs]", re.IGNORECASE)
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - no zone
_DAYS = range(61, 2_958_466)  # to the year 9999, from 1 March 1900: Excel has a day too many before
_MERGED = 10  # ranges that are kept


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty: its value as its kind has it, and the format it is shown in.

    The format is without what is shown as it is. A formula is told as its text, not as its
    result.
    """

    kind: Kind
    value: Value
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its cells by row and column, both counted from 1, and its first merged ranges."""

    rows: Mapping[int, Mapping[int, Cell]]
    merged: Sequence[str]


def read_sheets(data: bytes) -> dict[str, Sheet]:
    """The sheets of a workbook by their names (NFC).

    Raises:
        RefusedError: it is no workbook, or one that must not or cannot be read.
    """
    with open_parts(data) as parts:
        try:
            index = read_index(parts)
            strings = read_strings(parts, index.strings) if index.strings else []
            formats = read_formats(parts, index.styles) if index.styles else []
            forms = [_LITERAL.sub("", form) for form in formats]
            shared = _Shared(strings, forms, _EPOCH_1904 if index.since_1904 else _EPOCH)
            return {title: _read(parts, name, shared) for title, name in index.sheets.items()}
        except (ValueError, LookupError, OverflowError, StopIteration) as error:
            # A number that is none, or one of a text, a style or a sheet that is not there.
            reason = f"{type(error).__name__}: {error}"
            raise RefusedError("workbook-damaged", reason=reason) from None


@dataclass(frozen=True, slots=True)
class _Shared:
    """What cells refer to: texts, number formats, the day from which days are counted."""

    strings: Sequence[str]
    formats: Sequence[str]
    epoch: datetime


def _read(parts: Parts, name: str, shared: _Shared) -> Sheet:
    reader = _SheetReader(shared)
    parts.parse(name, reader.start, reader.end, reader.text)
    return Sheet(rows=reader.rows, merged=reader.merged)


class _SheetReader:
    """Takes a sheet as a stream of elements; keeps the cells that have something in them."""

    def __init__(self, shared: _Shared) -> None:
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: list[str] = []
        self._shared = shared
        self._row = self._column = self._count = 0
        self._cell: Mapping[str, str] = {}
        self._pieces: dict[str, list[str]] = {}
        self._within = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take up an element. Rows and cells may leave out where they are."""
        self._within = kind = local(name)
        if kind == "c":
            self._cell = attributes
            reference = attributes.get("r")
            self._column = column_number(reference) if reference else self._column + 1
        elif kind == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif kind in _TEXTS:
            self._pieces.setdefault(kind, [])
        elif kind == "mergeCell" and len(self.merged) < _MERGED:
            self.merged.append(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        """Take up a piece of text."""
        if self._within in self._pieces:
            self._pieces[self._within].append(text)

    def end(self, name: str) -> None:
        """Leave an element."""
        self._within = ""
        if local(name) == "c":
            cell = self._read_cell()
            if cell is not None:
                self._keep(cell)
            self._pieces.clear()

    def _keep(self, cell: Cell) -> None:
        if self._row > ROW_LIMIT or self._column > COLUMN_LIMIT:
            raise ValueError("a cell outside the sheet")
        self.rows.setdefault(self._row, {})[self._column] = cell
        self._count += 1
        if self._count > CELL_LIMIT:
            raise too_large()

    def _read_cell(self) -> Cell | None:
        if "f" in self._pieces:
            return Cell(Kind.FORMULA, f"={joined(self._pieces['f'])}")
        kind = self._cell.get("t", "n")
        if kind == "inlineStr":
            return _text(joined(self._pieces.get("t", ())))
        value = joined(self._pieces.get("v", ()))
        if not value:
            return None
        if kind == "s":
            return _text(self._shared.strings[int(value)])
        if kind == "n":
            return self._number(float(value))
        return _typed(kind, value)

    def _number(self, number: float) -> Cell:
        """A number, or the day or time that it is shown as."""
        style = int(self._cell.get("s", "0"))
        form = self._shared.formats[style] if self._shared.formats else "General"
        if not math.isfinite(number):
            raise ValueError(str(number))
        if not _TIME.search(form) or int(number) not in _DAYS:
            return Cell(Kind.NUMBER, number, form)
        moment = self._shared.epoch + timedelta(seconds=round(number * 86_400))
        return Cell(Kind.TIME, moment, form)


def _text(text: str) -> Cell | None:
    return Cell(Kind.TEXT, text) if canonical(text) else None


def _typed(kind: str, value: str) -> Cell | None:
    """A cell of a type that few have."""
    if kind == "b":
        return Cell(Kind.TRUTH, value=value in {"1", "true"})
    if kind == "e":
        return Cell(Kind.ERROR, value)
    if kind == "d":
        return Cell(Kind.TIME, datetime.fromisoformat(value).replace(tzinfo=None), "yyyy-mm-dd")
    return _text(value)


def column_number(reference: str) -> int:
    """The column of a cell, counted from 1: that of F14 is 6."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
