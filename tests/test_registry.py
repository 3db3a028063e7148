"""The national registry: the committed tables are what the source gives, and hold together."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from generator.exceptions import MachineError
from generator.registry import Registry, Succession, Unit, make_registry, merge_into, source
from generator.registry.namesakes import without_mistaken
from generator.registry.units import split_name

if TYPE_CHECKING:
    from collections.abc import Callable

Row: TypeAlias = dict[str, str]

PACKAGE = Path(__file__).resolve().parent.parent / "datapackage"
UNITS = "data/units.csv"
SUCCESSIONS = "data/unit_successions.csv"


def is_installed() -> bool:
    try:
        metadata.distribution(source.PACKAGE)
    except metadata.PackageNotFoundError:
        return False
    return True


needs_the_source = pytest.mark.skipif(
    not is_installed(), reason=f"the package {source.PACKAGE} is not installed"
)


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rewrite(path: Path, change: Callable[[list[Row]], list[Row]]) -> None:
    """Put other rows into a table."""
    committed = rows(path)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(committed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(committed))


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The committed registry: no source is needed for reading it."""
    villages = {row["unit_id"] for row in rows(PACKAGE / UNITS) if row["level"] == "village"}
    return Registry(
        units=tuple(Unit(**row) for row in rows(PACKAGE / UNITS) if row["unit_id"] not in villages),
        successions=tuple(
            Succession(**row)
            for row in rows(PACKAGE / SUCCESSIONS)
            if villages.isdisjoint((row["from_unit_id"], row["to_unit_id"]))
        ),
    )


@pytest.fixture(scope="module")
def units(registry: Registry) -> dict[str, Unit]:
    return {unit.unit_id: unit for unit in registry.units}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of one's own, with the committed tables."""
    return Path(shutil.copytree(PACKAGE, tmp_path / "package"))


@needs_the_source
def test_the_committed_registry_is_row_for_row_what_the_source_gives(registry: Registry) -> None:
    made = make_registry()
    without_documents = {
        Succession(
            from_unit_id=row.from_unit_id,
            to_unit_id=row.to_unit_id,
            date=row.date,
            relation=row.relation,
        )
        for row in registry.successions
    }
    assert set(registry.units) ^ set(made.units) == set()
    assert without_documents ^ set(made.successions) == set()
    assert len(registry.units) == len(made.units)
    assert len(registry.successions) == len(made.successions)


@needs_the_source
def test_making_the_registry_again_changes_no_byte_of_the_committed_tables(package: Path) -> None:
    merge_into(package)
    for path in (UNITS, SUCCESSIONS):
        again, committed = (package / path).read_bytes(), (PACKAGE / path).read_bytes()
        assert again == committed, f"{path} is not what the command makes"


@needs_the_source
def test_villages_their_successions_and_entered_documents_outlive_a_new_registry(
    package: Path,
) -> None:
    first = {**rows(package / SUCCESSIONS)[0], "document_id": "1-2025"}
    village = {
        **dict.fromkeys(rows(package / UNITS)[0], ""),
        "unit_id": "v-c05983-khoi-mot",
        "parent_id": "c-05983",
        "level": "village",
        "type": "khoi",
        "name_vi": "Khối Một, «thử»",
    }
    merger = {**first, "from_unit_id": village["unit_id"], "to_unit_id": "c-05983-2025"}
    rewrite(package / UNITS, lambda committed: [village, *committed])
    rewrite(package / SUCCESSIONS, lambda committed: [merger, first, *committed[1:]])
    merge_into(package)
    assert village in rows(package / UNITS)
    assert {tuple(row.values()) for row in (merger, first)} <= {
        tuple(row.values()) for row in rows(package / SUCCESSIONS)
    }


@needs_the_source
def test_a_row_that_the_source_does_not_give_is_removed_and_a_lost_one_restored(
    package: Path,
) -> None:
    rewrite(package / UNITS, lambda committed: [{**committed[0], "unit_id": "c-99999"}])
    rewrite(package / SUCCESSIONS, lambda _: [])
    merge_into(package)
    ids = [row["unit_id"] for row in rows(package / UNITS)]
    assert "c-99999" not in ids
    assert ids.count("c-05983") == 1
    assert len(rows(package / SUCCESSIONS)) == 10_634


@needs_the_source
def test_a_table_that_cannot_be_read_is_left_as_it_is(package: Path) -> None:
    broken = b"unit_id,level\nvn,country\n"
    (package / UNITS).write_bytes(broken)
    with pytest.raises(MachineError, match="the table units cannot be read"):
        merge_into(package)
    assert (package / UNITS).read_bytes() == broken


