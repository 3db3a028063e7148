"""Charts as they stand on a page and by themselves: what they are about, where their files are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.views import urls
from generator.views.charts import ShareChart, StageChart, share_chart, stage_chart
from generator.views.coverage import TileMap, province_rows, provinces_since, tile_map
from generator.views.ranking import Ranking, rankings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.views.maker import Maker
    from generator.views.parts import Event, Figure, IndicatorRef, Target, UnitRef

Chart: TypeAlias = ShareChart | StageChart | Ranking | TileMap

WITH_FILES = ("province", "district")
"""Levels whose charts have files of their own; a nation has ten thousand communes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphic:
    """A chart. `kind` is that of the template in partials/charts/ which draws it.

    `stem` is what its files are named by, '' where it has none; `page` is where it stands,
    and `anchor` its id there. `unit` and `indicator` are None where it is of several.
    """

    kind: Literal["shares", "stages", "ranking", "tiles"]
    stem: str
    page: str
    anchor: str
    unit: UnitRef | None
    indicator: IndicatorRef | None
    chart: Chart


def share_graphic(
    unit: UnitRef, indicator: IndicatorRef, figures: Iterable[Figure], targets: Iterable[Target]
) -> Graphic | None:
    """An indicator's course in a unit, where there is one to show."""
    chart = share_chart(figures, targets)
    if chart is None:
        return None
    return _of_unit("shares", unit, indicator, f"chart-{indicator.indicator_id}", chart)


def stage_graphic(
    unit: UnitRef, indicator: IndicatorRef | None, events: Iterable[Event]
) -> Graphic | None:
    """The stages of what serves an indicator in a unit, where their order is known."""
    chart = stage_chart(tuple(events))
    if chart is None:
        return None
    anchor = f"stages-{indicator.indicator_id if indicator else 'other'}"
    return _of_unit("stages", unit, indicator, anchor, chart)


def _of_unit(
    kind: Literal["shares", "stages"],
    unit: UnitRef,
    indicator: IndicatorRef | None,
    anchor: str,
    chart: Chart,
) -> Graphic:
    return Graphic(
        kind=kind,
        stem=f"{unit.unit_id}-{anchor}" if unit.level in WITH_FILES else "",
        page=unit.url,
        anchor=anchor,
        unit=unit,
        indicator=indicator,
        chart=chart,
    )


def ranking_graphics(maker: Maker, indicator_id: str) -> tuple[Graphic, ...]:
    """The rankings by an indicator, one for each level."""
    return tuple(
        Graphic(
            kind="ranking",
            stem=f"{indicator_id}-{ranking.level}" if ranking.level in WITH_FILES else "",
            page=urls.indicator(indicator_id),
            anchor=f"ranking-{ranking.level}",
            unit=None,
            indicator=ranking.indicator,
            chart=ranking,
        )
        for ranking in rankings(maker, indicator_id)
    )


def tile_graphics(maker: Maker) -> tuple[Graphic, ...]:
    """The map of the provinces of before July 2025, and that of those since."""
    maps = tile_map("before", province_rows(maker)), tile_map("since", provinces_since(maker))
    return tuple(
        Graphic(
            kind="tiles",
            stem=f"coverage-{chart.era}",
            page=urls.COVERAGE,
            anchor=f"map-{chart.era}",
            unit=None,
            indicator=None,
            chart=chart,
        )
        for chart in maps
        if chart.tiles
    )
