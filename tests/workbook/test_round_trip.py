"""A workbook that nobody has edited changes no byte of its package, whatever is in that."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.dataset import load
from generator.workbook.export import export_workbook
from generator.workbook.importing import import_workbook, write
from tests.workbook.books import PROJECT, edit, export, files, imported

# No workbook can hold the characters of control, and no file a surrogate.
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\x85"), max_size=12
) | st.sampled_from(
    ["", " ", "071", "2018-06", "1,5", "TRUE", "<r>a</r>", "=1+1", "“a”", "a – b", "a", " a ", "é"]
)
KEY = TEXT.filter(lambda text: text.split() and text.isprintable())
TYPES = st.sampled_from(["string", "integer", "number", "boolean", "date"])
TITLE = st.text(max_size=40)


@st.composite
def columns(draw: st.DrawFn, tables: list[str]) -> dict[str, Any]:
    """The specification of a field, perhaps with categories, perhaps pointing at a table."""
    spec: dict[str, Any] = {"type": draw(TYPES), "title": draw(TITLE), "description": draw(TITLE)}
    if draw(st.booleans()):
        spec["constraints"] = {"required": True}
    if draw(st.booleans()):
        values = draw(st.lists(TEXT, min_size=1, max_size=3, unique=True))
        spec["categories"] = [{"value": value, "label": draw(TEXT)} for value in values]
    elif draw(st.booleans()):
        spec["points_at"] = draw(st.sampled_from(tables))
    return spec


@st.composite
def packages(draw: st.DrawFn) -> dict[str, tuple[dict[str, Any], list[list[str]]]]:
    """Tables by name: a schema, and rows of which no two have one key."""
    made: dict[str, tuple[dict[str, Any], list[list[str]]]] = {}
    for name in draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True)):
        specs = draw(st.lists(columns([*made, name]), max_size=4))
        fields = [{"name": "id", "type": "string", "constraints": {"required": True}}]
        fields += [{"name": f"f{number}", **spec} for number, spec in enumerate(specs)]
        references = [
            {
                "fields": field["name"],
                "reference": {"resource": other if other != name else "", "fields": "id"},
            }
            for field in fields
            if (other := field.pop("points_at", None))
        ]
        schema = {
            "title": draw(TITLE),
            "fields": fields,
            "primaryKey": "id",
            "foreignKeys": references,
        }
        cells = st.lists(TEXT, min_size=len(specs), max_size=len(specs))
        keys = draw(st.lists(KEY, max_size=4, unique=True))
        made[name] = schema, [[key, *draw(cells)] for key in keys]
    return made


def write_package(folder: Path, tables: dict[str, tuple[dict[str, Any], list[list[str]]]]) -> None:
    (folder / "data").mkdir()
    resources = []
    for name, (schema, lines) in tables.items():
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerows([[field["name"] for field in schema["fields"]], *lines])
        (folder / "data" / f"{name}.csv").write_bytes(text.getvalue().encode())
        (folder / f"{name}.json").write_text(json.dumps(schema), encoding="utf-8")
        resources.append({"name": name, "path": f"data/{name}.csv", "schema": f"{name}.json"})
    descriptor = {"name": "p", "version": "1.0.0", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


@settings(max_examples=60)
@given(packages())
def test_any_package_is_the_same_after_export_and_import(
    tables: dict[str, tuple[dict[str, Any], list[list[str]]]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_package(folder, tables)
        dataset = load(folder)
        assert dataset.problems == ()
        exported = export_workbook(dataset)
        assume(exported.data is not None)
        file = folder / "book.xlsx"
        file.write_bytes(exported.data or b"")
        with zipfile.ZipFile(file) as archive:
            for part in archive.namelist():
                assert ET.fromstring(archive.read(part)) is not None, part  # noqa: S314 - our own
        before = files(folder)
        outcome = import_workbook(file, dataset)
        assert outcome.problems == ()
        write(outcome)
        assert files(folder) == before


@pytest.mark.parametrize("unit", ["", "d-196", "c-05983-2025", "vn"])
def test_the_package_of_the_tests_is_the_same_after_export_and_import(
    package: Path, unit: str
) -> None:
    before = files(package)
    assert imported(export(package, unit), package).problems == ()
    assert files(package) == before


def test_the_whole_registry_is_the_same_after_export_and_import(tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(PROJECT / "datapackage", package)
    before = files(package)
    file = export(package)
    # What is said of the size in CONTRIBUTING.md: it can be sent by mail and opened at once.
    assert file.stat().st_size < 3_000_000
    assert imported(file, package).problems == ()
    assert files(package) == before


def test_saving_in_another_program_that_knows_the_format_changes_nothing(package: Path) -> None:
    before = files(package)
    file = export(package)
    edit(file, lambda _book: None)
    assert imported(file, package).problems == ()
    assert files(package) == before
