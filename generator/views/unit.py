"""What the page of a unit knows: its figures and those below it, in time, with who held what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views import urls
from generator.views.changed import changes_of
from generator.views.course import until_given_up
from generator.views.coverage import nearest
from generator.views.holding import holders_of
from generator.views.progress import in_time, lead, programmes, progress
from generator.views.store import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.views.graphics import Graphic
    from generator.views.maker import Maker
    from generator.views.parts import (
        DocumentRef,
        Event,
        Figure,
        Holder,
        SourceRef,
        Succession,
        UnitRef,
    )
    from generator.views.progress import Programme, Progress
    from generator.views.rows import Row
    from generator.views.versions import UnitRelease


_TOLD_BELOW = 30
"""Records of units below a district that its page tells in full: some 60 KB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A unit below the page's own about which something is known."""

    unit: UnitRef
    progress: tuple[Progress, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A unit right below the page's own, with what it became or came from.

    `recorded`: something is known of it.
    """

    unit: UnitRef
    successors: tuple[Succession, ...]
    predecessors: tuple[Succession, ...]
    recorded: bool
    lead: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """A district about which something is known, near one about which nothing is."""

    unit: UnitRef
    province: UnitRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPage:
    """The page of a province, a district or a commune.

    `progress` are the unit's own indicators, headlines first; `places` those of
    units below it (not of a province's districts, which are its `children`). Where these are
    too many, they are left to the pages of `places_apart` communes.
    `programmes` hold the events there, and those above it that serve the same indicators.
    `recorded` is False where nothing at all is known: then `nearest` are the districts to go to.
    """

    unit: UnitRef
    ancestors: tuple[UnitRef, ...]
    valid_from: date | None
    recorded: bool
    progress: tuple[Progress, ...]
    places: tuple[Place, ...]
    places_apart: int
    programmes: tuple[Programme, ...]
    holders: tuple[Holder, ...]
    children: tuple[Child, ...]
    successors: tuple[Succession, ...]
    predecessors: tuple[Succession, ...]
    documents: tuple[DocumentRef, ...]
    sources: tuple[SourceRef, ...]
    neighbours: tuple[UnitRef, ...]
    nearest: tuple[Nearby, ...]
    changes: tuple[UnitRelease, ...]

    @property
    def graphics(self) -> tuple[Graphic, ...]:
        """The charts of the page: of its headline indicators, then of its programmes."""
        charts = (*(p.graphic for p in self.headlines), *(p.graphic for p in self.programmes))
        return tuple(chart for chart in charts if chart)

    @property
    def feed(self) -> str:
        """The feed of what changes there, which only provinces have, on a site with an address."""
        return urls.unit_feed(self.unit.url) if self.unit.level == "province" else ""

    @property
    def headlines(self) -> tuple[Progress, ...]:
        """The indicators of the unit's own that lead the page."""
        return tuple(p for p in self.progress if p.indicator.headline)

    @property
    def others(self) -> tuple[Progress, ...]:
        """The unit's own indicators that do not lead the page."""
        return tuple(p for p in self.progress if not p.indicator.headline)

    @property
    def lead(self) -> Figure | None:
        """The one figure that stands for the unit where there is room for one."""
        return lead(self.progress)

    @property
    def heirs(self) -> tuple[Succession, ...]:
        """The units that those right below it went into, each once: what is there today."""
        went = (succession for child in self.children for succession in child.successors)
        return tuple({succession.unit.unit_id: succession for succession in went}.values())


def unit_page(maker: Maker, unit_id: str) -> UnitPage:
    """Make the view of one unit's page."""
    row = maker.store.by_key("units")[unit_id]
    unit = maker.unit(unit_id)
    below = _units_told_here(maker, row)
    own = progress(maker, unit_id)
    places = tuple(
        Place(unit=maker.unit(u["unit_id"]), progress=progress(maker, u["unit_id"]))
        for u in below
        if maker.store.of("observations", "unit_id", u["unit_id"])
        or maker.store.of("targets", "unit_id", u["unit_id"])
    )
    told = [unit_id, *(u["unit_id"] for u in below)]
    events = [maker.event(e) for u in told for e in maker.store.of("events", "unit_id", u)]
    events.extend(_decided_above(maker, row, own, events))
    held = (row for u in told for row in maker.store.of("memberships", "unit_id", u))
    holders = holders_of(maker, held)
    return UnitPage(
        unit=unit,
        ancestors=tuple(maker.unit(a["unit_id"]) for a in maker.store.ancestors(unit_id)),
        valid_from=maker.first_day(row),
        recorded=maker.is_recorded(unit_id),
        progress=own,
        places=places,
        places_apart=0 if below else _places_apart(maker, row),
        programmes=programmes(unit, events),
        holders=holders,
        children=_children(maker, unit_id),
        successors=maker.successors(unit_id),
        predecessors=maker.predecessors(unit_id),
        documents=_documents(own, places, events),
        sources=_sources(own, places, events, holders),
        neighbours=_neighbours(maker, row),
        nearest=_nearest(maker, row),
        changes=changes_of(maker, unit_id),
    )


def _units_told_here(maker: Maker, row: Row) -> tuple[Row, ...]:
    """The units below that a page tells of in full: a district's communes and their villages."""
    if row["level"] == "province" or not maker.is_recorded(row["unit_id"]):
        return ()
    told = tuple(
        u for u in maker.store.descendants(row["unit_id"]) if maker.is_recorded(u["unit_id"])
    )
    records = sum(len(maker.store.of(t, "unit_id", u["unit_id"])) for u in told for t in RECORDS)
    return told if row["level"] != "district" or records <= _TOLD_BELOW else ()


def _places_apart(maker: Maker, row: Row) -> int:
    """The number of a district's communes of which something is known."""
    if row["level"] != "district" or not maker.is_recorded(row["unit_id"]):
        return 0
    communes = maker.store.children(row["unit_id"])
    return sum(maker.is_recorded(commune["unit_id"]) for commune in communes)


def _decided_above(
    maker: Maker, row: Row, own: tuple[Progress, ...], events: list[Event]
) -> Iterable[Event]:
    """The events of the units above that serve an indicator told of here, until it was given up."""
    indicators = {p.indicator for p in own} | {event.indicator for event in events}
    served = {indicator.indicator_id for indicator in indicators if indicator}
    told = list(events)
    while row["parent_id"]:
        row = maker.store.by_key("units")[row["parent_id"]]
        above = maker.store.of("events", "unit_id", row["unit_id"])
        found = [maker.event(e) for e in above if e["indicator_id"] in served]
        kept = list(until_given_up(sorted(told, key=in_time), found))
        yield from kept
        told += kept


def _children(maker: Maker, unit_id: str) -> tuple[Child, ...]:
    """The units right below; villages only where they are recorded, so not as a list of all."""
    return tuple(
        _child(maker, child["unit_id"])
        for child in maker.store.children(unit_id)
        if child["level"] != "village"
    )


def _child(maker: Maker, unit_id: str) -> Child:
    recorded = maker.is_recorded(unit_id)
    return Child(
        unit=maker.unit(unit_id),
        successors=maker.successors(unit_id),
        predecessors=maker.predecessors(unit_id),
        recorded=recorded,
        lead=lead(progress(maker, unit_id)) if recorded else None,
    )


def _documents(
    own: tuple[Progress, ...], places: tuple[Place, ...], events: list[Event]
) -> tuple[DocumentRef, ...]:
    told = [*own, *(p for place in places for p in place.progress)]
    named = [target.document for p in told for target in p.targets]
    named.extend(event.document for event in events)
    return tuple({d.document_id: d for d in named if d}.values())


def _sources(
    own: tuple[Progress, ...],
    places: tuple[Place, ...],
    events: list[Event],
    holders: tuple[Holder, ...],
) -> tuple[SourceRef, ...]:
    """Every source cited on the page, in the order of its first citation."""
    told = [*own, *(p for place in places for p in place.progress)]
    cited = [figure.evidence for p in told for figure in p.figures]
    cited.extend(target.evidence for p in told for target in p.targets)
    cited.extend(event.evidence for event in events)
    cited.extend(post.evidence for holder in holders for post in holder.posts)
    return tuple({e.source.source_id: e.source for e in cited}.values())


def _neighbours(maker: Maker, row: Row) -> tuple[UnitRef, ...]:
    """Other units below the same parent, of the same level, about which something is known."""
    return tuple(
        maker.unit(sibling["unit_id"])
        for sibling in maker.store.children(row["parent_id"])
        if sibling["unit_id"] != row["unit_id"]
        and sibling["level"] == row["level"]
        and row["level"] != "province"
        and maker.is_recorded(sibling["unit_id"])
    )


def _nearest(maker: Maker, row: Row) -> tuple[Nearby, ...]:
    """For a district about which nothing is known, the nearest about which something is."""
    if row["level"] != "district" or maker.is_recorded(row["unit_id"]):
        return ()
    return tuple(
        Nearby(unit=unit, province=maker.above(unit.unit_id))
        for unit in nearest(maker, row["unit_id"])
    )
