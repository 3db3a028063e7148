"""Dates as exact as a source gives them: parsed, bounded, ordered, compared; not put in words.

The forms are those of the Extended Date/Time Format (EDTF; Library of Congress,
4 February 2019) that the package uses:

    2018  2018-06  2018-06-30    a year, a month, a day
    a/b  a/..  ../b              from a to b, open where `..` stands
    [a..b]  [a..]  [..b]         one date out of these; which one is not known

Each year, month or day in them may end in `?` (uncertain), `~` (approximate) or `%`
(both). Such a mark says how far to trust a date and does not move it: bounds and
comparisons are of the date as written.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache

_YEARS = range(1900, 2101)
_MONTHS = range(1, 13)

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")
# An open end leaves its group empty.
_INTERVAL = re.compile(r"(?:\.\.|([^/]+))/(?:\.\.|([^/]+))")
_ONE_OF = re.compile(r"\[([^.]*)\.\.([^.]*)\]")
# Keyed by uncertain, then approximate.
_MARKS = {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}


class Kind(StrEnum):
    """How the two ends of a date belong together."""

    DATE = "date"
    INTERVAL = "interval"
    ONE_OF = "one-of"


class Precision(StrEnum):
    """The smallest unit that a date names."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Part(StrEnum):
    """A third of a month (days 1-10, 11-20, 21 to the end) or of a year (four months each)."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"


class Reason(StrEnum):
    """Why a text is not a date of the package."""

    SYNTAX = "syntax"
    OUT_OF_RANGE = "out-of-range"
    IMPOSSIBLE_MONTH = "impossible-month"
    IMPOSSIBLE_DAY = "impossible-day"
    REVERSED = "reversed"
    UNKNOWN_PART = "unknown-part"
    PART_NEEDS_MONTH_OR_YEAR = "part-needs-month-or-year"


class DateError(ValueError):
    """A text that is not a date of the package: the reason, and the piece at fault."""

    def __init__(self, reason: Reason, piece: str) -> None:
        """Keep the two apart, so that a message can be made in any language."""
        super().__init__(f"{reason}: {piece}")
        self.reason = reason
        self.piece = piece


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month or a day, with its mark of doubt."""

    year: int
    month: int | None = None
    day: int | None = None
    uncertain: bool = False
    approximate: bool = False

    @property
    def precision(self) -> Precision:
        """Which of the three it is."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def third(self, part: Part) -> tuple[date, date]:
        """The first and last day of a third of it; it is a year or a month."""
        thirds_before = tuple(Part).index(part)
        if self.month is None:
            month = 4 * thirds_before + 1
            return Point(self.year, month).first, Point(self.year, month + 3).last
        day = 10 * thirds_before + 1
        last = self.last if part is Part.LATE else self.last.replace(day=day + 9)
        return self.first.replace(day=day), last

    def __str__(self) -> str:
        """Write it as in the package."""
        numbers = [f"{number:02}" for number in (self.year, self.month, self.day) if number]
        return "-".join(numbers) + _MARKS[self.uncertain, self.approximate]


@dataclass(frozen=True)
class Edtf:
    """A date of the package: an end that is open is None; a single date is both its own ends.

    Only a single year or month has a `part`; it is no piece of the text.
    """

    kind: Kind
    start: Point | None
    end: Point | None
    part: Part | None = None

    def __hash__(self) -> int:
        """That of its first day and its last: dates in words are looked up by it."""
        return hash(self.sort_key)

    @property
    def uncertain(self) -> bool:
        """Whether either end is marked as uncertain."""
        return any(point.uncertain for point in (self.start, self.end) if point)

    @property
    def approximate(self) -> bool:
        """Whether either end is marked as approximate."""
        return any(point.approximate for point in (self.start, self.end) if point)

    @cached_property
    def earliest(self) -> date | None:
        """The earliest possible day; None where the start is open."""
        if self.start is None:
            return None
        return self.start.third(self.part)[0] if self.part else self.start.first

    @cached_property
    def latest(self) -> date | None:
        """The latest possible day; None where the end is open."""
        if self.end is None:
            return None
        return self.end.third(self.part)[1] if self.part else self.end.last

    @cached_property
    def sort_key(self) -> tuple[date, date]:
        """The earliest, then the latest possible day; an open end lies beyond every date."""
        return self.earliest or date.min, self.latest or date.max

    @property
    def told_at(self) -> tuple[date, date]:
        """Where it stands in a list in time: as `sort_key`, but an open start says nothing.

        What is only known to have happened by a day stands at that day.
        """
        earliest, latest = self.sort_key
        return (latest, latest) if self.earliest is None else (earliest, latest)

    def __str__(self) -> str:
        """Write it as in the package, without the part."""
        if self.kind is Kind.DATE:
            return str(self.start)
        if self.kind is Kind.INTERVAL:
            return f"{self.start or '..'}/{self.end or '..'}"
        return f"[{self.start or ''}..{self.end or ''}]"


def parse(text: str, part: str | None = None) -> Edtf:
    """Read a date, and the part that narrows a single year or month; an empty part is none.

    Raises:
        DateError: the text or the part is not one of those above, the calendar has no
            such day, the year is not in 1900-2100, or the start lies after the end.
    """
    kind, ends = _split(text)
    points = [_point(end) if end else None for end in ends]
    start, end = points[0], points[-1]
    if start and end and start.first > end.last:
        raise DateError(Reason.REVERSED, text)
    return Edtf(kind, start, end, _part(part, text, kind, start) if part else None)


def _split(text: str) -> tuple[Kind, tuple[str | None, ...]]:
    """Tell the kind, and the text of each of its ends; that of an open end is empty."""
    kind = Kind.DATE
    ends: tuple[str | None, ...] = (text,)
    if match := _ONE_OF.fullmatch(text):
        kind, ends = Kind.ONE_OF, match.groups()
    elif match := _INTERVAL.fullmatch(text):
        kind, ends = Kind.INTERVAL, match.groups()
    if not any(ends):
        raise DateError(Reason.SYNTAX, text)
    return kind, ends


@lru_cache(maxsize=4096)  # thousands of units share a handful of days
def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise DateError(Reason.SYNTAX, text)
    year = int(match[1])
    month = int(match[2]) if match[2] else None
    day = int(match[3]) if match[3] else None
    if reason := _calendar_fault(year, month, day):
        raise DateError(reason, text)
    mark = match[4]
    return Point(year, month, day, uncertain=mark in {"?", "%"}, approximate=mark in {"~", "%"})


def _calendar_fault(year: int, month: int | None, day: int | None) -> Reason | None:
    if year not in _YEARS:
        return Reason.OUT_OF_RANGE
    if month is None:
        return None
    if month not in _MONTHS:
        return Reason.IMPOSSIBLE_MONTH
    if day is not None and not 1 <= day <= monthrange(year, month)[1]:
        return Reason.IMPOSSIBLE_DAY
    return None


def _part(name: str, text: str, kind: Kind, point: Point | None) -> Part:
    if name not in tuple(Part):
        raise DateError(Reason.UNKNOWN_PART, name)
    if kind is not Kind.DATE or point is None or point.precision is Precision.DAY:
        raise DateError(Reason.PART_NEEDS_MONTH_OR_YEAR, text)
    return Part(name)


def certainly_before(a: Edtf, b: Edtf) -> bool:
    """Whether every possible day of `a` lies before every possible day of `b`."""
    return a.latest is not None and b.earliest is not None and a.latest < b.earliest


def certainly_after(a: Edtf, b: Edtf) -> bool:
    """Whether every possible day of `a` lies after every possible day of `b`."""
    return certainly_before(b, a)


def overlaps(edtf: Edtf, valid_from: date | None, valid_to: date | None) -> bool:
    """Whether some possible day lies in the period; `valid_to` is not in it, None is open."""
    earliest, latest = edtf.sort_key
    first = max(earliest, valid_from or date.min)
    return first <= latest and (valid_to is None or first < valid_to)


def lies_within(edtf: Edtf, valid_from: date | None, valid_to: date | None) -> bool:
    """Whether every possible day lies in the period; `valid_to` is not in it, None is open."""
    earliest, latest = edtf.sort_key
    return (valid_from or date.min) <= earliest and (valid_to is None or latest < valid_to)
