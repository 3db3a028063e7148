"""Districts side by side: one chart a district and indicator, all of an indicator to one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views.axis import axis_of
from generator.views.charts import share_chart
from generator.views.extent import by_level
from generator.views.progress import progress
from generator.views.ranking import years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.views.axis import Axis
    from generator.views.charts import ShareChart
    from generator.views.maker import Maker
    from generator.views.parts import DocumentRef, IndicatorRef, UnitRef
    from generator.views.progress import Progress
    from generator.views.rows import Row

MOST = 6
"""Districts side by side: more do not fit a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One indicator in one district. `chart` is None where there is no share to draw.

    `years` are the first and the last in which its latest figure may be, None without one.
    """

    progress: Progress
    chart: ShareChart | None
    years: tuple[int | None, int | None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A district with all that can be set beside others."""

    unit: UnitRef
    province: UnitRef
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Districts that something unites: their province, an indicator, a document."""

    by: UnitRef | IndicatorRef | DocumentRef
    units: tuple[UnitRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """What can be compared: the districts by province; those of one indicator or document.

    `order` has every indicator, the headlines first.
    """

    provinces: tuple[Group, ...]
    order: tuple[IndicatorRef, ...]
    indicators: tuple[Group, ...]
    documents: tuple[Group, ...]
    most: int = MOST


class Comparison:
    """What can be set side by side, from the rows that a maker has."""

    def __init__(self, maker: Maker) -> None:
        """Look nothing up yet."""
        self._maker = maker
        self._store = maker.store
        self._axis = maker.store.reads.remembered(f"axis {maker.lang}", self._axis_of)

    def provinces(self) -> tuple[Group, ...]:
        """The districts of which there is a figure or a target, by province."""
        known = self._maker.recorded_districts()
        told = {
            p: tuple(u for u in units if self._is_told(u.unit_id)) for p, units in known.items()
        }
        return tuple(
            Group(by=self._maker.unit(p), units=units) for p, units in told.items() if units
        )

    def of(self, unit_id: str) -> Compared:
        """One of these districts."""
        row = self._store.by_key("units")[unit_id]
        return Compared(
            unit=self._maker.unit(unit_id),
            province=self._maker.unit(row["parent_id"]),
            panels=tuple(map(self._panel, progress(self._maker, unit_id))),
        )

    def page(self) -> ComparePage:
        """The page on which they are chosen."""
        maker, by_key = self._maker, self._store.by_key
        order = sorted(map(maker.indicator, by_key("indicators")), key=lambda i: not i.headline)
        indicators = (
            Group(by=i, units=self._districts("indicator_id", i.indicator_id)) for i in order
        )
        documents = (
            Group(by=maker.document_ref(d), units=self._districts("document_id", d))
            for d in by_key("documents")
        )
        return ComparePage(
            provinces=self.provinces(),
            order=tuple(order),
            indicators=tuple(group for group in indicators if len(group.units) > 1),
            documents=tuple(group for group in documents if len(group.units) > 1),
        )

    def _is_told(self, unit_id: str) -> bool:
        of = self._store.of
        return bool(of("observations", "unit_id", unit_id) or of("targets", "unit_id", unit_id))

    def _districts(self, field: str, value: str) -> tuple[UnitRef, ...]:
        """The districts whose figures or targets name an indicator or a document."""
        tables = self._store.dataset.tables
        rows = [
            row
            for table in ("observations", "targets")
            if field in tables[table].fields
            for row in self._of_districts(table, field, value)
        ]
        return tuple(map(self._maker.unit, dict.fromkeys(row["unit_id"] for row in rows)))

    def _panel(self, told: Progress) -> Panel:
        axis = self._axis(told.indicator.indicator_id)
        latest = told.latest
        return Panel(
            progress=told,
            chart=share_chart(told.figures, told.targets, axis) if axis else None,
            years=years(latest) if latest else None,
        )

    def _axis_of(self, indicator_id: str) -> Axis | None:
        """The time of every share and aim of an indicator in a district; None without any."""
        rows = {
            table: self._of_districts(table, "indicator_id", indicator_id)
            for table in ("observations", "targets")
        }
        figures = map(self._maker.figure, rows["observations"])
        targets = map(self._maker.target, rows["targets"])
        dates = [
            *(figure.date for figure in figures if figure.percent is not None),
            *(target.deadline for target in targets if target.deadline),
        ]
        return axis_of(dates) if dates else None

    def _of_districts(self, table: str, field: str, value: str) -> Sequence[Row]:
        """The rows that name an indicator or a document, and of these those of districts."""
        return by_level(self._maker, self._store.of(table, field, value)).get("district", ())
