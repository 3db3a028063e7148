"""Where the marks of a chart lie, as plain numbers; not how they are drawn, nor what they say.

Everything is in percent of the chart's width (from the left) and height (from the
top), so that one drawing suits every screen. A date is as long as the time in which
it may lie, or that it lasted; an open end reaches the chart's edge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from generator.dates import Edtf, Kind, Point, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.views.parts import Event, Figure, Target

MONTHS = 12
STEPS = (1, 2, 3, 6, MONTHS, 24, 36, 60, 120, 300, 600, 1200)
"""Months from one tick to the next; the last is long enough for every date of a package."""

MOST_INTERVALS = 4
"""Between ticks: five labels still stand apart on the narrowest screen."""

EDGE = 20
"""A label whose mark is nearer to an edge than this runs inwards from it."""

LOWEST = 85
"""Below this a label under its mark would touch the axis."""

APART = 30
"""Labels of one row that are at least so far apart do not touch."""


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
    """A month or a year on the axis."""

    left: float
    when: Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Time from the first day of `first`, a month as in `_index`, to that of `last`."""

    first: int
    last: int
    step: int

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Months or, where the steps are years, years."""
        indices = range(self.first, self.last + 1, self.step)
        return tuple(Tick(left=self._left(_day(i)), when=self._tick(i)) for i in indices)

    def span(self, when: Edtf) -> Span:
        """Where a date lies."""
        start = 0.0 if when.earliest is None else self._left(when.earliest)
        end = 100.0 if when.latest is None else self._left(when.latest)
        return Span(start=start, end=end, vague=_is_vague(when))

    def _left(self, day: date) -> float:
        first, last = _day(self.first), _day(self.last)
        return round(100 * (day - first).days / (last - first).days, 1)

    def _tick(self, index: int) -> Edtf:
        day = _day(index)
        point = Point(day.year) if self.step % MONTHS == 0 else Point(day.year, day.month)
        return Edtf(Kind.DATE, point, point)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareMark:
    """A figure or a target on a chart of shares.

    `anchor` says how a label lies to `label_left`, `above` whether it stands above its mark
    or below; only marks that are `labelled` have room for one.
    """

    record: Figure | Target
    kind: Literal["actual", "forecast", "target"]
    span: Span
    top: float
    label_left: float
    anchor: Literal["start", "middle", "end"]
    above: bool
    labelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareChart:
    """Shares against time, the figures before the targets."""

    axis: Axis
    marks: tuple[ShareMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMark:
    """An event on a chart of stages."""

    event: Event
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One stage and its events in the order of time."""

    stage_label: str
    marks: tuple[StageMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChart:
    """Stages against time, in the order in which they may have begun."""

    axis: Axis
    lanes: tuple[Lane, ...]


def share_chart(figures: Iterable[Figure], targets: Iterable[Target]) -> ShareChart | None:
    """The chart of an indicator's shares; None where it would show fewer than two dates.

    Figures without a percent and targets without a deadline have no place on it.
    """
    reported = [(f, f.date, f.percent) for f in figures if f.percent is not None]
    aims = [(t, t.deadline, t.percent) for t in targets if t.deadline is not None]
    when = [day for _, day, _ in (*reported, *aims)]
    if len({str(day) for day in when}) < 2:  # noqa: PLR2004 - one date has no course in time
        return None
    axis = _axis(when)
    marks = [
        _mark(f, "forecast" if f.forecast else "actual", axis.span(day), float(percent))
        for f, day, percent in reported
    ]
    goals = [_mark(t, "target", axis.span(day), float(percent)) for t, day, percent in aims]
    surpassed = bool(marks and goals and marks[-1].top < goals[-1].top)
    return ShareChart(
        axis=axis,
        marks=(
            *_labelled(marks, _ends(marks), above=surpassed),
            *_labelled(goals, goals[-1:], above=not surpassed),
        ),
    )


def _mark(
    record: Figure | Target,
    kind: Literal["actual", "forecast", "target"],
    span: Span,
    percent: float,
) -> ShareMark:
    label_left, anchor = _label(span)
    return ShareMark(
        record=record,
        kind=kind,
        span=span,
        top=round(100 - min(percent, 100.0), 1),
        label_left=label_left,
        anchor=anchor,
        above=False,
        labelled=False,
    )


def _label(span: Span) -> tuple[float, Literal["start", "middle", "end"]]:
    if span.middle < EDGE:
        return span.start, "start"
    if span.middle > 100 - EDGE:
        return span.end, "end"
    return span.middle, "middle"


def _ends(marks: Sequence[ShareMark]) -> Sequence[ShareMark]:
    """The last mark, and the first where their labels do not touch."""
    if marks and abs(marks[-1].span.middle - marks[0].span.middle) >= APART:
        return marks[0], marks[-1]
    return marks[-1:]


def _labelled(
    marks: Sequence[ShareMark], chosen: Sequence[ShareMark], *, above: bool
) -> list[ShareMark]:
    """Label the chosen marks on one side: that of figures is not that of targets."""
    return [
        replace(mark, labelled=mark in chosen, above=above or mark.top > LOWEST) for mark in marks
    ]


def stage_chart(events: Sequence[Event]) -> StageChart | None:
    """The chart of a programme's events; None where none is certainly before another."""
    dates = [event.date for event in events]
    first_end = min((when.sort_key[1] for when in dates), default=date.max)
    if all(when.sort_key[0] <= first_end for when in dates):
        return None
    axis = _axis(dates)
    lanes: dict[str, list[StageMark]] = {}
    for event in events:
        mark = StageMark(event=event, span=axis.span(event.date))
        lanes.setdefault(event.stage_label, []).append(mark)
    return StageChart(
        axis=axis,
        lanes=tuple(Lane(stage_label=label, marks=tuple(m)) for label, m in lanes.items()),
    )


def _axis(dates: Iterable[Edtf]) -> Axis:
    """The shortest axis of whole steps that holds every known bound of the dates."""
    bounds = [day for when in dates for day in (when.earliest, when.latest) if day]
    first, last = _index(min(bounds)), _index(max(bounds)) + 1
    step = next(s for s in STEPS if _intervals(first, last, s) <= MOST_INTERVALS)
    return Axis(first=first // step * step, last=-(-last // step) * step, step=step)


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
