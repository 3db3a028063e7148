"""Values in the one form that each has here, and in the lists that the schemas give.

Not for types and constraints, which are the standard's.
"""

from __future__ import annotations

import math
import re
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from generator import dates
from generator.checks.cells import Column, Fault
from generator.checks.corrections import as_date, nearest, possible_date, turned_round
from generator.problems import likely
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.dataset import Field

EDTF = "http://id.loc.gov/datatypes/edtf"
"""The `rdfType` of fields that hold dates as `generator.dates` reads them."""

_NUMERIC = {"integer", "number"}
_NUMBER = re.compile(r"(?!-0$)-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS = 28
"""Digits of a number that somebody may have meant; Python's decimals have as many."""

_EXACT = 15
"""Digits that a double holds exactly (DBL_DIG of IEEE 754), as do Excel and JavaScript."""

_OFFERS = 50
"""Unknown values of a column that are compared with all categories."""


def is_edtf(field: Field) -> bool:
    """Whether the field holds dates as `generator.dates` reads them."""
    return field.spec.get("rdfType") == EDTF


def number_without_thousands(column: Column) -> Iterator[Fault]:
    """A point divides decimals, not thousands as in Vietnamese: "17.345" is taken for neither.

    It is one of decimals where the field's maximum leaves nothing else.
    """
    if column.field.type not in _NUMERIC:
        return
    most = column.field.spec.get("constraints", {}).get("maximum", math.inf)
    for value in column.values:
        if _THOUSANDS.fullmatch(value) and int(value.replace(".", "")) <= most:
            yield Fault(value, "number-thousands", {"right": value.replace(".", "")})


def number_form(column: Column) -> Iterator[Fault]:
    """A number is written in one way: no plus, no zero that says nothing, no exponent."""
    if column.field.type not in _NUMERIC:
        return
    for value in column.values:
        if value and not _NUMBER.fullmatch(value):
            try:
                number = Decimal(value)
            except InvalidOperation:
                continue  # no number at all: the standard says so, too
            yield _number_fault(value, number, column.example)


def _number_fault(value: str, number: Decimal, example: str) -> Fault:
    """How to write the number, unless it is infinite, not a number or absurdly long."""
    size = max(len(number.as_tuple().digits), abs(number.adjusted())) if number.is_finite() else 0
    if not 0 < size <= _DIGITS:
        return Fault(value, "not-a-number", {"example": example})
    return Fault(value, "number-form", {"right": format(number.normalize() + 0, "f")})


def number_is_exact(column: Column) -> Iterator[Fault]:
    """A number has as many digits as every program keeps: a spreadsheet rounds a longer one."""
    if column.field.type not in _NUMERIC:
        return
    for value in column.values:
        if _NUMBER.fullmatch(value) and sum(map(str.isdigit, value)) > _EXACT:
            yield Fault(value, "number-too-long", {"limit": str(_EXACT)})


def date_form(column: Column) -> Iterator[Fault]:
    """A day is written with four, two and two digits."""
    if column.field.type != "date":
        return
    for value in column.values:
        if value and not _DATE.fullmatch(value):
            day = datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
            yield Fault(value, "date-form", {"right": day.isoformat()})


def category(column: Column) -> Iterator[Fault]:
    """A value is one of the categories, where the field has them."""
    field = column.field
    if not field.categories:
        return
    called = {text: value for value, item in field.categories.items() for text in item.values()}
    unknown = [value for value in column.values if value and value not in field.categories]
    for number, value in enumerate(unknown):
        meant = nearest(value, called) if number < _OFFERS else ""
        details = {"allowed": ", ".join(field.categories)}
        yield Fault(value, "category-unknown", details | _offered(field, meant))


def _offered(field: Field, value: str) -> dict[str, str]:
    """A category with what it is called in each language, as details of a problem."""
    if not value:
        return {}
    offers = {lang: likely(value, field.label(value, lang))["likely"] for lang in LANGUAGES}
    return {"nearest": value} | {f"likely_{lang}": offer for lang, offer in offers.items()}


def edtf_date(column: Column) -> Iterator[Fault]:
    """A date is one that the calendar has, in the forms of EDTF."""
    if not is_edtf(column.field):
        return
    for value in column.values:
        if value:
            try:
                dates.parse(value)
            except dates.DateError as error:
                details = {"piece": error.piece} | likely(_date_meant(value, error.reason))
                yield Fault(value, f"date-{error.reason}", details)


def _date_meant(value: str, reason: dates.Reason) -> str:
    if reason is dates.Reason.REVERSED:
        return turned_round(value)
    return as_date(value) if reason is dates.Reason.SYNTAX else possible_date(value)
