"""Of how many districts figures are known; not what they say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Coverage:
    """The districts that a package has, and those with a figure of them or of what lies in them."""

    districts: int
    with_figures: frozenset[str]


def coverage(dataset: Dataset) -> Coverage:
    """What a package covers; it may have faults."""
    rows = unit_rows(dataset)
    table = dataset.tables.get("observations")
    has_units = table is not None and "unit_id" in table.fields
    units = table.frame["unit_id"].unique().tolist() if table and has_units else []
    found = districts_of(units, rows)
    count = sum(level == "district" for _, level in rows.values())
    return Coverage(count, frozenset(filter(None, found.values())))


@lru_cache(maxsize=4)  # asked for again and again of the two sides of a difference
def unit_rows(dataset: Dataset) -> Mapping[str, tuple[str, str]]:
    """The parent and the level of each unit."""
    table = dataset.tables.get("units")
    names = ("unit_id", "parent_id", "level")
    if table is None or not set(names) <= set(table.fields):
        return {}
    ids, parents, levels = (table.frame[name].tolist() for name in names)
    return dict(zip(ids, zip(parents, levels, strict=True), strict=True))


def districts_of(units: Iterable[str], rows: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """For each unit the district that it is or lies in; '' for one that lies in none."""
    return {unit: _district(unit, rows) for unit in units}


def _district(unit: str, rows: Mapping[str, tuple[str, str]]) -> str:
    seen: set[str] = set()
    while unit in rows and unit not in seen:
        seen.add(unit)
        parent, level = rows[unit]
        if level == "district":
            return unit
        unit = parent
    return ""
