"""How an indicator went in one unit, and the events that served it; not the rest of its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from generator.views.charts import trend
from generator.views.course import disputing, first_before, given_up, joined
from generator.views.graphics import share_graphic, stage_graphic
from generator.views.maker import importance
from generator.views.parts import DISCONTINUATION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.views.charts import Trend
    from generator.views.graphics import Graphic
    from generator.views.maker import Maker
    from generator.views.parts import Event, Figure, IndicatorRef, Target, UnitRef
    from generator.views.rows import Row


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One indicator in one unit: its figures and targets in the order of time.

    `latest` is the actual figure that leads: the last one, None where there are
    only forecasts or targets. `earlier` is the first that is certainly before it, and
    `trend` how the latest lies to that. `disputing` are figures of other sources of what
    may be the same time; `ended` is the event that gave it up, where nothing came after.
    """

    indicator: IndicatorRef
    unit: UnitRef
    figures: tuple[Figure, ...]
    targets: tuple[Target, ...]
    latest: Figure | None
    earlier: Figure | None
    trend: Trend | None
    disputing: tuple[Figure, ...]
    ended: Event | None

    @cached_property
    def graphic(self) -> Graphic | None:
        """Its course in time, where there is one to show."""
        return share_graphic(self.unit, self.indicator, self.figures, self.targets)


@dataclass(frozen=True, kw_only=True)
class Programme:
    """The events told of a unit that serve one indicator, in time; None for the rest."""

    unit: UnitRef
    indicator: IndicatorRef | None
    events: tuple[Event, ...]

    @cached_property
    def graphic(self) -> Graphic | None:
        """Its stages in time, where their order is known."""
        return stage_graphic(self.unit, self.indicator, self.events)


def progress(maker: Maker, unit_id: str) -> tuple[Progress, ...]:
    """What is known of each indicator in one unit: headlines first, those with a percent leading.

    Otherwise in the order of importance that the indicators have.
    """
    figures: dict[str, list[Figure]] = {}
    targets: dict[str, list[Target]] = {}
    for row in maker.store.of("observations", "unit_id", unit_id):
        figures.setdefault(row["indicator_id"], []).append(maker.figure(row))
    for row in maker.store.of("targets", "unit_id", unit_id):
        targets.setdefault(row["indicator_id"], []).append(maker.target(row))
    told = [
        _progress(maker, unit_id, indicator_id, figures, targets)
        for indicator_id in maker.store.by_key("indicators")
        if indicator_id in figures or indicator_id in targets
    ]
    rows = maker.store.by_key("indicators")
    return tuple(sorted(told, key=lambda p: _prominence(p, rows[p.indicator.indicator_id])))


def _progress(
    maker: Maker,
    unit_id: str,
    indicator_id: str,
    figures: dict[str, list[Figure]],
    targets: dict[str, list[Target]],
) -> Progress:
    own = joined(figures.get(indicator_id, ()))
    actual = [figure for figure in own if not figure.forecast]
    latest = actual[-1] if actual else None
    earlier = first_before(latest, own) if latest else None
    return Progress(
        indicator=maker.indicator(indicator_id),
        unit=maker.unit(unit_id),
        figures=own,
        targets=tuple(sorted(targets.get(indicator_id, ()), key=_by_deadline)),
        latest=latest,
        earlier=earlier,
        trend=trend(earlier, latest) if earlier and latest else None,
        disputing=disputing(latest, own) if latest else (),
        ended=given_up(_ends(maker, unit_id, indicator_id), latest),
    )


def _ends(maker: Maker, unit_id: str, indicator_id: str) -> Iterable[Event]:
    """The unit's own events with which an indicator was given up, or is to be, in time."""
    rows = maker.store.of("events", "unit_id", unit_id)
    of = DISCONTINUATION, indicator_id
    return (maker.event(row) for row in rows if (row["stage"], row["indicator_id"]) == of)


def _by_deadline(target: Target) -> tuple[date, date]:
    """Sorts targets in time; those without a deadline come last."""
    return target.deadline.sort_key if target.deadline else (date.max, date.max)


def _prominence(told: Progress, indicator: Row) -> tuple[bool, bool, float]:
    """Sorts what says more before what says less."""
    return (
        not told.indicator.headline,
        told.latest is None or told.latest.percent is None,
        importance(indicator),
    )


def lead(told: Iterable[Progress]) -> Figure | None:
    """The figure that stands for a unit: the last one of its first headline indicator."""
    return next((p.latest for p in told if p.indicator.headline and p.latest), None)


def in_time(event: Event) -> tuple[object, ...]:
    """Sorts events by when they may first have happened."""
    return event.date.told_at, event.event_id


def events_in_time(maker: Maker, rows: Iterable[Row]) -> tuple[Event, ...]:
    """The events of some rows, by when they may first have happened."""
    return tuple(sorted(map(maker.event, rows), key=in_time))


def programmes(unit: UnitRef, events: Iterable[Event]) -> tuple[Programme, ...]:
    """Events by the indicator that they serve, each in the order of time; the rest come last."""
    groups: dict[IndicatorRef | None, list[Event]] = {}
    for event in sorted(events, key=in_time):
        groups.setdefault(event.indicator, []).append(event)
    rest = groups.pop(None, [])
    if rest:
        groups[None] = rest
    return tuple(
        Programme(unit=unit, indicator=indicator, events=tuple(group))
        for indicator, group in groups.items()
    )
