"""A change raises the version as far as it must, and is told in a change log."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from generator.changes import changes
from generator.dataset import load
from generator.exceptions import MachineError
from generator.history import History, history
from generator.problems import Problem
from generator.release import Plan, plan, write
from generator.versions.constraints import is_tightened
from generator.versions.gate import (
    acknowledgement_problems,
    change_problems,
    due,
    version_problems,
)
from generator.versions.numbers import Bump, Version, parse_version
from generator.versions.structure import Alteration, Kind, alterations
from tests.small_package import (
    INDICATOR,
    OBSERVATION,
    SOURCE,
    UNITS,
    Repository,
    SmallPackage,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOTE = {"name": "note", "type": "string", "title": "Ghi chú", "title_en": "Note"}
STATUS = [
    {"value": "actual", "label": "thực tế", "label_en": "actual"},
    {"value": "forecast", "label": "dự báo", "label_en": "forecast"},
]


def schema(package: SmallPackage, table: str, **properties: Any) -> None:  # noqa: ANN401 - JSON
    package.write(f"schemas/{table}.schema.json", {**package.schema(table), **properties})


def fields(package: SmallPackage, table: str, order: Callable[[list[Any]], list[Any]]) -> None:
    schema(package, table, fields=order(package.schema(table)["fields"]))
    package.rows(table)


def resources(package: SmallPackage, order: Callable[[list[Any]], list[Any]]) -> None:
    package.descriptor(resources=order(package.read("datapackage.json")["resources"]))


def altered(kind: Kind, table: str = "", field: str = "", what: str = "") -> Alteration:
    return Alteration(kind=kind, table=table, field=field, what=what)


PERSONS, OBSERVATIONS = "persons", "observations"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            lambda p: p.drop("persons"),
            [altered(Kind.TABLE_REMOVED, "persons")],
            id="table removed",
        ),
        pytest.param(
            lambda p: resources(p, lambda r: [r[1], r[0], *r[2:]]),
            [altered(Kind.TABLES_REORDERED)],
            id="tables reordered",
        ),
        pytest.param(
            lambda p: (
                (p.folder / "data/persons.csv").rename(p.folder / "data/people.csv"),
                resources(
                    p,
                    lambda r: [
                        {**x, "path": "data/people.csv"} if x["name"] == "persons" else x for x in r
                    ],
                ),
            ),
            [altered(Kind.TABLE_MOVED, "persons", what="data/people.csv")],
            id="table moved",
        ),
        pytest.param(
            lambda p: fields(p, "persons", lambda f: [f[0], NOTE]),
            [
                altered(Kind.FIELD_REMOVED, PERSONS, "name"),
                altered(Kind.FIELD_ADDED, PERSONS, "note"),
            ],
            id="field renamed",
        ),
        pytest.param(
            lambda p: fields(p, "persons", lambda f: [f[1], f[0]]),
            [altered(Kind.FIELDS_REORDERED, "persons")],
            id="fields reordered",
        ),
        pytest.param(
            lambda p: fields(p, "persons", lambda f: [f[0], NOTE, f[1]]),
            [altered(Kind.FIELD_INSERTED, "persons", "note")],
            id="field inserted",
        ),
        pytest.param(
            lambda p: p.field("observations", "numerator", type="number"),
            [altered(Kind.FIELD_RETYPED, OBSERVATIONS, "numerator", "type")],
            id="field retyped",
        ),
        pytest.param(
            lambda p: p.field("observations", "date", rdfType=None),
            [altered(Kind.FIELD_RETYPED, OBSERVATIONS, "date", "rdfType")],
            id="kind of date changed",
        ),
        pytest.param(
            lambda p: p.field("observations", "status", categories=STATUS[:1]),
            [altered(Kind.CATEGORY_REMOVED, OBSERVATIONS, "status", "forecast")],
            id="category removed",
        ),
        pytest.param(
            lambda p: p.field("observations", "status", categories=STATUS[::-1]),
            [altered(Kind.CATEGORIES_REORDERED, OBSERVATIONS, "status")],
            id="categories reordered",
        ),
        pytest.param(
            lambda p: p.field("persons", "name", categories=[{"value": "x"}]),
            [altered(Kind.CONSTRAINT_TIGHTENED, PERSONS, "name", "categories")],
            id="values listed",
        ),
        pytest.param(
            lambda p: p.field("persons", "name", constraints={"required": True, "maxLength": 99}),
            [altered(Kind.CONSTRAINT_TIGHTENED, PERSONS, "name", "maxLength")],
            id="constraint tightened",
        ),
        pytest.param(
            lambda p: schema(p, "persons", primaryKey=["person_id", "name"]),
            [altered(Kind.KEY_CHANGED, "persons", what="primaryKey")],
            id="primary key changed",
        ),
        pytest.param(
            lambda p: (
                fields(p, "persons", lambda f: [*f, NOTE]),
                schema(p, "persons", primaryKey=["person_id", "note"]),
            ),
            [
                altered(Kind.KEY_CHANGED, "persons", what="primaryKey"),
                altered(Kind.FIELD_ADDED, "persons", "note"),
            ],
            id="new field in the primary key",
        ),
        pytest.param(
            lambda p: schema(p, "persons", uniqueKeys=[["name"]]),
            [altered(Kind.KEY_CHANGED, "persons", what="uniqueKeys")],
            id="unique key changed",
        ),
        pytest.param(
            lambda p: schema(p, "indicators", foreignKeys=[]),
            [altered(Kind.KEY_CHANGED, "indicators", what="foreignKeys")],
            id="foreign key changed",
        ),
        pytest.param(
            lambda p: p.descriptor(licenses=[{"name": "CC0-1.0"}]),
            [altered(Kind.LICENCE_CHANGED)],
            id="licence changed",
        ),
    ],
)
def test_what_programs_would_stumble_over_is_major(
    base: SmallPackage,
    head: SmallPackage,
    change: Callable[[SmallPackage], object],
    expected: list[Alteration],
) -> None:
    change(head)
    found = alterations(load(base.folder), load(head.folder))
    assert list(found) == expected
    assert due(found, ()) is Bump.MAJOR


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            lambda p: fields(p, "persons", lambda f: [*f, NOTE]),
            [altered(Kind.FIELD_ADDED, "persons", "note")],
            id="field at the end",
        ),
        pytest.param(
            lambda p: (
                fields(p, "persons", lambda f: [*f, {**NOTE, "name": "unit_id"}]),
                schema(
                    p,
                    "persons",
                    foreignKeys=[
                        {
                            "fields": ["unit_id"],
                            "reference": {"resource": "units", "fields": ["unit_id"]},
                        }
                    ],
                ),
            ),
            [altered(Kind.FIELD_ADDED, "persons", "unit_id")],
            id="field at the end that refers to another table",
        ),
        pytest.param(
            lambda p: p.field(
                "observations", "status", categories=[*STATUS, {"value": "planned", "label": "x"}]
            ),
            [altered(Kind.CATEGORY_ADDED, OBSERVATIONS, "status", "planned")],
            id="category added",
        ),
        pytest.param(
            lambda p: p.field("persons", "name", constraints={"maxLength": 200}),
            [
                altered(Kind.CONSTRAINT_RELAXED, PERSONS, "name", "required"),
                altered(Kind.CONSTRAINT_RELAXED, PERSONS, "name", "maxLength"),
            ],
            id="constraints relaxed",
        ),
    ],
)
def test_what_only_adds_is_minor(
    base: SmallPackage,
    head: SmallPackage,
    change: Callable[[SmallPackage], object],
    expected: list[Alteration],
) -> None:
    change(head)
    found = alterations(load(base.folder), load(head.folder))
    assert list(found) == expected
    assert due(found, ()) is Bump.MINOR


def test_a_new_table_is_minor(base: SmallPackage, head: SmallPackage) -> None:
    base.drop("persons")
    found = alterations(load(base.folder), load(head.folder))
    assert found == (altered(Kind.TABLE_ADDED, "persons"),)
    assert due(found, ()) is Bump.MINOR


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            lambda p: p.descriptor(title="Khác"),
            [altered(Kind.TEXT_CHANGED, what="title")],
            id="title of the package",
        ),
        pytest.param(
            lambda p: schema(p, "persons", description="Khác"),
            [altered(Kind.TEXT_CHANGED, "persons")],
            id="description of a table",
        ),
        pytest.param(
            lambda p: p.field("persons", "name", example="Khác"),
            [altered(Kind.TEXT_CHANGED, "persons", "name")],
            id="example of a field",
        ),
        pytest.param(
            lambda p: p.field(
                "observations", "status", categories=[STATUS[0], {**STATUS[1], "label": "khác"}]
            ),
            [altered(Kind.TEXT_CHANGED, OBSERVATIONS, "status")],
            id="label of a category",
        ),
        pytest.param(
            lambda p: (p.folder / "README.md").write_text("Khác"),
            [altered(Kind.TEXT_CHANGED, what="README.md")],
            id="text beside the data",
        ),
    ],
)
def test_another_wording_is_a_patch(
    base: SmallPackage,
    head: SmallPackage,
    change: Callable[[SmallPackage], object],
    expected: list[Alteration],
) -> None:
    change(head)
    found = alterations(load(base.folder), load(head.folder))
    assert list(found) == expected
    assert due(found, ()) is Bump.PATCH


def test_version_day_and_checksums_are_no_change(base: SmallPackage, head: SmallPackage) -> None:
    head.descriptor(version="9.0.0", created="2030-01-01T00:00:00Z")
    resources(head, lambda r: [{**x, "bytes": 7, "hash": "sha256:0"} for x in r])
    assert alterations(load(base.folder), load(head.folder)) == ()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([OBSERVATION], Bump.NONE),
        ([{**OBSERVATION, "numerator": "92"}], Bump.PATCH),
        ([], Bump.PATCH),
        ([OBSERVATION, {**OBSERVATION, "observation_id": "new"}], Bump.MINOR),
        ([{**OBSERVATION, "observation_id": "new"}], Bump.MINOR),
    ],
)
def test_new_rows_are_minor_and_corrections_a_patch(
    base: SmallPackage, head: SmallPackage, rows: list[dict[str, str]], expected: Bump
) -> None:
    head.rows("observations", *rows)
    assert due((), changes(load(base.folder), load(head.folder))) is expected


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("required", None, True, True),
        ("required", True, None, False),
        ("required", True, False, False),
        ("unique", False, True, True),
        ("minimum", None, 0, True),
        ("minimum", 0, None, False),
        ("minimum", 0, 1, True),
        ("minimum", 1, 0.5, False),
        ("exclusiveMinimum", "2018-01-01", "2017-01-01", False),
        ("minimum", "2018-01-01", 3, True),
        ("maximum", 100, 101, False),
        ("maximum", 100, 99, True),
        ("maxLength", 10, 20, False),
        ("minLength", 10, 20, True),
        ("pattern", None, "a", True),
        ("pattern", "a", None, False),
        ("pattern", "a", "b", True),
        ("enum", ["a", "b"], ["a", "b", "c"], False),
        ("enum", ["a", "b"], ["a"], True),
        ("enum", ["a", "b"], ["b", "a"], True),
        ("enum", ["a"], None, False),
    ],
)
def test_a_constraint_is_tightened_if_it_allows_less(
    name: str, old: object, new: object, *, expected: bool
) -> None:
    assert is_tightened(name, old, new) is expected


@pytest.mark.parametrize(
    ("bump", "after"),
    [
        (Bump.NONE, "1.2.3"),
        (Bump.PATCH, "1.2.4"),
        (Bump.MINOR, "1.3.0"),
        (Bump.MAJOR, "2.0.0"),
    ],
)
def test_a_bump_raises_one_number_and_clears_those_right_of_it(bump: Bump, after: str) -> None:
    assert str(Version(1, 2, 3).after(bump)) == after


@pytest.mark.parametrize(
    "text", ["1.2", "v1.2.3", "01.2.3", "1.2.3-rc.1", "1.2.3\n", "١.2.3", None, 1]
)
def test_what_is_not_three_numbers_is_no_version(text: object) -> None:
    assert parse_version(text) is None


def version_problem(value: str, base: str, needed: str, places: str) -> Problem:
    return Problem(
        rule="version-too-low",
        file="datapackage.json",
        field="version",
        value=value,
        details={"base": base, "needed": needed, "places": places},
    )


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("0.1.0", [version_problem("0.1.0", "0.1.0", "0.2.0", "observations")]),
        ("0.1.9", [version_problem("0.1.9", "0.1.0", "0.2.0", "observations")]),
        ("0.2.0", []),
        ("1.0.0", []),
    ],
)
def test_a_version_that_is_too_low_for_the_change_is_a_problem(
    base: SmallPackage, head: SmallPackage, version: str, expected: list[Problem]
) -> None:
    head.rows("observations", OBSERVATION, {**OBSERVATION, "observation_id": "new"})
    head.rows("sources", {**SOURCE, "author": "Hà An"})
    head.descriptor(version=version)
    assert list(version_problems(load(base.folder), load(head.folder))) == expected


def test_the_places_that_call_for_the_version_are_named(
    base: SmallPackage, head: SmallPackage
) -> None:
    for name in ("numerator", "denominator", "value", "percent_reported", "date", "note_vi"):
        head.field("observations", name, rdfType="https://example.org/type")
    (problem,) = version_problems(load(base.folder), load(head.folder))
    assert problem.details["needed"] == "1.0.0"
    assert problem.details["places"] == (
        "observations.date, observations.value, observations.numerator, "
        "observations.denominator, observations.percent_reported, …"
    )


def test_a_version_may_not_go_down_even_if_nothing_changed(
    base: SmallPackage, head: SmallPackage
) -> None:
    head.descriptor(version="0.0.9")
    assert list(version_problems(load(base.folder), load(head.folder))) == [
        version_problem("0.0.9", "0.1.0", "0.1.0", "–")
    ]


def test_a_version_that_is_none_is_a_problem(base: SmallPackage, head: SmallPackage) -> None:
    head.descriptor(version="next")
    assert list(version_problems(load(base.folder), load(head.folder))) == [
        Problem(rule="descriptor-version", file="datapackage.json", field="version", value="next")
    ]


def test_of_a_descriptor_that_cannot_be_read_nothing_is_said(
    base: SmallPackage, head: SmallPackage
) -> None:
    (head.folder / "datapackage.json").write_bytes(b"{")
    sides = load(base.folder), load(head.folder)
    assert alterations(*sides) == ()
    assert list(version_problems(*sides)) == []


def large(removed: int, changed: int, rows: int) -> Problem:
    return Problem(
        rule="large-change",
        file="data/persons.csv",
        details={
            "removed": str(removed),
            "changed": str(changed),
            "rows": str(rows),
            "trailer": "Acknowledge-Large-Change: persons",
        },
    )


def people(count: int, name: str = "An") -> list[dict[str, str]]:
    return [{"person_id": f"p{number:03}", "name": name} for number in range(count)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(people(40), [], id="nothing"),
        pytest.param(people(2, "Bình") + people(40)[2:], [], id="two of forty rewritten"),
        pytest.param(
            people(3, "Bình") + people(40)[3:], [large(0, 3, 40)], id="three of forty rewritten"
        ),
        pytest.param(people(39), [large(1, 0, 40)], id="one removed"),
        pytest.param(people(400), [], id="many added"),
    ],
)
def test_a_large_change_must_be_acknowledged(
    base: SmallPackage, head: SmallPackage, rows: list[dict[str, str]], expected: list[Problem]
) -> None:
    base.rows("persons", *people(40))
    head.rows("persons", *rows)
    changed = changes(load(base.folder), load(head.folder))
    assert list(acknowledgement_problems(changed, ["Fix names"])) == expected


@pytest.mark.parametrize(
    ("messages", "is_enough"),
    [
        (["Clean up\n\nAcknowledge-Large-Change: persons"], True),
        (["x", "Clean up\n\nacknowledge-large-change: units, persons\r\nReviewed-by: y"], True),
        (["* Clean up\n\n  Acknowledge-Large-Change: persons"], False),
        (["Acknowledge-Large-Change: units"], False),
        (["Acknowledge-Large-Change:"], False),
        ([], False),
    ],
)
def test_a_commit_message_acknowledges_by_the_name_of_the_table(
    base: SmallPackage, head: SmallPackage, messages: list[str], *, is_enough: bool
) -> None:
    base.rows("persons", *people(3))
    changed = changes(load(base.folder), load(head.folder))
    assert (list(acknowledgement_problems(changed, messages)) == []) is is_enough


def test_all_that_a_change_lacks_is_told(base: SmallPackage, head: SmallPackage) -> None:
    base.rows("persons", *people(3))
    sides = load(base.folder), load(head.folder)
    assert list(change_problems(*sides, [])) == [
        version_problem("0.1.0", "0.1.0", "0.1.1", "persons"),
        large(3, 0, 3),
    ]


def test_a_table_that_is_dropped_must_be_acknowledged(
    base: SmallPackage, head: SmallPackage
) -> None:
    base.rows("persons", *people(3))
    head.drop("persons")
    changed = changes(load(base.folder), load(head.folder))
    assert list(acknowledgement_problems(changed, [])) == [large(3, 0, 3)]


DAY = date(2026, 12, 1)
LOG = """# Lịch sử thay đổi

