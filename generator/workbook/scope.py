"""Which rows a workbook is given: all, or what belongs to one unit; not what is done with them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from generator.exceptions import NhatTheHoaError
from generator.naming import targets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.dataset import Dataset, Table

UNITS, KEY, PARENT = "units", "unit_id", "parent_id"


class UnknownUnitError(NhatTheHoaError):
    """The package has no such unit."""


def rows_of(dataset: Dataset, unit: str = "") -> dict[str, list[int]]:
    """The numbers of the rows for a workbook, by table.

    With a unit: itself, the units above and below it, the rows that name one of these, and
    the whole of each table that names no units.

    Raises:
        UnknownUnitError: the package has no such unit.
    """
    if not unit:
        return {name: list(range(len(table.frame))) for name, table in dataset.tables.items()}
    units = _family(dataset, unit)
    return {name: _rows(table, units) for name, table in dataset.tables.items()}


def _family(dataset: Dataset, unit: str) -> set[str]:
    """The unit, the units above it and all those below it."""
    parents = _parents(dataset)
    if unit not in parents:
        nearest = get_close_matches(unit, parents, n=1, cutoff=0.5)
        meant = f" (is {nearest[0]} meant?)" if nearest else ""
        raise UnknownUnitError(f"the package has no unit {unit!r}{meant}")
    children: dict[str, list[str]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)
    family: set[str] = set()
    above = unit
    while above in parents and above not in family:
        family.add(above)
        above = parents[above]
    below = list(children.get(unit, ()))
    while below:
        child = below.pop()
        if child not in family:
            family.add(child)
            below.extend(children.get(child, ()))
    return family


def _parents(dataset: Dataset) -> Mapping[str, str]:
    table = dataset.tables.get(UNITS)
    if table is None or not {KEY, PARENT} <= set(table.fields):
        return {}
    columns = (table.frame[field].tolist() for field in (KEY, PARENT))
    return dict(zip(*columns, strict=True))


def _rows(table: Table, units: set[str]) -> list[int]:
    if table.name == UNITS:
        fields = [KEY]
    else:
        fields = [name for name, at in targets(table).items() if at == (UNITS, KEY)]
    if not fields:
        return list(range(len(table.frame)))
    rows: list[int] = table.frame[fields].isin(units).any(axis=1).to_numpy().nonzero()[0].tolist()
    return rows
