"""A package of a chosen size from the real registry, for measuring; not data about anything.

    python -m benchmarks.synthetic communes /some/folder
    python -m benchmarks.synthetic rows /some/folder --rows 1000000

It keeps every row of the real package and adds made-up ones, which pass the project's own
check. The same real package, size and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
import shutil
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.rows import (
    Load,
    Row,
    Unit,
    Vocabulary,
    document,
    events,
    observations,
    source,
    source_id,
    targets,
    term,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

REAL = Path(__file__).resolve().parent.parent / "datapackage"
SEED = 2025

_DISTRICT = Load(observations=12, targets=3, events=10)

SIZES: Mapping[str, Mapping[str, Load]] = {
    "real": {},
    "districts": {"district": _DISTRICT},
    "communes": {"district": _DISTRICT, "commune": Load(observations=5, events=4)},
}
"""By name, what is made up about every unit of a level that the reform of 2025 ended."""


@dataclass(frozen=True, slots=True)
class Registry:
    """What a package knows of units that are history: the units, and provinces' names by id."""

    units: Sequence[Unit]
    provinces: Mapping[str, str]

    @property
    def districts(self) -> Sequence[Unit]:
        """The districts alone."""
        return [unit for unit in self.units if unit.level == "district"]


def make(folder: Path, size: Mapping[str, Load], seed: int = SEED, real: Path = REAL) -> None:
    """Write a package of the size to `folder`, in place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(real, folder)
    if not size:
        return
    _rename(folder)
    registry, words = _registry(real), _vocabulary(real)
    _add(folder, "sources", (_source(unit, seed) for unit in registry.districts))
    _add(folder, "terms", map(term, registry.districts))
    _add(folder, "documents", _directives(registry))
    for table, rows in (("observations", observations), ("targets", targets), ("events", events)):
        made = (
            rows(
                unit,
                getattr(size.get(unit.level, Load()), table),
                words,
                _random(seed, unit, table),
            )
            for unit in registry.units
        )
        _add(folder, table, chain.from_iterable(made))


def _random(seed: int, unit: Unit, table: str) -> Random:
    """Chance of its own for each unit and table: none depends on what was made before it."""
    return Random(f"{seed} {unit.unit_id} {table}")  # noqa: S311 - nothing here is secret


def _source(district: Unit, seed: int) -> Row:
    return source(district, hashlib.sha256(f"{seed} {district.unit_id}".encode()).hexdigest())


def _directives(registry: Registry) -> Iterator[Row]:
    """One for each province that has districts, cited from its first district's source."""
    first: dict[str, Unit] = {}
    for district in registry.districts:
        first.setdefault(district.province_id, district)
    for province_id, district in first.items():
        yield document(province_id, registry.provinces[province_id], source_id(district))


def load_of(rows: int, real: Path = REAL) -> Mapping[str, Load]:
    """The size at which so many rows, or a few more, are added to the three largest tables.

    A third in each, since a file of a package has a limit.
    """
    communes = sum(unit.level == "commune" for unit in _registry(real).units)
    each = math.ceil(rows / 3 / communes)
    return {"commune": Load(observations=each, targets=each, events=each)}


def _registry(real: Path) -> Registry:
    """Districts and communes of before the reform, with their provinces' names."""
    rows = {row["unit_id"]: row for row in read(real, "units")}
    kinds = {item["value"]: item for item in _categories(real, "units", "type")}
    units = []
    for row in rows.values():
        if row["level"] in ("district", "commune") and row["valid_to"]:
            district = row if row["level"] == "district" else rows[row["parent_id"]]
            unit = Unit(
                unit_id=row["unit_id"],
                level=row["level"],
                name_vi=f"{kinds[row['type']]['label']} {row['name_vi']}",
                name_en=f"{row['name_vi']} {kinds[row['type']]['label_en']}",
                district_id=district["unit_id"],
                province_id=district["parent_id"],
            )
            units.append(unit)
    provinces = {row["unit_id"]: row["name_vi"] for row in rows.values()}
    return Registry(units, provinces)


def _vocabulary(real: Path) -> Vocabulary:
    indicators = read(real, "indicators")
    return Vocabulary(
        shares=[row for row in indicators if row["kind"] == "share"],
        counts=[row for row in indicators if row["kind"] == "count"],
        stages=_categories(real, "events", "stage"),
    )


def _categories(package: Path, table: str, field: str) -> list[dict[str, str]]:
    schema = json.loads((package / "schemas" / f"{table}.schema.json").read_text("utf-8"))
    found: list[dict[str, str]]
    found = next(spec["categories"] for spec in schema["fields"] if spec["name"] == field)
    return found


def _rename(folder: Path) -> None:
    """Say in the descriptor that this is not the real package."""
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    descriptor["name"] = f"{descriptor['name']}-synthetic"
    descriptor["title"] = f"Dữ liệu giả để đo: {descriptor['title']}"
    descriptor["title_en"] = f"Made-up data for measuring: {descriptor['title_en']}"
    path.write_text(f"{json.dumps(descriptor, ensure_ascii=False, indent=2)}\n", "utf-8")


def read(package: Path, table: str) -> list[Row]:
    """The rows of a table."""
    with (package / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(package: Path, table: str, rows: Iterable[Row]) -> None:
    """Write a table in the package's one form: by primary key, which is the first field."""
    path = package / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    cells = sorted(tuple(row.get(name, "") for name in header) for row in rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *cells])


def _add(package: Path, table: str, rows: Iterable[Row]) -> None:
    write(package, table, chain(read(package, table), rows))


def main() -> None:
    """Make a package as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("size", choices=[*SIZES, "rows"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many, for the size `rows`")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    size = load_of(given.rows) if given.size == "rows" else SIZES[given.size]
    make(given.folder, size, given.seed)


if __name__ == "__main__":
    main()
