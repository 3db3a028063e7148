"""Where the marks of a chart lie, as plain numbers; not how they are drawn, nor what they say.

Everything is in percent of the chart's width (from the left) and height (from the
top), so that one drawing suits every screen. Time is as `generator.views.axis` has it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.views.axis import Axis, Span, axis_of
from generator.views.parts import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.views.parts import Event, Target

EDGE = 20
"""A label whose mark is nearer to an edge than this runs inwards from it."""

LOWEST = 85
"""Below this a label under its mark would touch the axis."""

APART = 30
"""Labels of one row that are at least so far apart do not touch."""


Trend: TypeAlias = Literal["up", "down", "same", "unclear"]


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

    def of(self, kind: str) -> tuple[ShareMark, ...]:
        """The marks of one kind."""
        return tuple(mark for mark in self.marks if mark.kind == kind)

    @property
    def signs(self) -> tuple[str, ...]:
        """What its legend explains."""
        kinds = [kind for kind in ("actual", "forecast", "target") if self.of(kind)]
        vague = ["dotted"] if any(mark.span.vague for mark in self.marks) else []
        return (*kinds, *vague)

    @property
    def trend(self) -> Trend | None:
        """How the last actual share lies to the first; None where there is one at most."""
        records = [mark.record for mark in self.of("actual")]
        actual = [record for record in records if isinstance(record, Figure)]
        return trend(actual[0], actual[-1]) if len(actual) > 1 else None


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
class Band:
    """A term of office to which events belong, as far as it is on the axis."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChart:
    """Stages against time, in the order in which they may have begun, below their terms."""

    axis: Axis
    bands: tuple[Band, ...]
    lanes: tuple[Lane, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, stage by stage."""
        return tuple(mark.event for lane in self.lanes for mark in lane.marks)

    @property
    def signs(self) -> tuple[str, ...]:
        """What its legend explains."""
        shown = {
            "actual": not all(event.planned or event.ends for event in self.events),
            "target": any(event.planned for event in self.events),
            "ended": any(event.ends for event in self.events),
            "dotted": any(mark.span.vague for lane in self.lanes for mark in lane.marks),
            "band": bool(self.bands),
        }
        return tuple(sign for sign, is_shown in shown.items() if is_shown)


def trend(one: Figure, other: Figure) -> Trend:
    """How the share of a later figure lies to that of an earlier one, or else its count.

    Unclear where either is not exact: "over 80 %" may be more than "over 90 %"; and where one
    is a share of which the other has not even the count.
    """
    if {one.qualifier, other.qualifier} != {"exact"}:
        return "unclear"
    for was, now in (
        (one.percent, other.percent),
        (one.numerator, other.numerator),
        (one.value, other.value),
    ):
        if was is not None and now is not None:
            return "same" if was == now else "up" if was < now else "down"
    return "unclear"


def share_chart(
    figures: Iterable[Figure], targets: Iterable[Target], axis: Axis | None = None
) -> ShareChart | None:
    """The chart of an indicator's shares; None where it would show fewer than two dates.

    Figures without a percent and targets without a deadline have no place on it. On an
    `axis` that several charts share, one date is enough.
    """
    reported = [(f, f.date, f.percent) for f in figures if f.percent is not None]
    aims = [(t, t.deadline, t.percent) for t in targets if t.deadline is not None]
    when = [day for _, day, _ in (*reported, *aims)]
    if len({str(day) for day in when}) < (1 if axis else 2):  # one date has no course in time
        return None
    axis = axis or axis_of(when)
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
    axis = axis_of(dates)
    lanes: dict[str, list[StageMark]] = {}
    for event in events:
        mark = StageMark(event=event, span=axis.span(event.date))
        lanes.setdefault(event.stage_label, []).append(mark)
    return StageChart(
        axis=axis,
        bands=tuple(_bands(events, axis)),
        lanes=tuple(Lane(stage_label=label, marks=tuple(m)) for label, m in lanes.items()),
    )


def _bands(events: Iterable[Event], axis: Axis) -> Iterable[Band]:
    """Each term of the events once, in the order in which they begin."""
    terms = {(event.term_days, event.term) for event in events if event.term_days}
    for days, name in sorted(terms):
        yield Band(name=name, span=axis.term(*days))
