"""Units: before and since the reform of 2025, and at the time that a record is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.checks.copies import Copy

UNITS = "data/units.csv"
REFORM = "2025-07-01"


def test_a_record_after_the_reform_is_told_what_the_district_became(package: Copy) -> None:
    package.replace(
        "data/unit_successions.csv",
        "p-20,p-20-2025,",
        f"c-06820,c-06811-2025,{REFORM},partial,\n"
        f"c-06820,c-06820-2025,{REFORM},partial,\np-20,p-20-2025,",
    )
    package.add(
        UNITS,
        f"c-06820,d-196,commune,phuong,Trưng Vương,06820,,{REFORM}",
        f"c-06820-2025,p-22-2025,commune,phuong,Vàng Danh,06820,{REFORM},",
    )
    package.replace("data/terms.csv", "d-196,2017,2020", "d-196,2026,")
    (problem,) = package.check().problems
    assert problem.rule == "unit-reformed"
    assert problem.details["successors"] == "Uông Bí (c-06811-2025), Vàng Danh (c-06820-2025)"


def test_a_commune_is_told_what_it_became_itself(package: Copy) -> None:
    package.replace("data/terms.csv", "d-196,2017,2020", "c-05983,2026,")
    (problem,) = package.check().problems
    assert problem.details["successors"] == "Lương Văn Tri (c-05983-2025)"


@pytest.mark.parametrize(("last", "rest"), [(5, ""), (6, ", …"), (7, ", …")])
def test_only_the_first_five_of_many_successors_are_named(
    package: Copy, last: int, rest: str
) -> None:
    codes = [f"{code:05}" for code in range(1, last + 1)]
    moves = "".join(f"c-06817,c-{code}-2025,{REFORM},partial,\n" for code in codes)
    package.replace("data/unit_successions.csv", f"c-06817,c-06811-2025,{REFORM},full,\n", moves)
    rows = [f"c-{code}-2025,p-22-2025,commune,xa,Xã {code},{code},{REFORM}," for code in codes]
    package.add(UNITS, *rows)
    package.replace("data/terms.csv", "d-196,2017,2020", "d-196,2026,")
    (problem,) = package.check().problems
    assert problem.details["successors"] == (
        "Xã 00001 (c-00001-2025), Xã 00002 (c-00002-2025), Xã 00003 (c-00003-2025), "
        f"Xã 00004 (c-00004-2025), Xã 00005 (c-00005-2025){rest}"
    )


def test_communes_of_which_no_succession_is_known_are_passed_over(package: Copy) -> None:
    commune = f"c-06820,d-196,commune,phuong,Trưng Vương,06820,,{REFORM}"
    package.add(UNITS, commune)
    package.replace("data/terms.csv", "d-196,2017,2020", "d-196,2026,")
    (problem,) = package.check().problems
    assert problem.details["successors"] == "Uông Bí (c-06811-2025)"


def test_a_succession_to_an_unknown_unit_is_told_as_that_and_named_by_its_id(
    package: Copy,
) -> None:
    moves = "data/unit_successions.csv"
    package.replace(moves, "c-06817,c-06811-2025,", "c-06817,c-99999-2025,")
    package.replace("data/terms.csv", "d-196,2017,2020", "d-196,2026,")
    reformed, unknown = package.check().problems
    assert (unknown.rule, unknown.file) == ("reference-unknown", moves)
    assert reformed.rule == "unit-reformed"
    assert reformed.details["successors"].strip() == "(c-99999-2025)"


def test_a_succession_to_a_unit_without_a_first_day_says_so(package: Copy) -> None:
    package.replace(UNITS, f"Lạng Sơn,20,{REFORM},", "Lạng Sơn,20,,")
    found = [p for p in package.check().problems if p.rule == "succession-to"]
    assert [(p.details["ended"], p.details["began"]) for p in found] == [(REFORM, "–")]


def test_of_a_unit_that_is_there_twice_the_first_period_counts(package: Copy) -> None:
    row = "d-196,p-22,district,thanh_pho,Uông Bí,196,"
    package.replace(UNITS, row, f"{row},{REFORM}\nd-196,p-22,district,thi_xa,Uông Bí,196,")
    package.replace(UNITS, f"thi_xa,Uông Bí,196,,{REFORM}", "thi_xa,Uông Bí,196,,2010-01-01")
    assert package.told() == [f"primary-key-twice {UNITS}:8 unit_id"]


def test_a_unit_whose_period_is_empty_is_told_once_and_not_in_every_record(
    package: Copy,
) -> None:
    package.replace(UNITS, "Uông Bí,196,,2025-07-01", "Uông Bí,196,2011-01-01,2011-01-01")
    assert package.told() == [f"validity-reversed {UNITS}:7 valid_to"]


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("2025-06-30", []),
        ("2025", []),
        ("2025/..", []),
        ("2025-07-01", ["unit-reformed"]),
        ("2025-07", ["unit-reformed"]),
        ("2026", ["unit-reformed"]),
    ],
)
def test_the_last_day_of_a_unit_is_the_one_before_its_end(
    package: Copy, start: str, told: list[str]
) -> None:
    package.replace("data/terms.csv", "d-196,2017,2020", f"d-196,{start},")
    assert [problem.rule for problem in package.check().problems] == told


@pytest.mark.parametrize(
    ("start", "told"),
    [("2025-07-01", []), ("2025", []), ("2025-06-30", ["unit-not-yet"]), ("", ["value-missing"])],
)
def test_a_unit_exists_from_its_first_day(package: Copy, start: str, told: list[str]) -> None:
    package.replace("data/terms.csv", "d-196,2017,2020", f"p-22-2025,{start},")
    assert [problem.rule for problem in package.check().problems] == told


@pytest.mark.parametrize(("part", "told"), [("late", True), ("early", False), ("", False)])
def test_a_part_of_a_year_tells_whether_the_unit_was_there_still(
    package: Copy, part: str, *, told: bool
) -> None:
    published = ",[2018-07-01..2020-02-26],2020-02-26,page_clock,"
    package.replace("data/sources.csv", published, ",2026,,,")
    package.replace("data/events.csv", ",2018-06,late,actual,", f",2025,{part},actual,")
    assert ("unit-reformed data/events.csv:2 unit_id" in package.told()) == told


def test_what_is_expected_later_may_be_of_a_unit_that_exists_when_it_is_said(
    package: Copy,
) -> None:
    package.replace("data/observations.csv", ",2020,,forecast,", ",2030,,forecast,")
    package.replace("data/targets.csv", ",2017-07,", ",2030,")
    assert package.told() == []


def test_what_is_expected_is_of_a_unit_that_exists_when_it_is_said(package: Copy) -> None:
    package.replace(
        "data/sources.csv", ",[2018-07-01..2020-02-26],2020-02-26,page_clock,", ",2025-08,,,"
    )
    package.replace("data/observations.csv", ",2020,,forecast,", ",2030,,forecast,")
    assert package.told() == ["unit-reformed data/observations.csv:4 unit_id"]


def test_an_aim_is_announced_for_a_unit_that_exists_then(package: Copy) -> None:
    package.replace(
        "data/targets.csv",
        "village-secretary-head,d-196,100",
        "village-secretary-head,p-22-2025,100",
    )
    assert package.told() == ["unit-not-yet data/targets.csv:2 unit_id"]


def test_a_document_is_issued_in_a_unit_that_exists_then(package: Copy) -> None:
    package.replace("data/documents.csv", ",vn,2025-06-12,", ",p-20-2025,2025-06-12,")
    assert package.told() == ["unit-not-yet data/documents.csv:3 unit_id"]


def test_a_unit_whose_period_is_reversed_is_told_once_and_not_in_every_record(
    package: Copy,
) -> None:
    package.replace(UNITS, "Uông Bí,196,,2025-07-01", "Uông Bí,196,2025-07-01,2017-01-01")
    assert package.told() == [
        f"unit-id-year {UNITS}:7 unit_id",
        f"validity-reversed {UNITS}:7 valid_to",
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("c-06820,d-196,commune,phuong,Tên,06820,,2025-07-01", []),
        ("c-06820,p-22,commune,phuong,Tên,06820,,2025-07-01", ["unit-parent-level"]),
        ("c-06820,vn,commune,phuong,Tên,06820,,2025-07-01", ["unit-parent-level"]),
        ("c-06820-2025,p-22-2025,commune,phuong,Tên,06820,2025-07-01,", []),
        ("c-06820-2025,d-196,commune,phuong,Tên,06820,2025-07-01,", ["unit-parent-level"]),
        ("c-06820-2025,p-22,commune,phuong,Tên,06820,2025-07-01,", ["unit-parent-period"]),
        ("c-06820-2025,c-06820-2025,commune,phuong,Tên,06820,2025-07-01,", ["unit-parent-circle"]),
        ("c-06820-2025,p-99,commune,phuong,Tên,06820,2025-07-01,", ["reference-unknown"]),
        ("c-06820-2025,p-22-2025,commune,phuong,Tên,06821,2025-07-01,", ["unit-id-code"]),
        ("c-06820-2025,p-22-2025,commune,phuong,Tên,06820,2024-07-01,", ["unit-id-year"]),
        ("c-06820-2025,p-22-2025,commune,phuong,Tên,06820,,", ["unit-id-year"]),
        ("c-06820,d-196,commune,phuong,Tên,,,2025-07-01", ["unit-id-code"]),
        ("c-06820,d-196,commune,phuong,Tên,06820,1999-01-01,2025-07-01", []),
        ("c-06821,p-22-2025,commune,phuong,Tên,06821,2025-07-01,", ["unit-id-year"]),
        (
            "c-06820-2025,p-22-2025,commune,phuong,Tên,06820,2025-07-01,2025-07-01",
            ["validity-reversed"],
        ),
    ],
)
def test_a_commune_lies_in_a_district_and_since_the_reform_in_a_province(
    package: Copy, row: str, told: list[str]
) -> None:
    package.add(UNITS, row)
    assert [problem.rule for problem in package.check().problems] == told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("v-c05983-2025-khoi,c-05983-2025,village,khoi,Khối,,2025-07-01,", []),
        ("v-c05983-2025-khoi,c-05983-2025,village,khoi,Khối,,,", []),
        ("v-c05983-2025-khoi,c-05983,village,khoi,Khối,,,", ["unit-parent-id"]),
        ("v-c05983-2025-khoi,p-20,village,khoi,Khối,,,", ["unit-parent-level"]),
        ("v-c05983-2025-khoi,c-05983-2025,village,khoi,Khối,05983,,", ["unit-id-code"]),
    ],
)
def test_the_id_of_a_village_names_its_commune(package: Copy, row: str, told: list[str]) -> None:
    package.add(UNITS, row)
    assert [problem.rule for problem in package.check().problems] == told


def test_a_parent_that_begins_on_the_day_of_the_end_comes_too_late(package: Copy) -> None:
    package.add(UNITS, "d-999,p-20,district,huyen,Tên,999,2010-01-01,")
    commune = "c-06820,d-999,commune,phuong,Tên,06820,,2010-01-01"
    package.add(UNITS, commune)
    assert package.told() == [f"unit-parent-period {UNITS}:6 parent_id"]


def test_what_only_calls_itself_a_village_has_no_commune_in_its_id(package: Copy) -> None:
    row = "d-999,c-05983,village,khoi,Khối,999,,2025-07-01"
    package.add(UNITS, row)
    assert package.told() == [f"unit-id-level {UNITS}:8 level"]


def test_a_unit_may_be_younger_than_a_parent_whose_period_is_empty(package: Copy) -> None:
    package.add(UNITS, "d-999,p-21,district,huyen,Tên,999,2021-01-01,")
    parent = "p-21,vn,province,tinh,Tên,21,2020-01-01,2020-01-01"
    package.add(UNITS, parent)
    assert package.told() == [f"validity-reversed {UNITS}:11 valid_to"]


@pytest.mark.parametrize("parent", ["vn", "p-22", "d-196", "v-c05983-khoi-dai-thang"])
def test_of_a_circle_with_the_country_the_country_is_told(package: Copy, parent: str) -> None:
    package.replace(UNITS, "vn,,country,", f"vn,{parent},country,")
    assert package.told() == [f"unit-parent-needless {UNITS}:13 parent_id"]


def test_beside_a_circle_with_the_country_another_is_told(package: Copy) -> None:
    package.replace(UNITS, "vn,,country,", "vn,p-22,country,")
    package.replace(UNITS, "p-20,vn,", "p-20,d-178,")
    assert package.told() == [
        f"unit-parent-circle {UNITS}:6 parent_id",
        f"unit-parent-needless {UNITS}:13 parent_id",
    ]


def test_the_country_lies_not_even_in_what_lies_in_nothing(package: Copy) -> None:
    package.add(UNITS, "p-30,,province,tinh,Tên,30,,2025-07-01")
    package.replace(UNITS, "vn,,country,", "vn,p-30,country,")
    assert package.told() == [
        f"unit-parent-missing {UNITS}:12 parent_id",
        f"unit-parent-needless {UNITS}:14 parent_id",
    ]


def test_a_circle_of_three_is_told_once_and_of_its_parents_nothing_else(package: Copy) -> None:
    package.replace(UNITS, "p-22,vn,", "p-22,c-06817,")
    assert package.told() == [f"unit-parent-circle {UNITS}:5 parent_id"]


def test_a_circle_of_four_is_told_once_too(package: Copy) -> None:
    package.replace(UNITS, "p-22,vn,", "p-22,v-c06817-khoi,")
    village = "v-c06817-khoi,c-06817,village,khoi,Khối,,,2025-07-01"
    package.add(UNITS, village)
    assert package.told() == [f"unit-parent-circle {UNITS}:5 parent_id"]


def test_a_row_with_a_fault_of_its_own_does_not_confuse_what_is_said_of_the_next(
    package: Copy,
) -> None:
    package.replace(UNITS, "phuong,Chi Lăng,05983,,", "phuong,Chi Lăng,05983,19O9-01-01,")
    package.replace(UNITS, "Quang Trung,06817,", "Quang Trung,06818,")
    assert package.told() == [
        f"not-a-date {UNITS}:2 valid_from",
        f"unit-id-code {UNITS}:5 gso_code",
    ]


def test_an_id_of_another_form_tells_no_level_if_the_schema_lets_it_pass(package: Copy) -> None:
    package.replace("schemas/units.schema.json", '"pattern": "^(vn|', '"pattern": "^(vn|x-1|')
    row = "x-1,p-20,district,huyen,Tên,,,2025-07-01"
    package.add(UNITS, row)
    (problem,) = package.check().problems
    assert (problem.rule, problem.details["expected"]) == ("unit-id-level", "")