def test_a_machine_without_the_source_is_told_which_package_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(source, "PACKAGE", "no-such-package")
    with pytest.raises(MachineError, match="the package no-such-package is not installed"):
        make_registry()


def test_the_registry_has_as_many_units_of_each_level_as_the_law_counts(registry: Registry) -> None:
    assert Counter((unit.level, unit.valid_from) for unit in registry.units) == {
        ("country", ""): 1,
        ("province", ""): 63,
        ("district", ""): 696,
        ("commune", ""): 10_035,
        ("province", "2025-07-01"): 34,
        ("commune", "2025-07-01"): 3_321,
    }


def test_the_registry_has_so_many_units_of_each_type(registry: Registry) -> None:
    today = Counter(unit.type for unit in registry.units if unit.valid_from)
    before = Counter(unit.type for unit in registry.units if unit.valid_to)
    assert today == {
        "tinh": 28,
        "thanh_pho_trung_uong": 6,
        "xa": 2_621,
        "phuong": 687,
        "dac_khu": 13,
    }
    assert before == {
        "tinh": 57,
        "thanh_pho_trung_uong": 6,
        "huyen": 508,
        "quan": 49,
        "thi_xa": 52,
        "thanh_pho": 85,
        "thanh_pho_thuoc_thanh_pho": 2,
        "xa": 7_692,
        "phuong": 1_726,
        "thi_tran": 617,
    }


def test_every_unit_lies_in_one_of_its_own_time_and_one_level_up(
    registry: Registry, units: dict[str, Unit]
) -> None:
    levels = {
        (unit.level, units[unit.parent_id].level, unit.valid_from)
        for unit in registry.units
        if unit.parent_id
    }
    assert levels == {
        ("province", "country", ""),
        ("district", "province", ""),
        ("commune", "district", ""),
        ("province", "country", "2025-07-01"),
        ("commune", "province", "2025-07-01"),
    }
    assert [unit.unit_id for unit in registry.units if not unit.parent_id] == ["vn"]
    for unit in registry.units:
        parent = units.get(unit.parent_id)
        assert parent is None or parent.level == "country" or parent.valid_to == unit.valid_to


def test_no_unit_is_listed_twice(registry: Registry) -> None:
    assert Counter(unit.unit_id for unit in registry.units).most_common(1)[0][1] == 1


def test_every_province_and_commune_of_before_became_something(registry: Registry) -> None:
    ended = {unit.unit_id for unit in registry.units if unit.valid_to and unit.level != "district"}
    assert ended - {row.from_unit_id for row in registry.successions} == set()


def test_every_province_and_commune_of_today_came_of_something(registry: Registry) -> None:
    began = {unit.unit_id for unit in registry.units if unit.valid_from}
    assert began == {row.to_unit_id for row in registry.successions}


def test_a_commune_goes_into_the_province_that_its_province_went_into(
    registry: Registry, units: dict[str, Unit]
) -> None:
    provinces = {
        row.from_unit_id: row.to_unit_id
        for row in registry.successions
        if row.from_unit_id.startswith("p-")
    }
    for row in registry.successions:
        if row.from_unit_id.startswith("c-"):
            district = units[units[row.from_unit_id].parent_id]
            assert units[row.to_unit_id].parent_id == provinces[district.parent_id], row


def test_only_the_five_districts_that_had_no_communes_have_a_successor(registry: Registry) -> None:
    assert {
        row.from_unit_id: row.to_unit_id
        for row in registry.successions
        if row.from_unit_id.startswith("d-")
    } == {
        "d-318": "c-11948-2025",
        "d-471": "c-19742-2025",
        "d-498": "c-20333-2025",
        "d-536": "c-21548-2025",
        "d-755": "c-26732-2025",
    }


@pytest.mark.parametrize(
    ("unit_id", "type_", "name", "parent"),
    [
        ("c-05983", "phuong", "Chi Lăng", "d-178"),
        ("c-05983-2025", "phuong", "Lương Văn Tri", "p-20-2025"),
        ("p-15", "tinh", "Yên Bái", "vn"),
        ("p-15-2025", "tinh", "Lào Cai", "vn"),
        ("d-760", "quan", "1", "p-79"),
        ("d-769", "thanh_pho_thuoc_thanh_pho", "Thủ Đức", "p-79"),
        ("d-449", "thi_xa", "Kỳ Anh", "p-42"),
        ("d-447", "huyen", "Kỳ Anh", "p-42"),
        # the source's own column of types is wrong for these
        ("c-15061", "thi_tran", "Ngọc Lặc", "d-389"),
        ("c-31299-2025", "xa", "Phong Điền", "p-92-2025"),
        ("c-27046", "phuong", "5", "d-768"),
    ],
)
def test_a_unit_has_its_own_name_type_and_place(
    units: dict[str, Unit], unit_id: str, type_: str, name: str, parent: str
) -> None:
    unit = units[unit_id]
    assert (unit.type, unit.name_vi, unit.parent_id) == (type_, name, parent)


