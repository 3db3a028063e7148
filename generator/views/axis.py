"""Time along a chart: where a date lies, and which months or years an axis names.

Everything is in percent of the chart's width, from the left, so that one drawing suits
every screen. A date is as long as the time in which it may lie, or that it lasted; an
open end reaches the chart's edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.dates import Edtf, Kind, Point, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable

MONTHS = 12
STEPS = (1, 2, 3, 6, MONTHS, 24, 36, 60, 120, 300, 600, 1200)
"""Months from one tick to the next; the last is long enough for every date of a package."""

MOST_INTERVALS = 4
"""Between ticks: five years still stand apart on the narrowest screen, and three months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a date lies: from `start` to `end`, in percent of the width.

    `vague` where it is no better known than that it lies in there.
    """

    start: float
    end: float
    vague: bool

    @property
    def middle(self) -> float:
        """Its middle."""
        return round((self.start + self.end) / 2, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A month or a year on the axis; `named` where there is room to say which."""

    left: float
    when: Edtf
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Time from the first day of `first`, a month as in `_index`, to that of `last`."""

    first: int
    last: int
    step: int

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Months, every second one named, or, where the steps are years, years."""
        return _ticks(self)

    def span(self, when: Edtf) -> Span:
        """Where a date lies."""
        start = 0.0 if when.earliest is None else self.left(when.earliest)
        end = 100.0 if when.latest is None else self.left(when.latest)
        return Span(start=start, end=end, vague=_is_vague(when))

    def term(self, first: date, last: date) -> Span:
        """Where a time that is known to the day lies, as far as it is on the axis."""
        start, end = (min(max(self.left(day), 0.0), 100.0) for day in (first, last))
        return Span(start=start, end=end, vague=False)

    def left(self, day: date) -> float:
        """Where a day lies."""
        first, last = _day(self.first), _day(self.last)
        return round(100 * (day - first).days / (last - first).days, 1)


def axis_of(dates: Iterable[Edtf]) -> Axis:
    """The shortest axis of whole steps that holds every known bound of the dates."""
    bounds = [day for when in dates for day in (when.earliest, when.latest) if day]
    first, last = _index(min(bounds)), _index(max(bounds)) + 1
    step = next(s for s in STEPS if _intervals(first, last, s) <= MOST_INTERVALS)
    return Axis(first=first // step * step, last=-(-last // step) * step, step=step)


@lru_cache(maxsize=1024)  # the charts of a nation have a few axes
def _ticks(axis: Axis) -> tuple[Tick, ...]:
    is_of_years = axis.step % MONTHS == 0
    named = 1 if is_of_years else 2
    days = [_day(index) for index in range(axis.first, axis.last + 1, axis.step)]
    points = [Point(day.year) if is_of_years else Point(day.year, day.month) for day in days]
    return tuple(
        Tick(left=axis.left(day), when=Edtf(Kind.DATE, point, point), named=number % named == 0)
        for number, (day, point) in enumerate(zip(days, points, strict=True))
    )


def _intervals(first: int, last: int, step: int) -> int:
    return -(-last // step) - first // step


def _is_vague(when: Edtf) -> bool:
    """Whether a date is one unknown day out of more than a month, or one of its ends is open."""
    if when.start is None or when.end is None or when.kind is Kind.ONE_OF:
        return True
    return when.kind is Kind.DATE and when.start.precision is Precision.YEAR


def _index(day: date) -> int:
    """The number of a month: those of one year follow each other, and years those before."""
    return day.year * MONTHS + day.month - 1


def _day(index: int) -> date:
    """The first day of a month."""
    return date(index // MONTHS, index % MONTHS + 1, 1)
