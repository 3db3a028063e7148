"""The descriptor: it names the package, and no program is led to read a file in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.systems import LINKS_AND_MODES

if TYPE_CHECKING:
    from tests.checks.copies import Copy

DESCRIPTOR = "datapackage.json"


def change(package: Copy, **properties: object) -> None:
    package.describe(DESCRIPTOR, package.described(DESCRIPTOR) | properties)


def leave_out(package: Copy, file: str, *properties: str) -> None:
    content = package.described(file)
    package.describe(file, {name: content[name] for name in content if name not in properties})


def change_resource(package: Copy, **properties: object) -> None:
    """Change what is said of the persons."""
    resources = package.described(DESCRIPTOR)["resources"]
    (persons,) = (resource for resource in resources if resource["name"] == "persons")
    persons.update(properties)
    change(package, resources=resources)


@pytest.mark.parametrize("version", ["0.1.0", "1.10.0", "0.0.999999999"])
def test_a_version_of_three_numbers_is_one(package: Copy, version: str) -> None:
    change(package, version=version)
    assert package.told() == []


@pytest.mark.parametrize(
    "version",
    ["", "1", "1.0", "v1.0.0", "01.0.0", "1.0.0 ", "2025-07-01", "2.0.0-rc.1", "1.0.0+2025"],
)
def test_anything_else_is_no_version(package: Copy, version: str) -> None:
    change(package, version=version)
    assert package.told() == ["descriptor-version datapackage.json version"]


@pytest.mark.parametrize("time", ["2026-11-22T07:30:00+07:00", "2024-02-29T23:59:59.5Z"])
def test_a_time_of_release_has_a_time_zone(package: Copy, time: str) -> None:
    change(package, created=time)
    assert package.told() == []


@pytest.mark.parametrize(
    "time",
    ["", "2026-11-22", "2026-11-22T00:00:00", "2026-02-30T00:00:00Z", "2026-W01-1T00:00:00Z", 2026],
)
def test_anything_else_is_no_time_of_release(package: Copy, time: object) -> None:
    change(package, created=time)
    assert package.told() == ["descriptor-created datapackage.json created"]


def test_a_package_without_name_and_version_is_told_of_both(package: Copy) -> None:
    leave_out(package, DESCRIPTOR, "name", "version")
    told = [(problem.rule, problem.field, problem.value) for problem in package.check().problems]
    assert told == [("descriptor-name", "name", ""), ("descriptor-version", "version", "")]


@pytest.mark.parametrize("name", ["a" * 81, "Nhất thể hóa", "nhat--the-hoa"])
def test_a_name_for_files_is_short_and_of_plain_letters(package: Copy, name: str) -> None:
    change(package, name=name)
    (problem,) = package.check().problems
    assert (problem.rule, problem.value) == ("descriptor-name", name)


def test_a_name_that_is_no_text_is_told_as_it_is_and_by_the_standard(package: Copy) -> None:
    change(package, name=7)
    told = [(problem.rule, problem.value) for problem in package.check().problems]
    assert told == [("descriptor-invalid", ""), ("descriptor-name", "7")]


def test_a_name_may_have_80_characters(package: Copy) -> None:
    change(package, name="a" * 80)
    assert package.told() == []


def test_the_day_of_release_and_the_profile_may_be_left_out(package: Copy) -> None:
    leave_out(package, DESCRIPTOR, "created", "$schema")
    leave_out(package, "schemas/persons.schema.json", "$schema")
    assert package.told() == []


@pytest.mark.parametrize(
    "file", [DESCRIPTOR, "schemas/persons.schema.json", "schemas/units.schema.json"]
)
@pytest.mark.parametrize("key", ["$schema", "profile"])
def test_a_profile_that_is_kept_elsewhere_is_told_of(package: Copy, file: str, key: str) -> None:
    elsewhere = {key: "https://example.org/profile.json"}
    package.describe(file, package.described(file) | elsewhere)
    (problem,) = package.check().problems
    assert (problem.rule, problem.file, problem.field) == ("profile-foreign", file, key)
    assert problem.value == "https://example.org/profile.json"


@pytest.mark.parametrize(
    ("property_", "value"),
    [
        ("compression", "gz"),
        ("extrapaths", ["data/posts.csv"]),
        ("innerpath", "x.csv"),
        ("scheme", "https"),
        ("data", [["person_id", "name"]]),
        ("profile", "tabular-data-resource"),
        ("url", "https://example.org/persons.csv"),
        ("layout", {"headerRows": [2]}),
        ("stats", {"rows": 1}),
        ("anything", None),
    ],
)
def test_a_property_that_is_not_known_is_told_of(
    package: Copy, property_: str, value: object
) -> None:
    change_resource(package, **{property_: value})
    assert package.told() == [f"resource-property datapackage.json {property_}"]


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ({"encoding": "utf-16"}, "encoding"),
        ({"format": "xlsx"}, "format"),
        ({"mediatype": "text/html"}, "mediatype"),
        ({"dialect": {"delimiter": ";"}}, "dialect.delimiter"),
        ({"dialect": {"header": False}}, "dialect.header"),
    ],
)
def test_how_a_file_is_read_is_the_same_for_all(
    package: Copy, properties: dict[str, object], told: str
) -> None:
    change_resource(package, **properties)
    assert package.told() == [f"resource-fixed datapackage.json {told}"]


def test_what_a_property_has_instead_is_told_as_it_is_written(package: Copy) -> None:
    change_resource(package, encoding="tiếng Việt")
    (problem,) = package.check().problems
    assert (problem.value, problem.details["right"]) == ('"tiếng Việt"', '"utf-8"')


def test_a_text_may_be_there_in_a_language_of_any_name(package: Copy) -> None:
    change_resource(package, title_zh_hant="人員")
    assert package.told() == []


@pytest.mark.parametrize("resources", [5, "persons", {"name": "persons"}, None])
def test_resources_that_are_no_list_are_told_once(package: Copy, resources: object) -> None:
    change(package, resources=resources)
    assert package.told() == [f"descriptor-resources {DESCRIPTOR}"]


def test_a_resource_that_is_no_object_is_told_once(package: Copy) -> None:
    resources = package.described(DESCRIPTOR)["resources"]
    change(package, resources=[*resources, "persons"])
    assert package.told() == [f"resource-incomplete {DESCRIPTOR}"]


@pytest.mark.parametrize("dialect", ["dialect.json", {"commentChar": "#"}, {"csv": {}}, [], None])
def test_no_other_dialect_is_known(package: Copy, dialect: object) -> None:
    change_resource(package, dialect=dialect)
    (told,) = package.told()
    assert told.startswith("resource-property datapackage.json dialect")


@pytest.mark.parametrize(
    "path",
    [
        "../archive/persons.csv",
        "/etc/passwd",
        "https://example.org/persons.csv",
        "file:///etc/passwd",
        "data\\persons.csv",
        "C:/persons.csv",
        "data/../data/persons.csv",
        "./data/persons.csv",
        "data//persons.csv",
        "data/per\u202esons.csv",
        "data/persons.csv\n",
    ],
)
def test_a_path_stays_in_the_package_and_is_written_in_one_way(package: Copy, path: str) -> None:
    change_resource(package, path=path)
    assert package.told() == ["path-outside datapackage.json path"]


@LINKS_AND_MODES
def test_a_link_that_leads_out_of_the_package_is_not_followed(package: Copy) -> None:
    target = package.root / "persons.csv"
    (package.folder / "data/persons.csv").rename(target)
    (package.folder / "data/persons.csv").symlink_to(target)
    assert package.told() == ["path-outside datapackage.json path"]


@LINKS_AND_MODES
def test_a_link_within_the_package_is_followed(package: Copy) -> None:
    (package.folder / "data/persons.csv").rename(package.folder / "people.csv")
    (package.folder / "data/persons.csv").symlink_to("../people.csv")
    assert package.told() == []


@LINKS_AND_MODES
def test_links_in_a_circle_lead_nowhere(package: Copy) -> None:
    (package.folder / "data/persons.csv").unlink()
    (package.folder / "data/persons.csv").symlink_to("persons.csv")
    assert package.told() == ["path-outside datapackage.json path"]


def test_size_and_checksum_of_a_file_may_be_said_if_they_are_right(package: Copy) -> None:
    table = package.load().tables["persons"]
    change_resource(package, bytes=len(table.data), hash=f"sha256:{table.sha256}")
    assert package.told() == []
    change_resource(package, rows=len(table.frame), hash="sha256:0")
    assert package.told() == ["resource-checksum datapackage.json hash"]
    change_resource(package, rows=7, bytes=7)
    told = [(p.field, p.value, p.details["right"]) for p in package.check().problems]
    assert told == [
        ("bytes", "7", str(len(table.data))),
        ("hash", "sha256:0", f"sha256:{table.sha256}"),
        ("rows", "7", "2"),
    ]


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ({"keywords": "open data"}, "keywords"),
        ({"licenses": [{"title": "free"}]}, "license"),
        ({"contributors": [7]}, "contributors"),
        ({"contributors": [{"title": "a", "email": "nobody"}]}, "email"),
    ],
)
def test_what_the_standard_says_of_descriptors_is_kept(
    package: Copy, properties: dict[str, object], reason: str
) -> None:
    change(package, **properties)
    (problem,) = package.check().problems
    assert problem.rule == "descriptor-invalid"
    assert reason in problem.details["reason"]
