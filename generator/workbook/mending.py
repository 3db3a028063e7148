"""The value of a cell, undone what programs have done to it; not whether the value is right.

What has one answer is mended, what has several is a doubt that only a person can end. Where
the package's own value is one of the answers, it is the one: then nothing was changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator import dates
from generator.canonical import cell as canonical
from generator.checks.values import is_edtf
from generator.vietnamese import fold_tone_marks
from generator.workbook.conversions import (
    Reading,
    from_decimal,
    from_number,
    from_time,
    from_truth,
    mended,
    one_of,
)
from generator.workbook.grid import Kind
from generator.workbook.lookup import ContradictionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.dataset import Field
    from generator.workbook.grid import Cell
    from generator.workbook.lookup import Lookup

_NO_VALUES = {Kind.FORMULA: "workbook-formula", Kind.ERROR: "workbook-error-value"}
_NUMERIC = {"integer", "number"}
# 17.000 and 17,000 are seventeen to some and seventeen thousand to others; 0.125 is neither.
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_DECIMAL = re.compile(r"(-?[0-9]+)[.,]([0-9]+)")
_THOUSANDS = "workbook-thousands"
# What text programs put in the place of what is typed.
_AUTOCORRECTED = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."}
)


@dataclass(frozen=True, slots=True)
class Column:
    """A field, and its list read backwards where it has one."""

    field: Field
    lookup: Lookup | None


def read_cell(cell: Cell, column: Column, base: str) -> Reading:
    """Read a cell; `base` is what the package has in its place, or '' where that is not known."""
    if cell.kind in _NO_VALUES:
        return Reading("", _NO_VALUES[cell.kind], str(cell.value))
    if _is_same(cell.value, column, base):
        return Reading(base)
    of, value = column.field, cell.value
    if isinstance(value, str):
        return _from_text(value, column, base)
    if isinstance(value, bool):
        return from_truth(of, truth=value, base=base)
    if isinstance(value, int | float):
        return from_number(of, value, cell.number_format, base, _judge(column))
    return from_time(of, value, cell.number_format, base)


def _is_same(value: object, column: Column, base: str) -> bool:
    """Whether a cell shows what it was given for the package's value."""
    if not isinstance(value, str) or not base:
        return False
    shown = column.lookup.texts.get(base, base) if column.lookup else base
    return value == shown or canonical(value) == canonical(shown)


def _from_text(text: str, column: Column, base: str) -> Reading:
    plain = canonical(text)
    if column.lookup:
        return _from_list(plain, column.field, column.lookup)
    if column.field.type in _NUMERIC:
        return _from_digits(plain, base)
    if column.field.type == "boolean":
        return _from_word(plain, column.field, base)
    fits = _judge(column)
    return _from_code(plain, fits, base) if fits else _from_free_text(plain, base)


def _from_free_text(text: str, base: str) -> Reading:
    """Read free text; that of the package is not to change by marks that a program changes."""
    if text.translate(_AUTOCORRECTED) == base:
        return Reading(base, "workbook-autocorrected", text, {"right": base})
    return Reading(text)


def _from_word(text: str, of: Field, base: str) -> Reading:
    """Read a truth value; programs write it in capitals."""
    if text.lower() in {"true", "false"}:
        return from_truth(of, truth=text.lower() == "true", base=base)
    return Reading(text)


def _from_list(text: str, of: Field, lookup: Lookup) -> Reading:
    try:
        return Reading(lookup.value(text, by_name=bool(of.categories)))
    except ContradictionError as error:
        details = {"code": error.code, "name": error.name}
        return Reading("", "workbook-contradiction", text, details)


def _from_digits(text: str, base: str) -> Reading:
    """Read a number that was typed: the decimal comma is Vietnamese, the point the package's."""
    match = _DECIMAL.fullmatch(text)
    decimal = _without_zeros(match[1], match[2]) if match else ""
    if _GROUPED.fullmatch(text):
        whole = re.sub("[.,]", "", text)
        return one_of(text, [whole, decimal] if decimal else [whole], base, _THOUSANDS)
    return one_of(text, [decimal], base) if decimal and decimal != text else Reading(text)


def _without_zeros(whole: str, fraction: str) -> str:
    """A number with a decimal point, without the zeros that say nothing."""
    return f"{whole}.{fraction.rstrip('0')}".removesuffix(".")


def _from_code(text: str, fits: Callable[[str], bool], base: str) -> Reading:
    """Read a code or a date: one may have typographic marks where there must be plain ones."""
    if fits(text):
        return Reading(text)
    typed = fold_tone_marks(text)
    if fits(typed):
        return mended(text, typed)
    return from_decimal(text, fits, base) or Reading(text)


def _judge(column: Column) -> Callable[[str], bool] | None:
    """What tells a value that a column may have from others; None for free text."""
    if column.lookup:
        return column.lookup.texts.__contains__
    if is_edtf(column.field) or column.field.type == "date":
        return _is_date
    pattern = column.field.spec.get("constraints", {}).get("pattern")
    return partial(_has_form, str(pattern)) if pattern else None


def _has_form(pattern: str, text: str) -> bool:
    return bool(re.fullmatch(pattern, text))


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except dates.DateError:
        return False
    return True
