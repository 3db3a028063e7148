"""A descriptor and schemas of anybody reach nothing outside, and keep nobody waiting."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from generator.checks.run import check
from generator.dataset import load
from tests.hostile.corpus import add_rows, copied
from tests.systems import LINKS_AND_MODES

if TYPE_CHECKING:
    from pathlib import Path

ELSEWHERE = "https://evil.example/x.json"
DESCRIPTOR = "datapackage.json"
PERSONS = "schemas/persons.schema.json"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package, on a machine on which nothing can be reached."""

    def refuse(*_args: object, **_named: object) -> NoReturn:
        pytest.fail("the check has tried to reach something")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return copied(tmp_path / "package")


def told(package: Path) -> set[tuple[str, str]]:
    return {(problem.rule, problem.file) for problem in check(load(package)).problems}


def change(package: Path, file: str, *place: str | int, to: object) -> None:
    """Put something into a JSON file at a place."""
    path = package / file
    content: Any = json.loads(path.read_text("utf-8"))
    inner = content
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = to
    path.write_text(json.dumps(content), "utf-8")


@pytest.mark.parametrize(
    ("file", "place", "to", "rule"),
    [
        (DESCRIPTOR, ("$schema",), ELSEWHERE, "profile-foreign"),
        (DESCRIPTOR, ("$schema",), "file:///etc/passwd", "profile-foreign"),
        (DESCRIPTOR, ("profile",), ELSEWHERE, "profile-foreign"),
        (DESCRIPTOR, ("resources",), ELSEWHERE, "descriptor-resources"),
        (DESCRIPTOR, ("resources", 0), ELSEWHERE, "resource-incomplete"),
        (DESCRIPTOR, ("resources", 0, "path"), ELSEWHERE, "path-outside"),
        (DESCRIPTOR, ("resources", 0, "path"), [ELSEWHERE], "resource-incomplete"),
        (DESCRIPTOR, ("resources", 0, "path"), "s3://bucket/x.csv", "path-outside"),
        (DESCRIPTOR, ("resources", 0, "schema"), ELSEWHERE, "path-outside"),
        (DESCRIPTOR, ("resources", 0, "schema"), {"$ref": ELSEWHERE}, "resource-incomplete"),
        (DESCRIPTOR, ("resources", 0, "dialect"), ELSEWHERE, "resource-property"),
        (DESCRIPTOR, ("resources", 0, "$ref"), ELSEWHERE, "resource-property"),
        (DESCRIPTOR, ("resources", 0, "name"), "../x", "resource-name"),
        (PERSONS, ("$schema",), ELSEWHERE, "profile-foreign"),
        (PERSONS, ("fields",), {"$ref": ELSEWHERE}, "schema-shape"),
        (PERSONS, ("fields", 0), {"$ref": ELSEWHERE}, "schema-shape"),
        (PERSONS, ("fields", 0, "constraints", "enum"), {"$ref": ELSEWHERE}, "schema-shape"),
        (PERSONS, ("fields", 0, "categories"), ELSEWHERE, "schema-shape"),
        (PERSONS, ("fields", 0, "type"), "os.system", "schema-shape"),
        (PERSONS, ("fields", 0, "constraints", "pattern"), "(?=a)b", "pattern-unfit"),
        (PERSONS, ("fields", 0, "constraints", "pattern"), r"(a)\1", "pattern-unfit"),
        (PERSONS, ("fields", 0, "constraints", "pattern"), "a" * 501, "pattern-unfit"),
        (PERSONS, ("fields", 0, "constraints", "pattern"), "(a{999}){999}", "pattern-unfit"),
        (PERSONS, ("fields", 0, "constraints", "pattern"), "((", "schema-shape"),
    ],
)
def test_what_leads_elsewhere_is_told_and_not_followed(
    package: Path, file: str, place: tuple[str | int, ...], to: object, rule: str
) -> None:
    change(package, file, *place, to=to)
    assert (rule, file) in told(package)


@pytest.mark.parametrize("place", ["licenses", "sources", "image"])
def test_addresses_that_are_only_said_are_not_asked_for(package: Path, place: str) -> None:
    said = ELSEWHERE if place == "image" else [{"name": "x", "title": "x", "path": ELSEWHERE}]
    change(package, DESCRIPTOR, place, to=said)
    assert told(package) <= {("descriptor-invalid", DESCRIPTOR)}


@LINKS_AND_MODES
def test_a_descriptor_that_is_a_link_to_elsewhere_is_not_read(package: Path) -> None:
    secret = package.parent / "secret"
    secret.write_text("SECRET=1", "utf-8")
    (package / DESCRIPTOR).unlink()
    (package / DESCRIPTOR).symlink_to(secret)
    (problem,) = check(load(package)).problems
    assert (problem.rule, problem.value) == ("path-outside", DESCRIPTOR)


@LINKS_AND_MODES
def test_a_folder_that_is_a_link_to_elsewhere_is_not_looked_through(package: Path) -> None:
    outside = package.parent / "outside"
    (package / "data").rename(outside)
    (outside / "private.csv").write_text("", "utf-8")
    (package / "data").symlink_to(outside)
    assert told(package) == {("path-outside", DESCRIPTOR)}


@LINKS_AND_MODES
@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "LICENSE.md"])
def test_a_text_that_is_a_link_to_elsewhere_is_not_published(package: Path, name: str) -> None:
    secret = package.parent / "secret"
    secret.write_text("SECRET=1", "utf-8")
    (package / name).unlink(missing_ok=True)
    (package / name).symlink_to(secret)
    assert told(package) == {("path-outside", name)}


def test_a_change_log_that_is_no_text_is_told_of(package: Path) -> None:
    (package / "CHANGELOG.md").write_bytes(b"\xff\xfe\x00\x01")
    assert told(package) == {("encoding", "CHANGELOG.md")}


def test_a_name_that_no_file_can_have_is_told_of(package: Path) -> None:
    change(package, DESCRIPTOR, "name", to="a" * 300)
    assert told(package) == {("descriptor-name", DESCRIPTOR)}


def test_a_pattern_may_have_500_characters(package: Path) -> None:
    change(package, PERSONS, "fields", 0, "constraints", "pattern", to="[a-z-]*|" + "b" * 492)
    assert told(package) == set()


@pytest.mark.parametrize("pattern", ["(a+)+", "(a|aa)+b"])
def test_a_pattern_takes_no_longer_than_its_text(package: Path, pattern: str) -> None:
    change(package, PERSONS, "fields", 1, "constraints", to={"pattern": pattern})
    name = "a" * 9_000 + "!"
    add_rows(package, "persons", [{"person_id": "a", "name": name}])
    assert ("value-pattern", "data/persons.csv") in told(package)


def test_a_cell_of_ten_million_characters_is_told_of(package: Path) -> None:
    add_rows(package, "persons", [{"person_id": "a", "name": "x" * 10_000_000}])
    assert ("cell-too-long", "data/persons.csv") in told(package)


def test_two_thousand_columns_are_told_of(package: Path) -> None:
    path = package / "data/persons.csv"
    header, _, rows = path.read_text("utf-8").partition("\n")
    more = "".join(f",column_{number}" for number in range(2_000))
    path.write_text(f"{header}{more}\n{rows}", "utf-8")
    assert ("row-length", "data/persons.csv") in told(package)


def test_deep_json_is_told_of(package: Path) -> None:
    (package / DESCRIPTOR).write_text('{"a":' + "[" * 100_000 + "]" * 100_000 + "}", "utf-8")
    assert told(package) == {("json-too-deep", DESCRIPTOR)}
