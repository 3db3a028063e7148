"""The zip is a data package by itself, which says how to cite it and can be checked."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from frictionless import Package
from jsonschema import Draft202012Validator

from generator.dataset import load
from generator.exceptions import PublicationError
from tests.exports.packages import FIXTURE, made, write_hostile_package

if TYPE_CHECKING:
    from tests.exports.conftest import Exported


@pytest.fixture
def zipped(of_fixture: Exported) -> zipfile.ZipFile:
    return zipfile.ZipFile(of_fixture.path("nhat-the-hoa-test.zip"))


def test_frictionless_finds_it_valid(of_fixture: Exported) -> None:
    assert Package(of_fixture.path("nhat-the-hoa-test.zip")).validate().valid


def test_unpacked_it_is_the_same_package(
    of_fixture: Exported, zipped: zipfile.ZipFile, tmp_path: Path
) -> None:
    zipped.extractall(tmp_path)
    unpacked = load(tmp_path)
    assert unpacked.problems == ()
    resources = unpacked.descriptor["resources"]
    told = [{k: r.pop(k) for k in ("bytes", "hash", "rows")} for r in resources]
    assert unpacked.descriptor == of_fixture.dataset.descriptor
    assert [one["rows"] for one in told] == [len(table.frame) for table in unpacked.tables.values()]
    assert [(table.name, table.sha256) for table in unpacked.tables.values()] == [
        (table.name, table.sha256) for table in of_fixture.dataset.tables.values()
    ]


def test_it_holds_the_package_its_citation_its_dictionary_and_checksums(
    zipped: zipfile.ZipFile,
) -> None:
    package = [path.relative_to(FIXTURE).as_posix() for path in FIXTURE.rglob("*.*")]
    about = ["CITATION.cff", "SHA256SUMS", "dictionary.csv"]
    assert zipped.namelist() == sorted([*package, *about])


def test_texts_of_the_package_are_in_it(tmp_path: Path) -> None:
    folder = write_hostile_package(tmp_path)
    for name in ("README.md", "CHANGELOG.md", "LICENSE.md"):
        (folder / name).write_text(name, "utf-8")
    files = made(load(folder))
    assert files["LICENSE.md"] == b"LICENSE.md"
    names = zipfile.ZipFile(io.BytesIO(files["places.zip"])).namelist()
    assert {"README.md", "CHANGELOG.md", "LICENSE.md"} <= set(names)


def test_checksums_are_those_of_every_other_file(zipped: zipfile.ZipFile) -> None:
    lines = [line.split("  ") for line in zipped.read("SHA256SUMS").decode().splitlines()]
    assert [path for _, path in lines] == [n for n in zipped.namelist() if n != "SHA256SUMS"]
    for checksum, path in lines:
        assert checksum == hashlib.sha256(zipped.read(path)).hexdigest()


def test_files_have_the_time_of_the_release(of_hostile: Exported) -> None:
    with zipfile.ZipFile(of_hostile.path("places.zip")) as zipped:
        assert {info.date_time for info in zipped.infolist()} == {(2025, 3, 4, 5, 6, 6)}


@pytest.mark.parametrize(
    ("created", "time"),
    [
        ("", (1980, 1, 1, 0, 0, 0)),
        ("1950-01-01", (1980, 1, 1, 0, 0, 0)),
        ("9999-12-31", (2107, 12, 31, 23, 59, 58)),
    ],
)
def test_a_release_at_no_time_that_a_zip_can_hold_has_the_nearest(
    tmp_path: Path, created: str, time: tuple[int, ...]
) -> None:
    files = made(load(write_hostile_package(tmp_path, created=created)))
    with zipfile.ZipFile(io.BytesIO(files["places.zip"])) as zipped:
        assert {info.date_time for info in zipped.infolist()} == {time}


def test_a_release_at_no_time_at_all_is_refused(tmp_path: Path) -> None:
    dataset = load(write_hostile_package(tmp_path, created="yesterday"))
    with pytest.raises(PublicationError, match=r"datapackage\.json: created: .*yesterday"):
        made(dataset)


def test_a_text_that_leads_out_of_the_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = write_hostile_package(tmp_path / "package")
    (folder / "README.md").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(PublicationError, match=r"README\.md: leads out of the package"):
        made(load(folder))


def test_the_citation_says_who_made_which_version_when(zipped: zipfile.ZipFile) -> None:
    assert yaml.safe_load(zipped.read("CITATION.cff")) == {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": "A package for tests",
        "authors": [{"name": "Dự án Nhất thể hóa"}],
        "version": "1.0.0",
        "date-released": "2026-01-01",
        "license": "CC-BY-4.0",
        "abstract": "A few rows of each table.",
        "keywords": [
            "Việt Nam",
            "nhất thể hóa",
            "chức danh",
            "administrative reform",
            "open data",
        ],
    }


@pytest.mark.parametrize("described", [{}, {"title": "", "title_en": ""}, {"keywords": ["a", "a"]}])
def test_the_citation_keeps_to_the_schema_of_its_format(
    zipped: zipfile.ZipFile, tmp_path: Path, described: dict[str, object]
) -> None:
    schema = json.loads((Path(__file__).parent / "cff.schema.json").read_text("utf-8"))
    sparse = made(load(write_hostile_package(tmp_path, **described)))["CITATION.cff"]
    for citation in (zipped.read("CITATION.cff"), sparse):
        Draft202012Validator(schema).validate(yaml.safe_load(citation))


def test_a_citation_is_no_markup_whatever_the_descriptor_says(tmp_path: Path) -> None:
    title = 'a: "b"\n- *c #d\\'
    files = made(load(write_hostile_package(tmp_path, title_en=title, homepage="https://e.org/ #")))
    citation = yaml.safe_load(files["CITATION.cff"])
    assert (citation["title"], citation["url"]) == (title, "https://e.org/ #")


def test_the_dictionary_has_every_column_in_both_languages(of_hostile: Exported) -> None:
    rows = list(csv.DictReader(io.StringIO(of_hostile.files["dictionary.csv"].decode())))
    assert [(row["table_name"], row["field"]) for row in rows] == [
        (table.name, field)
        for table in of_hostile.dataset.tables.values()
        for field in table.fields
    ]
    assert rows[-1] == {
        "table_name": "visits",
        "field": "kind",
        "title_vi": "",
        "title_en": "",
        "description_vi": "",
        "description_en": "",
        "categories_vi": "short: ngắn; long: dài",
        "categories_en": "short: short; long: long",
        "type": "string",
        "required": "false",
        "key": "",
        "constraints": "",
        "example": "",
    }
    assert rows[10]["key"] == "primary; places.place_id"
