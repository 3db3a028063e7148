"""What the data files of the package `vietnamadminunits` say; not for judging or mending it.

Its lists are those of the statistics office (GSO): the units as on 30 June 2025 and from
1 July 2025. Its converter says what became of each. The package is under the MIT licence;
only its data are read. Its code, which would ask the network, is never imported: that is
why the files are found through the package's metadata and not through `importlib.resources`,
which imports the package that it looks into.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.exceptions import MachineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PACKAGE = "vietnamadminunits"

_BEFORE = """
    SELECT province, provinceCode, provinceKey, district, districtCode, districtKey,
           ward, wardCode, wardKey
    FROM admin_units_legacy
"""
_AFTER = "SELECT province, provinceCode, provinceKey, ward, wardCode, wardKey FROM admin_units"
_COLUMNS_OF_A_PLACE = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in a list: its name with the type before it, its GSO code, its name in ASCII."""

    name: str
    code: str
    key: str


Line: TypeAlias = tuple[Place, ...]
"""A commune below what it lies in, the province first.

Five island districts had no communes: a line before the reform may end at the district.
"""


@dataclass(frozen=True, slots=True)
class Source:
    """The two lists, and the moves from a unit of the first to one of the second.

    Each end of a move is the keys of a line, or of its first place, joined with `_`.
    A unit that was divided is in as many moves as it has successors.
    """

    before: tuple[Line, ...]
    after: tuple[Line, ...]
    moves: tuple[tuple[str, str], ...]


def read() -> Source:
    """Read the installed package.

    Raises:
        MachineError: it is not installed.
    """
    try:
        files = metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError:
        raise MachineError(
            f"the package {PACKAGE} is not installed; `make test` installs it"
        ) from None
    data = Path(str(files.locate_file(PACKAGE))) / "data"
    lists = f"{(data / 'dataset.db').as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(lists, uri=True)) as database:
        before = tuple(_line(row) for row in database.execute(_BEFORE))
        after = tuple(_line(row) for row in database.execute(_AFTER))
    converter = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    return Source(before=before, after=after, moves=tuple(_moves(converter)))


def _line(row: tuple[str | None, ...]) -> Line:
    """The places of a row; one that is not there has no code."""
    cells = [cell or "" for cell in row]
    starts = range(0, len(cells), _COLUMNS_OF_A_PLACE)
    places = (Place(*cells[start : start + _COLUMNS_OF_A_PLACE]) for start in starts)
    return tuple(place for place in places if place.code)


def _moves(converter: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The moves of provinces, of communes that stayed whole, and of those that were divided."""
    for new, olds in converter["DICT_PROVINCE"].items():
        for old in olds:
            yield old, new
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in communes.items():
            for old in olds:
                # a district without communes is written `province_district_`
                yield old.rstrip("_"), f"{province}_{new}"
    for province, communes in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in communes.items():
            for part in parts:
                yield old, f"{province}_{part['newWardKey']}"
