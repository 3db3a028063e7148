"""Every JSON file that is published names its schema, and keeps to it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from tests.building import BASE_URL

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def files(site: Path) -> dict[Path, Any]:
    """The JSON files of ours, but for what is described by somebody else's schema."""
    folders = ("api", "units", "indicators", "documents", "sources")
    paths = [path for folder in folders for path in (site / folder).glob("*.json")]
    paths += [site / "data/manifest.json", site / "data/latest/manifest.json"]
    return {path: json.loads(path.read_text("utf-8")) for path in paths}


@cache
def validator(path: Path) -> Draft202012Validator:
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_every_document_keeps_to_the_schema_that_it_names(files: dict[Path, Any]) -> None:
    assert len(files) > 50
    broken = [
        f"{path.name}: {error.message}"
        for path, content in files.items()
        for error in validator((path.parent / content["$schema"]).resolve()).iter_errors(content)
    ]
    assert broken == []


def test_every_table_in_json_keeps_to_the_schema_that_the_index_names(site: Path) -> None:
    index = json.loads((site / "api/index.json").read_text("utf-8"))
    for table in index["tables"]:
        content = json.loads((site / "api" / table["files"]["json"]).read_text("utf-8"))
        assert len(content) == table["rows"]
        errors = validator((site / "api" / table["schema"]).resolve()).iter_errors(content)
        assert [error.message for error in errors] == []


def test_the_index_lists_every_file_beside_a_page_and_every_schema(
    site: Path, files: dict[Path, Any]
) -> None:
    index = files[site / "api/index.json"]
    listed = {
        (site / "api" / document[ending]).resolve()
        for pages in index["pages"]
        for document in pages["documents"]
        for ending in ("csv", "json")
    }
    folders = [site / pages["table"] for pages in index["pages"]]
    assert listed == {
        path for folder in folders for path in folder.iterdir() if path.suffix in {".csv", ".json"}
    }
    listed = [item["schema"] for item in (*index["tables"], *index["pages"])]
    listed += index["schemas"].values()
    schemas = {(site / "api" / path).resolve() for path in listed}
    assert schemas == set((site / "api/schemas").iterdir())


def test_the_record_of_the_build_keeps_to_its_schema(site: Path) -> None:
    record = json.loads((site / "build.json").read_text("utf-8"))
    errors = validator(site / "api/schemas/build.schema.json").iter_errors(record)
    assert [error.message for error in errors] == []


def test_schemas_are_known_by_their_address(site: Path) -> None:
    for path in (site / "api/schemas").iterdir():
        schema = json.loads(path.read_text("utf-8"))
        assert schema["$id"] == f"{BASE_URL}{path.relative_to(site).as_posix()}"


def test_a_page_links_to_its_files_in_both_languages(site: Path) -> None:
    for folder, up in (("", ""), ("en/", "../../")):
        html = (site / f"{folder}units/d-196-uong-bi.html").read_text("utf-8")
        stem = f"{up}{'units/' if folder else '../units/'}d-196-uong-bi"
        for ending, media_type in (("csv", "text/csv"), ("json", "application/json")):
            assert f'type="{media_type}" title="{ending.upper()}" href="{stem}.{ending}"' in html
            assert f'<a href="{stem}.{ending}" type="{media_type}">' in html
