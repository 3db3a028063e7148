"""The registry made from its source, and written into a package; not for reading the source."""

from __future__ import annotations

from dataclasses import asdict
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, TypeAlias

from generator.canonical import replace_files, table_bytes
from generator.dataset import load
from generator.exceptions import MachineError
from generator.registry import source
from generator.registry.model import Registry
from generator.registry.namesakes import without_mistaken
from generator.registry.successions import successions_of
from generator.registry.units import AFTER, BEFORE, COUNTRY, units_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from generator.dataset import Dataset, Table

Row: TypeAlias = dict[str, str]

_ends = itemgetter("from_unit_id", "to_unit_id")


def make_registry() -> Registry:
    """The registry that the installed source gives.

    Raises:
        MachineError: the source is not installed, or names a type of unit not known here.
    """
    said = source.read()
    before, after = units_of(said.before, BEFORE), units_of(said.after, AFTER)
    successions = successions_of(without_mistaken(said.moves), before, after)
    units = [COUNTRY, *before.values(), *after.values()]
    return Registry(
        units=tuple(sorted(units, key=attrgetter("unit_id"))),
        successions=tuple(sorted(successions, key=attrgetter("from_unit_id", "to_unit_id"))),
    )


def merge_into(package: Path) -> Registry:
    """Write the registry into the tables `units` and `unit_successions` of a package.

    Kept are the villages, the successions from or to them, and the documents that are
    entered for successions. Everything else in the two tables is made anew. Returns what
    was made.

    Raises:
        MachineError: as `make_registry`; or a table cannot be read or written.
    """
    registry = make_registry()
    dataset = load(package)
    units, successions = _table(dataset, "units"), _table(dataset, "unit_successions")
    villages = [row for row in _rows(units) if row["level"] == "village"]
    merged = _merged_successions(registry, _rows(successions), villages)
    files = [
        (units.path, _csv(units, [*villages, *map(asdict, registry.units)])),
        (successions.path, _csv(successions, merged)),
    ]
    replace_files({package / path: data for path, data in files})
    return registry


def _merged_successions(
    registry: Registry, entered: Sequence[Row], villages: Sequence[Row]
) -> list[Row]:
    """The registry's successions with the documents entered for them, and the villages' own."""
    ids = {row["unit_id"] for row in villages}
    documents = {_ends(row): row["document_id"] for row in entered}
    kept = [row for row in entered if not ids.isdisjoint(_ends(row))]
    made = map(asdict, registry.successions)
    return kept + [row | {"document_id": documents.get(_ends(row), "")} for row in made]


def _table(dataset: Dataset, name: str) -> Table:
    if name not in dataset.tables:
        raise MachineError(f"the table {name} cannot be read; `nhatthehoa check` says why")
    return dataset.tables[name]


def _rows(table: Table) -> list[Row]:
    names = list(table.fields)
    return [
        dict(zip(names, row, strict=True)) for row in table.frame.itertuples(index=False, name=None)
    ]


def _csv(table: Table, rows: Iterable[Row]) -> bytes:
    """The rows as the package has them; a column that the registry lacks is empty."""
    names = list(table.fields)
    return table_bytes(names, table.primary_key, ([row.get(n, "") for n in names] for row in rows))
