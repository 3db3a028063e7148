"""What is known and what is not, province by province, as a list and as a map of tiles."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.views.maker import Maker
    from generator.views.parts import UnitRef
    from generator.views.rows import Row

TILES = Path(__file__).with_name("tiles.toml")

Era = Literal["before", "since"]
"""The provinces of before the reform of 2025, or those since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceRow:
    """A province in a list: its districts in all, and those about which something is known.

    A province of today has no districts: those counted were in the provinces it was made of.
    `known` where something is known of it itself, of those, or of anything in them.
    """

    unit: UnitRef
    districts: int
    recorded: int
    own_figures: int
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A province on the map, in a column from the left and a row from the top, both from 0."""

    province: ProvinceRow
    column: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMap:
    """The provinces of one era, by name, and the tiles of those that have one."""

    era: Era
    columns: int
    rows: int
    provinces: tuple[ProvinceRow, ...]
    tiles: tuple[Tile, ...]

    signs = ("tile-known", "tile")
    """What its legend explains."""

    @property
    def known(self) -> tuple[ProvinceRow, ...]:
        """Those with districts about which something is known, the one with most first."""
        rows = (row for row in self.provinces if row.recorded)
        return tuple(sorted(rows, key=lambda row: -row.recorded))

    @property
    def missing(self) -> tuple[UnitRef, ...]:
        """Those without a tile."""
        placed = {tile.province.unit.unit_id for tile in self.tiles}
        return tuple(p.unit for p in self.provinces if p.unit.unit_id not in placed)


def province_rows(maker: Maker) -> tuple[ProvinceRow, ...]:
    """The provinces that had districts: those of before July 2025."""
    return tuple(
        _row(maker, province, [province["unit_id"]])
        for province in maker.store.children("vn")
        if _has_districts(maker, province["unit_id"])
    )


def provinces_since(maker: Maker) -> tuple[ProvinceRow, ...]:
    """The provinces of today."""
    return tuple(
        _row(maker, province, _made_of(maker, province["unit_id"]))
        for province in maker.store.children("vn")
        if not province["valid_to"]
    )


def _has_districts(maker: Maker, unit_id: str) -> bool:
    below = maker.store.of("units", "parent_id", unit_id)
    return bool(below) and below[0]["level"] == "district"


def _made_of(maker: Maker, unit_id: str) -> list[str]:
    rows = maker.store.of("unit_successions", "to_unit_id", unit_id)
    return [row["from_unit_id"] for row in rows]


def _row(maker: Maker, province: Row, had: Sequence[str]) -> ProvinceRow:
    """A province, with the districts of those that are named in `had`."""
    districts = [d for unit_id in had for d in maker.store.of("units", "parent_id", unit_id)]
    return ProvinceRow(
        unit=maker.unit(province["unit_id"]),
        districts=len(districts),
        recorded=sum(maker.is_recorded(district["unit_id"]) for district in districts),
        own_figures=len(maker.store.of("observations", "unit_id", province["unit_id"])),
        known=any(map(maker.is_recorded, (province["unit_id"], *had))),
    )


def tile_map(era: Era, provinces: Sequence[ProvinceRow]) -> TileMap:
    """The map of the provinces of an era; a tile whose province is not among them stays empty."""
    places = tile_places(era)
    tiles = [
        Tile(province=province, column=place[0], row=place[1])
        for province in provinces
        if (place := places.get(province.unit.unit_id))
    ]
    grid = _grid(era)
    return TileMap(
        era=era,
        columns=max(map(len, grid)),
        rows=len(grid),
        provinces=tuple(provinces),
        tiles=tuple(sorted(tiles, key=lambda tile: (tile.row, tile.column))),
    )


@cache
def tile_places(era: Era) -> Mapping[str, tuple[int, int]]:
    """The column and the row of each province's tile, both from 0."""
    return {
        unit_id: (column, row)
        for row, line in enumerate(_grid(era))
        for column, unit_id in enumerate(line)
        if unit_id != "."
    }


def _grid(era: Era) -> list[list[str]]:
    text = tomllib.loads(TILES.read_text("utf-8"))[era]
    return [line.split() for line in text.strip().split("\n")]


def nearest(maker: Maker, unit_id: str) -> tuple[UnitRef, ...]:
    """The districts with records that are nearest to one without: by tile of their province.

    Those of its own province, else those of the provinces whose tiles lie nearest to its own;
    () where it has no tile, or nothing is known of any district.
    """
    province = maker.store.by_key("units")[unit_id]["parent_id"]
    known = maker.recorded_districts()
    places = tile_places("before")
    if province not in places:
        return known.get(province, ())
    away = {other: _apart(places[province], places[other]) for other in known if other in places}
    least = min(away.values(), default=0)
    return tuple(d for other, apart in away.items() if apart == least for d in known[other])


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """The square of the distance of two tiles."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
