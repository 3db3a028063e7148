"""Places beside places by one indicator: figures of one level, apart by time; not of counts.

Nothing is carried from one time to another: a figure of 2017 is never set against one of
2022, and one whose year is not known stands with those of the same doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.dates import certainly_before
from generator.vietnamese import collation_key
from generator.views.charts import trend
from generator.views.course import joined
from generator.views.extent import by_level, of_latest_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from generator.views.charts import Trend
    from generator.views.maker import Maker
    from generator.views.parts import Figure, IndicatorRef, UnitRef
    from generator.views.rows import Row

QUALIFIERS = ("more_than", "exact", "about", "less_than")
"""Of figures of one number, the order in which what they say is greatest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A figure in its period. `within` is the unit above its own, which tells homonyms apart.

    `rank` is None for what cannot be ranked: a forecast, a number that is not exact, a figure
    that a later one of the same unit and period follows, one whose year is not known, one
    that is alone. `earlier` is the unit's last actual
    share that is certainly before it, whenever that was, and `trend` how this one lies to it.
    """

    figure: Figure
    within: UnitRef | None
    rank: int | None
    earlier: Figure | None
    trend: Trend | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The figures of one time: from the year `first` to `last`, None where an end is open.

    Where these are not one, the year of none is known, and none is ranked.
    """

    first: int | None
    last: int | None
    places: tuple[Place, ...]

    @property
    def ranked(self) -> tuple[Place, ...]:
        """Those that have a rank, the highest share first."""
        return tuple(place for place in self.places if place.rank)

    @property
    def highest(self) -> tuple[Place, ...]:
        """All that share the highest rank."""
        return tuple(place for place in self.ranked if place.rank == 1)

    @property
    def lowest(self) -> tuple[Place, ...]:
        """All that share the lowest rank."""
        return tuple(place for place in self.ranked if place.rank == self.ranked[-1].rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Every share of one indicator in units of one level, the latest period first."""

    indicator: IndicatorRef
    level: str
    level_label: str
    periods: tuple[Period, ...]

    @property
    def signs(self) -> tuple[str, ...]:
        """What its legend explains."""
        places = [place for period in self.periods for place in period.places]
        shown = {
            "bar": not all(place.figure.forecast for place in places),
            "bar-forecast": any(place.figure.forecast for place in places),
            "earlier": any(place.earlier for place in places),
        }
        return tuple(sign for sign, is_shown in shown.items() if is_shown)

    @property
    def compared(self) -> Period | None:
        """The latest year in which several places can be compared."""
        return next((period for period in self.periods if period.ranked), None)


def rankings(maker: Maker, indicator_id: str) -> tuple[Ranking, ...]:
    """The rankings by an indicator, the highest level first; none for a level without a share.

    Of a level with too many figures only the latest years are there: see `views.extent`.
    """
    rows = maker.store.of("observations", "indicator_id", indicator_id)
    return tuple(
        ranking
        for level, of_level in by_level(maker, rows).items()
        if (ranking := _ranking(maker, maker.indicator(indicator_id), level, of_level))
    )


def _ranking(
    maker: Maker, indicator: IndicatorRef, level: str, rows: Sequence[Row]
) -> Ranking | None:
    """The ranking of units of one level; None where no figure that is told is a share."""
    told = of_latest_years(rows)
    units = {row["unit_id"] for row in told}
    known = joined(maker.figure(row) for row in rows if row["unit_id"] in units)
    shares = [figure for figure in known if figure.percent is not None]
    ids = {row["observation_id"] for row in told}
    shown = [figure for figure in shares if figure.observation_id in ids]
    if not shown:
        return None
    return Ranking(
        indicator=indicator,
        level=level,
        level_label=maker.store.label("units", "level", level, maker.lang),
        periods=tuple(_periods(maker, shown, shares)),
    )


def _periods(maker: Maker, shown: Iterable[Figure], known: Iterable[Figure]) -> Iterable[Period]:
    """What is shown, by its years; of what is known, earlier figures of the same units."""
    groups: dict[tuple[int | None, int | None], list[Figure]] = {}
    for figure in shown:
        groups.setdefault(years(figure), []).append(figure)
    own: dict[str, list[Figure]] = {}
    for figure in known:
        own.setdefault(figure.unit.unit_id, []).append(figure)
    for first, last in sorted(groups, key=_recency, reverse=True):
        ordered = sorted(groups[first, last], key=_order)
        is_year = first is not None and first == last
        places = _places(maker, ordered, own, _ranks(ordered) if is_year else {})
        yield Period(first=first, last=last, places=tuple(places))


def years(figure: Figure) -> tuple[int | None, int | None]:
    """The first and the last year in which a figure's date may lie."""
    first, last = figure.date.earliest, figure.date.latest
    return first.year if first else None, last.year if last else None


def _recency(years: tuple[int | None, int | None]) -> tuple[int, int]:
    """Sorts years, and of those that end in one year the better known after the vaguer."""
    first, last = years
    return last or date.max.year, first or 0


def _places(
    maker: Maker,
    ordered: Iterable[Figure],
    own: Mapping[str, Sequence[Figure]],
    ranks: Mapping[str, int],
) -> Iterable[Place]:
    """The figures of a period; `own` has those of each unit, of all periods."""
    for figure in ordered:
        earlier = _earlier(figure, own[figure.unit.unit_id])
        yield Place(
            figure=figure,
            within=maker.above(figure.unit.unit_id),
            rank=ranks.get(figure.observation_id),
            earlier=earlier,
            trend=trend(earlier, figure) if earlier else None,
        )


def _order(figure: Figure) -> tuple[object, ...]:
    """Sorts figures: what was before what is foreseen, the greater before the less, by name."""
    return (
        figure.forecast,
        -(figure.percent or 0),
        QUALIFIERS.index(figure.qualifier),
        collation_key(figure.unit.name),
        figure.observation_id,
    )


def _ranks(ordered: Sequence[Figure]) -> Mapping[str, int]:
    """The rank of each figure that has one, by its id: equal shares have one rank."""
    actual = [figure for figure in ordered if not figure.forecast]
    last = {f.unit.unit_id: f.date for f in sorted(actual, key=lambda f: f.date.sort_key)}
    ranks: dict[str, int] = {}
    first: dict[Decimal | None, int] = {}
    for figure in actual:
        if figure.qualifier == "exact" and not certainly_before(
            figure.date, last[figure.unit.unit_id]
        ):
            ranks[figure.observation_id] = first.setdefault(figure.percent, len(ranks) + 1)
    return ranks if len(ranks) > 1 else {}


def _earlier(figure: Figure, own: Iterable[Figure]) -> Figure | None:
    """The last of a unit's figures that an actual one follows for certain."""
    before = [f for f in own if not f.forecast and certainly_before(f.date, figure.date)]
    return before[-1] if before and not figure.forecast else None
