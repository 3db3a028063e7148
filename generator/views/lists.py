"""What the pages about everything know: home, districts, timeline, coverage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views.comparison import MOST
from generator.views.coverage import ProvinceRow, province_rows, provinces_since
from generator.views.graphics import tile_graphics
from generator.views.unit import Progress, lead, progress

if TYPE_CHECKING:
    from generator.views.graphics import Graphic
    from generator.views.maker import Maker
    from generator.views.parts import Event, Figure, UnitRef
    from generator.views.versions import ReleaseNote

_LATEST = 3
"""Releases of which the home page tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictRow:
    """A district in a list. `sources` counts those that say something of it or below it.

    `comparable`: there is something of its own to set beside other districts.
    """

    unit: UnitRef
    province: UnitRef
    lead: Figure | None
    recorded: bool
    comparable: bool
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictsPage:
    """Every district, by province and name; `most` can be compared at once."""

    rows: tuple[DistrictRow, ...]
    most: int = MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineYear:
    """The events that began in one year."""

    year: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """Everything in time."""

    years: tuple[TimelineYear, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What the package holds, in numbers of rows, and of districts out of all."""

    districts: int
    districts_recorded: int
    provinces: int
    provinces_recorded: int
    figures: int
    targets: int
    events: int
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """What is known and what is not: the provinces of before July 2025, and those since."""

    totals: Totals
    before: tuple[ProvinceRow, ...]
    since: tuple[ProvinceRow, ...]
    maps: tuple[Graphic, ...]

    @property
    def graphics(self) -> tuple[Graphic, ...]:
        """The charts of the page."""
        return self.maps


@dataclass(frozen=True, slots=True, kw_only=True)
class FeaturedUnit:
    """A district on the home page, with its headline indicators."""

    unit: UnitRef
    province: UnitRef
    headlines: tuple[Progress, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """The state of things in figures, and where to go on."""

    totals: Totals
    featured: tuple[FeaturedUnit, ...]
    provinces: tuple[ProvinceRow, ...]
    version: str
    latest_changes: tuple[ReleaseNote, ...]


def districts_page(maker: Maker) -> DistrictsPage:
    """Every district, by province and name as a Vietnamese dictionary has them."""
    return DistrictsPage(rows=tuple(_district_rows(maker)))


def _district_rows(maker: Maker) -> list[DistrictRow]:
    return [
        _district_row(maker, maker.unit(district["unit_id"]), maker.unit(province["unit_id"]))
        for province in maker.store.children("vn")
        for district in maker.store.children(province["unit_id"])
        if district["level"] == "district"
    ]


def _district_row(maker: Maker, unit: UnitRef, province: UnitRef) -> DistrictRow:
    told = progress(maker, unit.unit_id)
    return DistrictRow(
        unit=unit,
        province=province,
        lead=lead(told),
        recorded=maker.is_recorded(unit.unit_id),
        comparable=bool(told),
        sources=len(_sources_below(maker, unit.unit_id)),
    )


def _sources_below(maker: Maker, unit_id: str) -> set[str]:
    if not maker.is_recorded(unit_id):
        return set()
    return maker.cited_in(unit_id).union(
        *(_sources_below(maker, c["unit_id"]) for c in maker.store.children(unit_id))
    )


def timeline_page(maker: Maker) -> TimelinePage:
    """All events by the year in which they may first have happened."""
    events = [maker.event(row) for row in maker.store.rows("events")]
    events.sort(key=lambda event: (event.date.sort_key, event.event_id))
    years: dict[int, list[Event]] = {}
    for event in events:
        years.setdefault(event.date.sort_key[0].year, []).append(event)
    return TimelinePage(
        years=tuple(TimelineYear(year=y, events=tuple(group)) for y, group in years.items())
    )


def coverage_page(maker: Maker) -> CoveragePage:
    """What is known of each province, as it was and as it is."""
    return CoveragePage(
        totals=totals(maker),
        before=province_rows(maker),
        since=provinces_since(maker),
        maps=tile_graphics(maker),
    )


def home_page(maker: Maker) -> HomePage:
    """The home page: totals, the districts about which something is known, all provinces."""
    rows = [row for row in _district_rows(maker) if row.recorded]
    return HomePage(
        totals=totals(maker),
        featured=tuple(_featured(maker, row) for row in rows),
        provinces=province_rows(maker),
        version=str(maker.store.dataset.descriptor["version"]),
        latest_changes=maker.notes()[:_LATEST],
    )


def _featured(maker: Maker, row: DistrictRow) -> FeaturedUnit:
    told = progress(maker, row.unit.unit_id)
    return FeaturedUnit(
        unit=row.unit,
        province=row.province,
        headlines=tuple(p for p in told if p.indicator.headline),
    )


def totals(maker: Maker) -> Totals:
    """What the package holds, counted."""
    provinces = province_rows(maker)
    count = {t: len(maker.store.rows(t)) for t in ("observations", "targets", "events", "sources")}
    return Totals(
        districts=sum(row.districts for row in provinces),
        districts_recorded=sum(row.recorded for row in provinces),
        provinces=len(provinces),
        provinces_recorded=sum(bool(row.recorded or row.own_figures) for row in provinces),
        figures=count["observations"],
        targets=count["targets"],
        events=count["events"],
        sources=count["sources"],
    )
