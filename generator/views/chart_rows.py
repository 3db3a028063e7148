"""The rows behind a chart, with the package's own fields; not what is drawn or said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.views.charts import ShareChart, StageChart
from generator.views.parts import Figure
from generator.views.ranking import Ranking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.views.coverage import TileMap
    from generator.views.graphics import Chart
    from generator.views.maker import Maker
    from generator.views.parts import Target

_EVENT = (
    "event_id",
    "unit_id",
    "stage",
    "title_vi",
    "title_en",
    "date",
    "date_part",
    "status",
    "source_id",
    "quote",
)


def chart_rows(maker: Maker, chart: Chart) -> list[dict[str, str]]:
    """The chart's rows, each with the same fields, in the order in which the chart has them."""
    match chart:
        case ShareChart():
            return [_share(maker, mark.record) for mark in chart.marks]
        case StageChart():
            rows = maker.store.by_key("events")
            return [{name: rows[e.event_id][name] for name in _EVENT} for e in chart.events]
        case Ranking():
            return list(_ranking(maker, chart))
        case _:
            return list(_tiles(chart))


def _share(maker: Maker, record: Figure | Target) -> dict[str, str]:
    """A figure or a target. A percent is reported or, where it is not, computed."""
    if isinstance(record, Figure):
        row = maker.store.by_key("observations")[record.observation_id]
        basis = "computed" if record.percent_reported is None else "reported"
    else:
        row = maker.store.by_key("targets")[record.target_id]
        basis = "reported"
    return {
        "record_id": row.get("observation_id") or row["target_id"],
        "unit_id": row["unit_id"],
        "indicator_id": row["indicator_id"],
        "status": row.get("status", "target"),
        "date": row.get("date") or row["deadline"],
        "date_part": row.get("date_part", ""),
        "numerator": row.get("numerator", ""),
        "denominator": row.get("denominator", ""),
        "percent": str(record.percent),
        "percent_basis": basis,
        "qualifier": row.get("qualifier") or row["direction"],
        "source_id": row["source_id"],
        "quote": row["quote"],
    }


def _ranking(maker: Maker, ranking: Ranking) -> Iterator[dict[str, str]]:
    for period in ranking.periods:
        for place in period.places:
            yield {
                "first_year": str(period.first or ""),
                "last_year": str(period.last or ""),
                "rank": str(place.rank or ""),
                **_share(maker, place.figure),
            }


def _tiles(chart: TileMap) -> Iterator[dict[str, str]]:
    for tile in chart.tiles:
        yield {
            "unit_id": tile.province.unit.unit_id,
            "name_vi": tile.province.unit.name,
            "column": str(tile.column),
            "row": str(tile.row),
            "districts": str(tile.province.districts),
            "districts_recorded": str(tile.province.recorded),
        }
