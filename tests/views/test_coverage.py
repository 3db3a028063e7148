"""The coverage map against the registry, and what is nearest on it."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from generator.dataset import load
from generator.settings import PROJECT
from generator.views import coverage
from generator.views.maker import Maker
from generator.views.store import Store
from tests.small_package import OBSERVATION, PACKAGE, SmallPackage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def maker() -> Maker:
    return Maker(Store(load(PROJECT / "datapackage")), "en")


@pytest.mark.parametrize(("era", "provinces"), [("before", 63), ("since", 34)])
def test_every_province_of_the_registry_has_exactly_one_tile(
    maker: Maker, era: coverage.Era, provinces: int
) -> None:
    rows = maker.store.of("units", "level", "province")
    registered = [row["unit_id"] for row in rows if bool(row["valid_to"]) == (era == "before")]
    named = coverage.TILES.read_text("utf-8").partition(f"\n{era} = ")[2].split('"""')[1].split()
    assert Counter(name for name in named if name != ".") == Counter(registered)
    assert len(registered) == provinces
    assert len(set(coverage.tile_places(era).values())) == provinces


def test_the_maps_count_the_districts_of_the_registry(maker: Maker) -> None:
    before, since = coverage.province_rows(maker), coverage.provinces_since(maker)
    assert [sum(p.districts for p in rows) for rows in (before, since)] == [696, 696]
    assert sum(p.recorded for p in before) == sum(p.recorded for p in since) > 0
    assert [len(before), len(since)] == [63, 34]


def test_neighbours_on_the_ground_are_not_far_on_the_map(maker: Maker) -> None:
    by_name = {p.unit.name: p.unit.unit_id for p in coverage.province_rows(maker)}
    places = coverage.tile_places("before")
    for one, other in (
        ("Quảng Ninh", "Bắc Giang"),
        ("Lạng Sơn", "Cao Bằng"),
        ("Nghệ An", "Hà Tĩnh"),
        ("Gia Lai", "Bình Định"),
        ("Cà Mau", "Bạc Liêu"),
    ):
        (x, y), (to_x, to_y) = places[by_name[one]], places[by_name[other]]
        assert max(abs(x - to_x), abs(y - to_y)) == 1, (one, other)


def test_an_empty_district_is_led_to_the_nearest_with_records(tmp_path: Path) -> None:
    package = SmallPackage(tmp_path)
    shutil.copyfile(PACKAGE / "data/units.csv", tmp_path / "data/units.csv")
    known = [
        {**OBSERVATION, "observation_id": unit_id, "unit_id": unit_id}
        for unit_id in ("d-178", "d-196", "d-449")
    ]
    package.rows("observations", *known)
    maker = Maker(Store(load(tmp_path)), "en")
    names = {
        unit_id: [unit.name for unit in coverage.nearest(maker, unit_id)]
        for unit_id in ("d-180", "d-215", "d-964")
    }
    assert names == {
        "d-180": ["Lạng Sơn"],  # in the same province
        "d-215": ["Lạng Sơn", "Uông Bí"],  # in the two that are next to its own
        "d-964": ["Kỳ Anh"],  # from the southern end of the country
    }


def test_a_province_without_a_tile_is_named_beside_the_map(maker: Maker) -> None:
    rows = coverage.province_rows(maker)
    assert coverage.tile_map("before", rows).missing == ()
    assert len(coverage.tile_map("since", rows).missing) == 63
