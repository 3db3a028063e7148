"""How much a page tells where a nation has too much for one: the higher levels, the latest years.

What is left out stands on the pages of its places, and in the data; a page says how much it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.views.rows import edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.views.maker import Maker
    from generator.views.rows import Row

FIGURES = 800
"""Figures of one level that a page shows at most: each district of the country has room once."""

EVENTS = 500
"""Events or targets that a page shows at most: some 450 KB, of which 40 KB go over the wire."""


def by_level(maker: Maker, rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Records by the level of their units, the highest first."""
    units = maker.store.by_key("units")
    levels = maker.store.dataset.tables["units"].fields["level"].categories
    found: dict[str, list[Row]] = {level: [] for level in levels}
    for row in rows:
        found[units[row["unit_id"]]["level"]].append(row)
    return {level: rows for level, rows in found.items() if rows}


def of_higher_levels(maker: Maker, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Records, level by level from the highest, as long as they are not more than `EVENTS`.

    The highest level that has any is told whole.
    """
    told: list[Row] = []
    for of_level in by_level(maker, rows).values():
        if told and len(told) + len(of_level) > EVENTS:
            break
        told.extend(of_level)
    return tuple(told)


def of_latest_years(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Figures of one level: all, or those of the latest years that are not more than `FIGURES`."""
    if len(rows) <= FIGURES:
        return tuple(rows)
    years: dict[int, list[Row]] = {}
    for row in rows:
        years.setdefault(_year(row), []).append(row)
    told: list[Row] = []
    for year in sorted(years, reverse=True):
        if len(told) + len(years[year]) > FIGURES:
            break
        told.extend(years[year])
    return tuple(told)


def _year(row: Row) -> int:
    """The last year in which the date of a record may lie."""
    return edtf(row["date"], row["date_part"]).sort_key[1].year