@pytest.mark.parametrize(
    ("old", "successors"),
    [
        ("p-02", {"p-08-2025": "full"}),
        ("p-08", {"p-08-2025": "full"}),
        ("p-20", {"p-20-2025": "unchanged"}),
        ("c-05983", {"c-05983-2025": "full"}),
        # a ward that was divided
        ("c-06820", {"c-06811-2025": "partial", "c-06820-2025": "partial"}),
        # another name for the whole of one commune, and another type
        ("c-24235", {"c-24235-2025": "renamed"}),
        ("c-14845", {"c-14845-2025": "renamed"}),
        # "Ea H'leo" and "Ea H'Leo" are one name
        ("c-24184", {"c-24184-2025": "unchanged"}),
        # the source divides these between their own successors and those of a namesake
        ("c-06079", {"c-06079-2025": "full"}),
        ("c-28252", {"c-28249-2025": "full"}),
    ],
)
def test_what_became_of_a_unit_and_how(
    registry: Registry, old: str, successors: dict[str, str]
) -> None:
    found = {
        row.to_unit_id: row.relation for row in registry.successions if row.from_unit_id == old
    }
    assert found == successors


@pytest.mark.parametrize(
    ("full", "level", "expected"),
    [
        ("Thị Trấn Prao", "commune", ("thi_tran", "Prao")),
        ("Phường 12", "commune", ("phuong", "12")),
        ("Xã  Đồng ý ", "commune", ("xa", "Đồng Ý")),
        ("Xã é Tòng", "commune", ("xa", "É Tòng")),
        ("Thị trấn Nông trường Việt Lâm", "commune", ("thi_tran", "Nông trường Việt Lâm")),
        ("Huyện Ea H'leo", "district", ("huyen", "Ea H'leo")),
        ("Tỉnh Bà Rịa - Vũng Tàu", "province", ("tinh", "Bà Rịa - Vũng Tàu")),
        ("Xã Ho\u0300a An", "commune", ("xa", "Hòa An")),
    ],
)
def test_a_full_name_is_parted_into_type_and_name(
    full: str, level: str, expected: tuple[str, str]
) -> None:
    assert split_name(full, level) == expected


def test_a_name_of_no_known_type_is_refused() -> None:
    with pytest.raises(MachineError, match="no type of commune is known for the name 'Bản Mới'"):
        split_name("Bản Mới", "commune")


@pytest.mark.parametrize(
    ("moves", "mistaken"),
    [
        pytest.param(
            [("p_d1_x", "n1"), ("p_d1_y", "n1"), ("p_d2_x", "n1"), ("p_d2_x", "n2")],
            {("p_d2_x", "n1")},
            id="the namesake shares the district of a commune that went in whole",
        ),
        pytest.param(
            [
                *[("p_d1_x", "n1"), ("p_d1_x", "n2"), ("p_d3_y", "n1")],
                *[("q_d2_x", "n1"), ("q_d2_x", "n2"), ("q_d4_y", "n2")],
            ],
            {("p_d1_x", "n2"), ("q_d2_x", "n1")},
            id="the namesake shares the province, and neither shares the district",
        ),
        pytest.param(
            [("p_d1_x", "n1"), ("p_d1_x", "n2"), ("p_d1_y", "n1"), ("p_d2_z", "n2")],
            set(),
            id="there is no namesake: a commune may be divided between districts",
        ),
        pytest.param(
            [("p_d1_x", "n1"), ("p_d1_y", "n1"), ("p_d2_x", "n1")],
            set(),
            id="a commune that was not divided has no other successor",
        ),
        pytest.param(
            [("p_d1_x", "n1"), ("p_d1_x", "n2"), ("p_d2_x", "n1"), ("p_d2_x", "n2")],
            set(),
            id="nothing tells the namesakes apart",
        ),
    ],
)
def test_a_move_that_is_a_namesakes_is_left_out(
    moves: list[tuple[str, str]], mistaken: set[tuple[str, str]]
) -> None:
    assert set(moves) - set(without_mistaken(moves)) == mistaken
