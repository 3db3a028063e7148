"""Keys and references: what is twice, and what leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.checks.copies import Copy

PEOPLE = "data/persons.csv"


def foreign(fields: Sequence[str], table: str, others: Sequence[str]) -> dict[str, object]:
    """A foreign key, as schemas have them."""
    return {"fields": fields, "reference": {"resource": table, "fields": others}}


def test_each_copy_of_a_key_is_told_with_the_line_of_the_first(package: Copy) -> None:
    package.replace(PEOPLE, "tran-van-lam,Trần Văn Lâm\n", "tran-van-lam,Trần Văn Lâm\n" * 3)
    told = [(problem.line, problem.details["first"]) for problem in package.check().problems]
    assert told == [(4, "3"), (5, "3")]


@pytest.mark.parametrize("constraints", [{}, {"constraints": {"maxLength": 80}}])
def test_a_key_is_missed_even_where_its_field_does_not_require_a_value(
    package: Copy, constraints: Mapping[str, object]
) -> None:
    key = {"name": "person_id", "type": "string", **constraints}
    name = {"name": "name", "type": "string", "constraints": {"maxLength": 100}}
    package.change_schema("persons", fields=[key, name])
    package.replace(PEOPLE, "person_id,name\n", "person_id,name\n,Trần Văn Ba\n")
    package.replace(PEOPLE, ",Trần Văn Lâm", ",")
    assert package.told() == [f"value-missing {PEOPLE}:2 person_id"]


def test_a_key_of_two_fields_is_twice_only_if_both_are(package: Copy) -> None:
    package.replace(
        "data/unit_successions.csv",
        "p-22,p-22-2025,",
        "p-20,p-22-2025,2025-07-01,partial,\np-22,p-22-2025,",
    )
    assert package.told() == []
    package.replace("data/unit_successions.csv", "p-20,p-22-2025,", "p-20,p-20-2025,")
    assert package.told() == ["primary-key-twice data/unit_successions.csv:5 from_unit_id"]


def test_a_row_that_is_there_twice_is_not_also_a_copy_of_all_its_unique_values(
    package: Copy,
) -> None:
    path = package.folder / "data/sources.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    assert package.told() == ["primary-key-twice data/sources.csv:4 source_id"]


def test_values_of_a_field_that_must_be_unique_are_compared_unless_they_are_empty(
    package: Copy,
) -> None:
    package.replace(
        "schemas/terms.schema.json", '"maxLength": 200', '"maxLength": 200, "unique": true'
    )
    package.replace(
        "data/terms.csv",
        "d-196-chi-bo-2017-2020,",
        "a-2017,Chi bộ,Party cells,d-196,2017,,uong-bi-2017,đại hội chi bộ\n"
        "b-2017,Chi bộ,Party cell,d-196,2017,,uong-bi-2017,đại hội chi bộ\n"
        "d-196-chi-bo-2017-2020,",
    )
    assert package.told() == ["unique-key-twice data/terms.csv:3 name_vi"]


def test_a_unique_key_says_nothing_where_a_part_of_it_is_empty(package: Copy) -> None:
    package.change_schema("documents", uniqueKeys=[["date", "url"], ["note_vi"]])
    package.replace("data/documents.csv", ",2025-06-12,", ",2016-12-28,")
    assert package.told() == []


def test_a_copy_of_a_row_without_a_unique_value_is_told_as_a_copy_alone(package: Copy) -> None:
    country = "vn,,country,quoc_gia,Việt Nam,,,\n"
    package.replace("data/units.csv", country, country * 2)
    assert package.told() == ["primary-key-twice data/units.csv:14 unit_id"]


def test_the_fields_of_a_unique_key_are_named(package: Copy) -> None:
    package.replace("data/units.csv", "Quảng Ninh,22,2025", "Quảng Ninh,20,2025")
    (problem,) = [p for p in package.check().problems if p.rule == "unique-key-twice"]
    assert problem.details["fields"] == "level, gso_code, valid_from"


def test_a_unique_key_of_one_field_may_be_its_name_alone(package: Copy) -> None:
    package.change_schema("persons", uniqueKeys=["name"])
    package.replace(PEOPLE, ",Trần Văn Lâm", ",Trần Lệnh Trưởng")
    assert package.told() == [f"unique-key-twice {PEOPLE}:3 name"]


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [("lang-son-2081", "lang-son-2018"), ("langson2018", "lang-son-2018"), ("hanoimoi", "–")],
)
def test_the_key_most_like_an_unknown_one_is_named(package: Copy, wrong: str, nearest: str) -> None:
    package.replace("data/events.csv", ",lang-son-2018,", f",{wrong},")
    (problem,) = package.check().problems
    assert (problem.value, problem.details.get("nearest", "–")) == (wrong, nearest)


def test_an_unknown_key_is_told_where_it_is_first_with_the_number_of_its_rows(
    package: Copy,
) -> None:
    package.replace("data/observations.csv", "village-secretary-head,d-178,", "no-such,d-178,")
    (problem,) = package.check().problems
    assert (problem.line, problem.value, problem.details["repeated"]) == (3, "no-such", "2")


def test_only_so_many_unknown_keys_are_compared_with_all_others(package: Copy) -> None:
    rows = "".join(f"m{i:03},tran-van-lan{i:03},commune-chair,d-196\n" for i in range(60))
    (package.folder / "data/memberships.csv").write_text(
        f"membership_id,person_id,post_id,unit_id\n{rows}", encoding="utf-8"
    )
    package.change_schema(
        "memberships",
        fields=package.schema("memberships")["fields"][:4],
        foreignKeys=[foreign(["person_id"], "persons", ["person_id"])],
    )
    unknown = [p for p in package.check().problems if p.rule == "reference-unknown"]
    assert len(unknown) == 60
    assert [p.details.get("nearest") for p in unknown].count("tran-van-lam") == 50


def test_a_reference_of_two_fields_is_compared_as_one(package: Copy) -> None:
    pair = ["from_unit_id", "to_unit_id"]
    key = foreign(["unit_id", "parent_id"], "unit_successions", pair)
    package.change_schema("units", foreignKeys=[key])
    unknown = [p for p in package.check().problems if p.rule == "reference-unknown"]
    assert len(unknown) == 12
    assert unknown[0].line == 2
    assert unknown[0].value == "d-178"


def test_a_foreign_key_to_a_field_that_is_not_there_is_told_of_in_the_schema(
    package: Copy,
) -> None:
    key = foreign(["person_id"], "persons", ["number"])
    package.change_schema("memberships", foreignKeys=[key])
    (problem,) = package.check().problems
    assert (problem.rule, problem.file, problem.value) == (
        "schema-reference",
        "schemas/memberships.schema.json",
        "persons.number",
    )


def test_the_fields_of_a_foreign_key_to_nowhere_are_all_named(package: Copy) -> None:
    pair = ["person_id", "post_id"]
    package.change_schema("memberships", foreignKeys=[foreign(pair, "people", pair)])
    (problem,) = package.check().problems
    assert (problem.rule, problem.value) == ("schema-reference", "people.person_id, people.post_id")


def test_a_table_that_several_keys_miss_is_what_is_missing(package: Copy) -> None:
    keys = [foreign([field], "people", [field]) for field in ("person_id", "post_id")]
    package.change_schema("memberships", foreignKeys=keys)
    (problem,) = package.check().problems
    assert (problem.rule, problem.file, problem.value) == (
        "resource-missing",
        "datapackage.json",
        "people",
    )


def test_a_table_may_have_nothing_but_the_key_that_others_refer_to(package: Copy) -> None:
    package.change_schema("persons", fields=package.schema("persons")["fields"][:1])
    ids = "person_id\ntran-lenh-truong\n"
    (package.folder / PEOPLE).write_text(ids, encoding="utf-8")
    package.replace("data/memberships.csv", "chair,tran-lenh-truong,", "chair,tran-van-lam,")
    assert package.told() == ["reference-unknown data/memberships.csv:2 person_id"]