Lời đầu.

## 0.1.0

Phiên bản đầu tiên.

---

# Changelog

A word before.

## 0.1.0

The first version.
"""


def released(repository: Repository, package: SmallPackage, message: str) -> Plan:
    """Release what is in the package's folder, as a person does, and commit it."""
    known = history(package.folder)
    assert isinstance(known, History)
    base = known.dataset(known.releases[-1], repository.folder.parent / "cache")
    planned = plan(base, load(package.folder))
    assert planned is not None
    assert write(planned, package.folder, DAY) == ("CHANGELOG.md", "datapackage.json")
    repository.commit(message)
    return planned


def test_a_history_of_releases_is_told_in_both_languages(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    package = SmallPackage(repository.folder / "datapackage")
    (package.folder / "CHANGELOG.md").write_text(LOG, encoding="utf-8")
    repository.commit("0.1.0")

    package.rows("observations", {**OBSERVATION, "numerator": "92"})
    patch = released(repository, package, "a correction")
    package.rows(
        "observations",
        {**OBSERVATION, "numerator": "92"},
        {**OBSERVATION, "observation_id": "c-06817-2017", "unit_id": "c-06817"},
        {**OBSERVATION, "observation_id": "d-193-2017", "unit_id": "d-193"},
        {**OBSERVATION, "observation_id": "p-22-2017", "unit_id": "p-22"},
    )
    package.field("observations", "quote", title_en="Words of the source")
    minor = released(repository, package, "new figures")
    package.drop("persons")
    package.field("observations", "status", categories=STATUS[:1])
    major = released(repository, package, "another structure")

    assert [(str(p.version), p.due) for p in (patch, minor, major)] == [
        ("0.1.1", Bump.PATCH),
        ("0.2.0", Bump.MINOR),
        ("1.0.0", Bump.MAJOR),
    ]
    known = history(package.folder)
    assert isinstance(known, History)
    assert known.problems == ()
    assert [str(release.version) for release in known.releases] == [
        "0.1.0",
        "0.1.1",
        "0.2.0",
        "1.0.0",
    ]
    assert (package.folder / "CHANGELOG.md").read_text(encoding="utf-8") == (
        """# Lịch sử thay đổi

Lời đầu.

## 1.0.0 (ngày 1-12-2026)

- Bỏ bảng “Người giữ chức vụ”.
- Bảng “Số liệu”, cột status: bỏ giá trị forecast.

## 0.2.0 (ngày 1-12-2026)

- 2 đơn vị cấp huyện có thêm số liệu: thành phố Hạ Long và thành phố Uông Bí.
- 1 đơn vị khác có thêm số liệu: tỉnh Quảng Ninh.
- Số liệu: thêm 3 dòng.
- Sửa lời trong phần mô tả.

## 0.1.1 (ngày 1-12-2026)

- Số liệu: sửa 1 dòng.
- Sửa số liệu: thành phố Uông Bí – Bí thư chi bộ kiêm trưởng thôn: 85/101 → 92/101.

## 0.1.0

Phiên bản đầu tiên.

---

# Changelog

A word before.

## 1.0.0 (1 December 2026)

- Table “Persons” was removed.
- Table “Observations”, column status: the value forecast was removed.

## 0.2.0 (1 December 2026)

- 2 districts gained figures: Hạ Long city and Uông Bí city.
- 1 other unit gained figures: Quảng Ninh province.
- Observations: 3 rows added.
- Descriptions were reworded.

## 0.1.1 (1 December 2026)

- Observations: 1 row changed.
- Corrected: Uông Bí city – Party cell secretary is also village head: 85/101 → 92/101.

## 0.1.0

The first version.
"""
    )


def test_only_version_and_day_of_the_descriptor_are_rewritten(head: SmallPackage) -> None:
    file = head.folder / "datapackage.json"
    text = (
        '{"sources": [{"version": "0.1.0"}], "created" : "2020-01-01T00:00:00Z",\n\t"version":'
        '"0.1.0","title": "Gói \\u0111ầu, \\"version\\": {", "resources": []}  '
    )
    file.write_text(text, encoding="utf-8")
    planned = Plan(base=Version(0, 1, 0), due=Bump.MINOR, version=Version(0, 2, 0), sentences={})
    sentences = {"vi": ("Một.",), "en": ("One.",)}
    planned = Plan(base=planned.base, due=planned.due, version=planned.version, sentences=sentences)
    write(planned, head.folder, DAY)
    assert file.read_text(encoding="utf-8") == (
        '{"sources": [{"version": "0.1.0"}], "created" : "2026-12-01T00:00:00Z",\n\t"version":'
        '"0.2.0","title": "Gói \\u0111ầu, \\"version\\": {", "resources": []}  '
    )
    assert (head.folder / "CHANGELOG.md").read_text(encoding="utf-8") == (
        "# Lịch sử thay đổi\n\n## 0.2.0 (ngày 1-12-2026)\n\n- Một.\n\n---\n\n"
        "# Changelog\n\n## 0.2.0 (1 December 2026)\n\n- One.\n"
    )


def test_nothing_is_released_where_nothing_changed(base: SmallPackage, head: SmallPackage) -> None:
    assert plan(load(base.folder), load(head.folder)) is None


def test_a_version_that_was_raised_further_is_kept(base: SmallPackage, head: SmallPackage) -> None:
    head.rows("indicators", {**INDICATOR, "name_vi": "Khác"})
    head.descriptor(version="2.0.0")
    planned = plan(load(base.folder), load(head.folder))
    assert planned is not None
    assert (planned.due, planned.version) == (Bump.PATCH, Version(2, 0, 0))


def test_releasing_twice_before_a_commit_is_releasing_once(
    base: SmallPackage, head: SmallPackage
) -> None:
    head.rows("observations")
    for expected in (("CHANGELOG.md", "datapackage.json"), ()):
        planned = plan(load(base.folder), load(head.folder))
        assert planned is not None
        assert write(planned, head.folder, DAY) == expected


def test_an_entry_in_somebodys_own_words_stays(base: SmallPackage, head: SmallPackage) -> None:
    log = LOG.replace("## 0.1.0", "## 0.1.1\n\nTự viết.\n\n## 0.1.0")
    (head.folder / "CHANGELOG.md").write_text(log, encoding="utf-8")
    head.rows("observations")
    planned = plan(load(base.folder), load(head.folder))
    assert planned is not None
    assert write(planned, head.folder, DAY) == ("datapackage.json",)
    assert (head.folder / "CHANGELOG.md").read_text(encoding="utf-8") == log


def test_a_log_of_another_shape_is_refused_and_nothing_is_written(
    base: SmallPackage, head: SmallPackage
) -> None:
    (head.folder / "CHANGELOG.md").write_text("# Changelog\n", encoding="utf-8")
    head.rows("observations")
    planned = plan(load(base.folder), load(head.folder))
    assert planned is not None
    with pytest.raises(MachineError, match="one part for each language"):
        write(planned, head.folder, DAY)
    assert head.read("datapackage.json")["version"] == "0.1.0"


def test_words_of_the_data_do_nothing_in_a_change_log(
    base: SmallPackage, head: SmallPackage
) -> None:
    units = [
        {**unit, "name_vi": "<b>@an</b>"} if unit["unit_id"] == "d-193" else unit for unit in UNITS
    ]
    for package in (base, head):
        package.rows("units", *units)
    head.rows(
        "observations", {**OBSERVATION, "unit_id": "d-193", "observation_id": "x"}, OBSERVATION
    )
    planned = plan(load(base.folder), load(head.folder))
    assert planned is not None
    assert planned.sentences["en"][0] == "1 district gained figures: `<b>@an</b> city`."


def test_of_many_districts_with_new_figures_the_first_are_named(
    base: SmallPackage, head: SmallPackage
) -> None:
    units = [
        {**UNITS[2], "unit_id": f"d-{number}", "name_vi": f"Nơi {number}", "gso_code": f"{number}"}
        for number in range(300, 318)
    ]
    for package in (base, head):
        package.rows("units", *UNITS, *units)
    figures = [{**OBSERVATION, "observation_id": u["unit_id"], **u} for u in units]
    head.rows("observations", OBSERVATION, *figures)
    planned = plan(load(base.folder), load(head.folder))
    assert planned is not None
    first, last = planned.sentences["en"][0], planned.sentences["vi"][0]
    assert first.startswith("18 districts gained figures: Nơi 300 city, Nơi 301 city, ")
    assert first.endswith(", Nơi 314 city and 3 others.")
    assert last.endswith(", thành phố Nơi 314 và 3 đơn vị khác.")
