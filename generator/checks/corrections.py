"""What somebody most likely meant by a value that is wrong: offered in a message, never put in.

'' where there is more than one answer, or none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from generator import dates
from generator.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.dataset import Field

_NUMBER = re.compile(r"([0-9]+(?:[ .][0-9]{3})*|[0-9]+)(?:,([0-9]+))?\s?(?:%|[^\W\d_].*)?")
_THOUSAND = 3
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{4})")
_YEAR_AND_MONTH = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})")
_YEARS = re.compile(r"([0-9]{4})\s?[-–]\s?([0-9]{4})")
_WORDS = re.compile(r"^(?:(?:vào|ngày|tháng|năm) )+", re.IGNORECASE)
"""In, day, month, year: what stands before figures of a date without changing it."""

_ENDS = (re.compile(r"(.+)(/)(.+)"), re.compile(r"\[(.+)(\.\.)(.+)\]"))

# How people answer yes or no, folded: in Vietnamese, in English, in spreadsheets.
_TRUE = {"true", "yes", "y", "1", "x", "co", "dung", "t"}
_FALSE = {"false", "no", "n", "0", "khong", "sai", "f"}

_LIKE = 0.6


def as_number(text: str, kind: str) -> str:
    """A number out of one with a comma, per cent or words, as in Vietnamese: "90,8%" is 90.8.

    Of "17,345" nobody can tell whether it is above a thousand.
    """
    match = _NUMBER.fullmatch(text)
    if not match:
        return ""
    whole, decimals = re.sub(r"[ .]", "", match[1]), (match[2] or "").rstrip("0")
    if (decimals and kind == "integer") or (len(match[2] or "") == _THOUSAND and match[1] == whole):
        return ""
    return f"{int(whole)}.{decimals}" if decimals else str(int(whole))


def as_day(text: str) -> str:
    """A day out of one that begins with the day, as in Vietnamese, or has other marks between."""
    for form, order in ((_DAY_FIRST, (3, 2, 1)), (_YEAR_FIRST, (1, 2, 3))):
        match = form.fullmatch(_without_words(text))
        if match:
            return _day(*(int(match[at]) for at in order))
    return ""


def as_date(text: str) -> str:
    """A date of the package out of the way in which newspapers write one: "6/2018" is 2018-06."""
    plain = _without_words(text)
    for form, order in ((_MONTH_FIRST, (2, 1)), (_YEAR_AND_MONTH, (1, 2))):
        match = form.fullmatch(plain)
        if match:
            return _if_date(f"{match[order[0]]}-{int(match[order[1]]):02}")
    match = _YEARS.fullmatch(plain)
    return _if_date(f"{match[1]}/{match[2]}") if match else as_day(plain)


def possible_date(text: str) -> str:
    """A date that the calendar has: with month and day changed about, or a month's last day."""
    match = _YEAR_FIRST.fullmatch(text)
    if not match:
        return ""
    year, month, day = (int(piece) for piece in match.groups())
    if _day(year, day, month):
        return _day(year, day, month)
    return _day(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else ""  # noqa: PLR2004


def turned_round(text: str) -> str:
    """A period with its ends changed about."""
    for form in _ENDS:
        match = form.fullmatch(text)
        if match:
            start, end = match.span(1), match.span(3)
            swapped = text[: start[0]] + match[3] + match[2] + match[1] + text[end[1] :]
            return _if_date(swapped)
    return ""


def as_truth(text: str, field: Field) -> str:
    """A truth value, as the field writes it, out of a word for yes or no."""
    for words, key, otherwise in ((_TRUE, "trueValues", "true"), (_FALSE, "falseValues", "false")):
        if fold(text) in words:
            return str(field.spec.get(key, [otherwise])[0])
    return ""


def nearest(text: str, values: Mapping[str, str]) -> str:
    """The value most like a text; `values` are by what people may call them."""
    called = {fold(name): value for name, value in values.items()}
    found = get_close_matches(fold(text), called, n=1, cutoff=_LIKE)
    return called[found[0]] if found else ""


def _without_words(text: str) -> str:
    """The text without what says no more than its figures: "ngày 30-6-2018" is 30-6-2018."""
    return _WORDS.sub("", text)


def _day(year: int, month: int, day: int) -> str:
    try:
        return _if_date(date(year, month, day).isoformat())
    except ValueError:
        return ""


def _if_date(text: str) -> str:
    try:
        return str(dates.parse(text))
    except dates.DateError:
        return ""
