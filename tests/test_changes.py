"""What changed between two datasets is told by primary key, cell by cell."""

from __future__ import annotations

from generator.changes import CellChange, RowChange, TableChanges, changes
from generator.dataset import load
from tests.small_package import INDICATOR, OBSERVATION, SOURCE, SmallPackage

PERSON = {"person_id": "an", "name": "Nguyễn Văn An"}


def between(base: SmallPackage, head: SmallPackage) -> tuple[TableChanges, ...]:
    return changes(load(base.folder), load(head.folder))


def persons(**changed: object) -> TableChanges:
    told = {
        "name": "persons",
        "path": "data/persons.csv",
        "key": ("person_id",),
        "rows_before": 0,
        **changed,
    }
    return TableChanges(**told)  # type: ignore[arg-type]


def test_nothing_is_told_of_two_packages_that_are_alike(
    base: SmallPackage, head: SmallPackage
) -> None:
    assert between(base, head) == ()


def test_another_order_and_form_of_the_rows_is_no_change(
    base: SmallPackage, head: SmallPackage
) -> None:
    base.rows("persons", PERSON, {"person_id": "binh", "name": "Trần Bình"})
    data = '"person_id","name"\r\n"binh","Trần Bình"\r\n"an","Nguyễn Văn An"\r\n'
    (head.folder / "data/persons.csv").write_bytes(data.encode())
    assert between(base, head) == ()


def test_rows_that_came_went_and_are_others_are_told_by_key(
    base: SmallPackage, head: SmallPackage
) -> None:
    base.rows("persons", {"person_id": "b", "name": "Bình"}, {"person_id": "c", "name": "Cúc"})
    head.rows(
        "persons",
        {"person_id": "a", "name": "An"},
        {"person_id": "c", "name": "Cúc Hoa"},
        {"person_id": "d", "name": "Dũng"},
    )
    assert between(base, head) == (
        persons(
            rows_before=2,
            added=({"person_id": "a", "name": "An"}, {"person_id": "d", "name": "Dũng"}),
            removed=({"person_id": "b", "name": "Bình"},),
            changed=(
                RowChange(
                    key=("c",),
                    old={"person_id": "c", "name": "Cúc"},
                    new={"person_id": "c", "name": "Cúc Hoa"},
                ),
            ),
        ),
    )


def test_only_the_cells_that_changed_are_told(base: SmallPackage, head: SmallPackage) -> None:
    head.rows("observations", {**OBSERVATION, "numerator": "92", "term_id": "t", "date": ""})
    ((change,),) = [table.changed for table in between(base, head)]
    assert change.key == ("d-196-2017",)
    assert change.cells == (
        CellChange(field="date", old="2017-05", new=""),
        CellChange(field="numerator", old="85", new="92"),
        CellChange(field="term_id", old="", new="t"),
    )


def test_a_key_of_two_fields_is_compared_as_a_whole(base: SmallPackage, head: SmallPackage) -> None:
    one = {"from_unit_id": "c-06817", "to_unit_id": "x", "relation": "full"}
    other = {"from_unit_id": "c-06817", "to_unit_id": "y", "relation": "full"}
    base.rows("unit_successions", one, other)
    head.rows("unit_successions", one, {**other, "relation": "partial"})
    (told,) = between(base, head)
    assert [change.key for change in told.changed] == [("c-06817", "y")]
    assert (told.added, told.removed) == ((), ())


def test_rows_with_one_key_are_all_told(base: SmallPackage, head: SmallPackage) -> None:
    base.rows("persons", PERSON)
    head.rows("persons", PERSON, {**PERSON, "name": "Khác"}, {**PERSON, "name": "Nữa"})
    (told,) = between(base, head)
    assert told == persons(
        rows_before=1, added=({**PERSON, "name": "Khác"}, {**PERSON, "name": "Nữa"})
    )


def test_a_new_table_and_one_that_is_gone_are_told_with_their_rows(
    base: SmallPackage, head: SmallPackage
) -> None:
    for package in (base, head):
        package.rows("persons", PERSON)
    head.drop("persons")
    gone = persons(rows_before=1, only_in="base", removed=(PERSON,))
    new = persons(rows_before=0, only_in="head", added=(PERSON,))
    assert between(base, head) == (gone,)
    assert between(head, base) == (new,)


def test_a_table_that_cannot_be_read_is_neither_new_nor_gone(
    base: SmallPackage, head: SmallPackage
) -> None:
    (head.folder / "data/sources.csv").write_bytes(b'"')
    assert between(base, head) == ()
    assert between(head, base) == ()


def test_a_descriptor_that_cannot_be_read_removes_nothing(
    base: SmallPackage, head: SmallPackage
) -> None:
    (head.folder / "datapackage.json").write_bytes(b"{")
    assert between(base, head) == ()
    assert between(head, base) == ()


def test_a_field_that_only_one_has_is_named_and_not_compared(
    base: SmallPackage, head: SmallPackage
) -> None:
    schema = head.schema("persons")
    schema["fields"][1]["name"] = "full_name"
    head.write("schemas/persons.schema.json", schema)
    base.rows("persons", PERSON)
    head.rows("persons", {"person_id": "an", "full_name": "Nguyễn Văn An"})
    assert between(base, head) == (
        persons(rows_before=1, fields_added=("full_name",), fields_removed=("name",)),
    )


def test_by_another_key_that_both_have_rows_are_still_matched(
    base: SmallPackage, head: SmallPackage
) -> None:
    schema = head.schema("persons")
    head.write("schemas/persons.schema.json", {**schema, "primaryKey": ["name"]})
    base.rows("persons", PERSON)
    head.rows("persons", {**PERSON, "person_id": "nguyen-van-an"})
    (told,) = between(base, head)
    assert [(change.key, change.cells) for change in told.changed] == [
        (
            ("Nguyễn Văn An",),
            (CellChange(field="person_id", old="an", new="nguyen-van-an"),),
        )
    ]


def test_by_a_key_that_only_one_has_all_rows_are_others(
    base: SmallPackage, head: SmallPackage
) -> None:
    schema = head.schema("persons")
    schema["fields"][0]["name"] = "id"
    head.write("schemas/persons.schema.json", {**schema, "primaryKey": ["id"]})
    base.rows("persons", PERSON)
    head.rows("persons", {"id": "an", "name": "Nguyễn Văn An"})
    (told,) = between(base, head)
    assert told.removed == (PERSON,)
    assert told.added == ({"id": "an", "name": "Nguyễn Văn An"},)
    assert told.changed == ()


def test_tables_come_in_the_order_of_the_later_package(
    base: SmallPackage, head: SmallPackage
) -> None:
    head.rows("observations")
    head.rows("sources", {**SOURCE, "title": "Khác"})
    head.rows("indicators", {**INDICATOR, "kind": "count"})
    assert [table.name for table in between(base, head)] == [
        "sources",
        "indicators",
        "observations",
    ]
