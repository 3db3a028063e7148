"""What Excel has made a number, a day or a truth value of, as the text that was meant.

Not for texts: those are as they were typed. An answer that is the package's own value comes
first; where several are left, none is chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, TypeAlias

from generator.checks.values import is_edtf
from generator.workbook.choices import truth_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.dataset import Field

    Fits: TypeAlias = Callable[[str], bool]

MENDED = "workbook-mended"
CONVERTED = "workbook-converted"

_NUMERIC = {"integer", "number"}
_EXACT = 10**15
"""Numbers from here on have lost digits: Excel keeps 15."""

_DIGITS_OF_CODES = range(1, 13)
_YEARS = range(1900, 2101)
_FIRST_DAY = date(1899, 12, 30)
_DAYS = range(61, 73_415)  # 1900-03-01, before which Excel counts otherwise, to 2100-12-31
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a cell; with a rule, what there is to say of it, and what the cell shows."""

    value: str
    rule: str = ""
    shown: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


def mended(shown: str, value: str) -> Reading:
    """Return a value that the cell does not show, but that is meant beyond doubt."""
    return Reading(value, MENDED, shown, {"right": value})


def doubt(shown: str, candidates: Sequence[str] = (), rule: str = CONVERTED) -> Reading:
    """Return no value: what the cell shows may have been any of the candidates, or another."""
    return Reading("", rule, shown, {"candidates": ", ".join(candidates) or "–"})


def one_of(shown: str, candidates: Sequence[str], base: str, rule: str = CONVERTED) -> Reading:
    """Return the candidate that is the package's own, else the only one, else a doubt."""
    if base in candidates:
        return Reading(base)
    if len(candidates) == 1:
        return mended(shown, candidates[0])
    return doubt(shown, candidates, rule)


def from_number(
    of: Field, number: float, number_format: str, base: str, fits: Fits | None
) -> Reading:
    """Read a number; `base` is what the package has in the cell's place, or ''.

    `fits` tells a code that the cell may have; there is none where it may have any text.
    """
    shown = _plain(number)
    if _is_number(base, shown):
        return Reading(base)
    if abs(number) >= _EXACT:
        return doubt(shown)
    if of.type in _NUMERIC:
        percent = _plain(number * 100)
        is_percent = "%" in number_format
        return one_of(f"{percent}%", [percent, shown], base) if is_percent else Reading(shown)
    if is_edtf(of) or of.type == "date":
        is_year = is_edtf(of) and number in _YEARS
        return Reading(shown) if is_year else _from_day(shown, _day_of(number), base)
    return one_of(shown, _codes(shown, fits), base)


def from_decimal(text: str, fits: Fits, base: str) -> Reading | None:
    """Read "71.0", which statistics programs make of a code; None for any other text."""
    match = re.fullmatch(r"([0-9]+)\.0", text)
    candidates = _codes(match[1], fits) if match else []
    return one_of(text, candidates, base) if candidates else None


def from_truth(of: Field, *, truth: bool, base: str) -> Reading:
    """Read a truth value."""
    if of.type != "boolean":
        return doubt(str(truth).upper())
    words = of.spec.get("trueValues" if truth else "falseValues", ())
    return Reading(base if base in words else truth_words(of)[0 if truth else 1])


def from_time(of: Field, moment: datetime, number_format: str, base: str) -> Reading:
    """Read a day or a time, by the format that tells what was typed."""
    day = moment.date()
    if moment.time() != time() or not (is_edtf(of) or of.type == "date"):
        return doubt(str(day if moment.time() == time() else moment))
    if base in {str(day), str(day)[:7]}:
        return Reading(base)
    return one_of(str(day), _days(day, number_format.lower(), months=is_edtf(of)), base)


def _plain(number: float) -> str:
    """A number without an exponent, in the 15 digits that Excel keeps."""
    shown = format(number, ".15g")
    return format(Decimal(shown), "f") if "e" in shown else shown


def _is_number(base: str, shown: str) -> bool:
    """Whether Excel may have made the number of the package's value."""
    try:
        return Decimal(base) == Decimal(shown)
    except InvalidOperation:
        return False


def _day_of(number: float) -> list[str]:
    """The day as which Excel keeps a number: it counts them, and forgot that it was one."""
    is_day = number in _DAYS
    return [str(_FIRST_DAY + timedelta(days=int(number)))] if is_day else []


def _from_day(shown: str, days: Sequence[str], base: str) -> Reading:
    """Read a number that may be a day: it is not beyond doubt unless the package has that day."""
    return Reading(base) if base in days else doubt(shown, days)


def _codes(digits: str, fits: Fits | None) -> list[str]:
    """The codes of which a number can be made: zeros that led them are lost."""
    if fits is None:
        return []
    padded = dict.fromkeys(digits.zfill(length) for length in _DIGITS_OF_CODES)
    return [code for code in padded if fits(code)]


def _days(day: date, shown: str, *, months: bool) -> list[str]:
    """What may have been typed for a day that is shown so.

    A month is kept as its first day, and shown without one. Where day and month could
    have changed places they may have: Excel reads 6/7 by the settings of the computer.
    """
    if "y" not in shown or "m" not in shown:
        return []
    if "d" not in shown:
        return [str(day)[:7]] if months and day.day == 1 else []
    if shown.startswith("yyyy") or day.day > _MONTHS or day.day == day.month:
        return [str(day)]
    return [str(day), str(day.replace(month=day.day, day=day.month))]
