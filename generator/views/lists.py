"""What the pages about everything know: home, districts, timeline, coverage."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.views.changed import release_notes
from generator.views.comparison import MOST
from generator.views.coverage import ProvinceRow, province_rows, provinces_since
from generator.views.extent import of_higher_levels
from generator.views.graphics import tile_graphics
from generator.views.maker import importance
from generator.views.progress import Progress, events_in_time, lead, progress

if TYPE_CHECKING:
    from generator.views.graphics import Graphic
    from generator.views.maker import Maker
    from generator.views.parts import Event, Figure, UnitRef
    from generator.views.versions import ReleaseNote

_LATEST = 3
"""Releases of which the home page tells."""

_FEATURED = 4
"""Districts whose figures the home page shows in full; of the others it has a list."""


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
    """Every district, by province and name; `most` can be compared at once.

    `order` has the indicators of the figures that lead, the most important first.
    """

    rows: tuple[DistrictRow, ...]
    order: tuple[str, ...]
    most: int = MOST

    def sort(self, figure: Figure) -> str:
        """A number that keeps figures of one indicator together, and sorts these by percent.

        The most important indicator is the highest; what has no percent is below what has one.
        """
        percent = Decimal(-1) if figure.percent is None else figure.percent
        return str(-1000 * self.order.index(figure.indicator.indicator_id) + percent)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineYear:
    """The events that began in one year."""

    year: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """Events in time: `shown` of `all`, those of places that are too many being left to these."""

    years: tuple[TimelineYear, ...]
    shown: int
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What the package holds, in numbers of rows, and of districts out of all."""

    districts: int
    districts_recorded: int
    districts_with_figures: int
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
    """A district on the home page, with its headline indicators.

    Of a province's own figures, `province` is None.
    """

    unit: UnitRef
    province: UnitRef | None
    headlines: tuple[Progress, ...]

    @property
    def lead(self) -> Figure | None:
        """The one figure that stands for it."""
        return lead(self.headlines)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """The state of things in figures, and where to go on.

    `featured` are the districts of which most can be told, `others` those with a headline
    figure too, `rest` those of which something else is known, or only of a unit in them;
    `of_provinces` the provinces with headline figures of their own.
    """

    totals: Totals
    featured: tuple[FeaturedUnit, ...]
    others: tuple[FeaturedUnit, ...]
    rest: tuple[FeaturedUnit, ...]
    of_provinces: tuple[FeaturedUnit, ...]
    provinces: tuple[ProvinceRow, ...]
    version: str
    latest_changes: tuple[ReleaseNote, ...]


def districts_page(maker: Maker) -> DistrictsPage:
    """Every district, by province and name as a Vietnamese dictionary has them."""
    rows = [
        _district_row(maker, maker.unit(district["unit_id"]), maker.unit(province["unit_id"]))
        for province in maker.store.children("vn")
        for district in maker.store.children(province["unit_id"])
        if district["level"] == "district"
    ]
    told = {row.lead.indicator.indicator_id for row in rows if row.lead}
    indicators = maker.store.by_key("indicators")
    order = sorted(told, key=lambda indicator: (importance(indicators[indicator]), indicator))
    return DistrictsPage(rows=tuple(rows), order=tuple(order))


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
    """Events by the year in which, or else by which, they may first have happened."""
    rows = maker.store.rows("events")
    events = events_in_time(maker, of_higher_levels(maker, rows))
    years: dict[int, list[Event]] = {}
    for event in events:
        years.setdefault(event.date.told_at[0].year, []).append(event)
    return TimelinePage(
        years=tuple(TimelineYear(year=y, events=tuple(group)) for y, group in years.items()),
        shown=len(events),
        all=len(rows),
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
    known = [
        FeaturedUnit(
            unit=unit, province=maker.unit(province_id), headlines=_headlines(maker, unit.unit_id)
        )
        for province_id, districts in maker.recorded_districts().items()
        for unit in districts
    ]
    told = [unit for unit in known if unit.lead]
    featured = sorted(told, key=_telling, reverse=True)[:_FEATURED]
    of_provinces = (
        FeaturedUnit(unit=unit, province=None, headlines=_headlines(maker, unit.unit_id))
        for unit in (maker.unit(row["unit_id"]) for row in maker.store.children("vn"))
    )
    return HomePage(
        totals=totals(maker),
        featured=tuple(unit for unit in told if unit in featured),
        others=tuple(unit for unit in told if unit not in featured),
        rest=tuple(unit for unit in known if not unit.lead),
        of_provinces=tuple(unit for unit in of_provinces if unit.lead),
        provinces=province_rows(maker),
        version=str(maker.store.dataset.descriptor["version"]),
        latest_changes=release_notes(maker)[:_LATEST],
    )


def _headlines(maker: Maker, unit_id: str) -> tuple[Progress, ...]:
    return tuple(p for p in progress(maker, unit_id) if p.indicator.headline)


def _telling(unit: FeaturedUnit) -> tuple[object, ...]:
    """Sorts districts by how much their figures tell: a course, a whole, a target; how many."""
    told = unit.headlines
    return (
        any(p.trend for p in told),
        any(p.latest and p.latest.denominator for p in told),
        any(p.targets and p.latest for p in told),
        sum(len(p.figures) + len(p.targets) for p in told),
        unit.unit.unit_id,
    )


def _districts_with_figures(maker: Maker) -> set[str]:
    """The districts of which, or of something in which, there is a figure."""
    units = maker.store.by_key("units")
    found = set()
    for unit_id in maker.store.by("observations", "unit_id"):
        above = (row["unit_id"] for row in maker.store.ancestors(unit_id))
        found |= {u for u in (unit_id, *above) if units[u]["level"] == "district"}
    return found


def totals(maker: Maker) -> Totals:
    """What the package holds, counted."""
    provinces = province_rows(maker)
    count = {t: len(maker.store.rows(t)) for t in ("observations", "targets", "events", "sources")}
    return Totals(
        districts=sum(row.districts for row in provinces),
        districts_recorded=sum(row.recorded for row in provinces),
        districts_with_figures=len(_districts_with_figures(maker)),
        provinces=len(provinces),
        provinces_recorded=sum(row.known for row in provinces),
        figures=count["observations"],
        targets=count["targets"],
        events=count["events"],
        sources=count["sources"],
    )
