"""Beside a page stand its own records, as one CSV and one JSON document that a schema describes."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from generator.dataset import load
from generator.diffs.difference import difference
from generator.exports.api import Api
from generator.releases.change_lists import changes_json
from generator.settings import discover
from generator.views.maker import Maker
from generator.views.store import Store
from tests.small_package import OBSERVATION, UNITS, SmallPackage

if TYPE_CHECKING:
    from pathlib import Path

COMMUNE = {**OBSERVATION, "observation_id": "c-06817-2017", "unit_id": "c-06817"}
BEFORE = {**OBSERVATION, "observation_id": "d-196-2015", "date": "2015"}
UNRECORDED = {**UNITS[-1], "unit_id": "c-06820", "name_vi": "Trưng Vương", "gso_code": "06820"}
NEW_COMMUNE = {
    "unit_id": "c-06820-2025",
    "parent_id": "vn",
    "level": "commune",
    "type": "phuong",
    "name_vi": "Vàng Danh",
    "gso_code": "06820",
    "valid_from": "2025-07-01",
}
SUCCESSION = {
    "from_unit_id": "c-06817",
    "to_unit_id": "c-06820-2025",
    "date": "2025-07-01",
    "relation": "full",
}
OTHER_SUCCESSION = {**SUCCESSION, "from_unit_id": "c-06820"}


@pytest.fixture
def package(tmp_path: Path) -> SmallPackage:
    """One district with two figures, one of a commune in it, and what its communes became."""
    package = SmallPackage(tmp_path / "package")
    package.rows("units", *UNITS, UNRECORDED, NEW_COMMUNE)
    package.rows("observations", OBSERVATION, BEFORE, COMMUNE)
    package.rows("unit_successions", SUCCESSION, OTHER_SUCCESSION)
    return package


@pytest.fixture
def published(package: SmallPackage) -> dict[str, bytes]:
    return made(package)


def made(package: SmallPackage) -> dict[str, bytes]:
    """What is published beside the pages of a package, by path."""
    dataset = load(package.folder)
    assert dataset.problems == ()
    settings = replace(discover(environ={}), base_url="")
    maker = Maker(Store(dataset), settings.languages[0])
    files = Api(maker, settings, maker.store.dataset)
    made = [artifact for _, make in files.pages() for artifact in make()]
    return {artifact.path: artifact.data for artifact in (*made, *files.index(), *files.schemas())}


def document(published: dict[str, bytes], path: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(published[path])


def rows(published: dict[str, bytes], path: str) -> list[dict[str, str]]:
    text = published[path].decode()
    return [
        {name: cell for name, cell in row.items() if cell}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def test_every_page_with_records_has_both_files_and_others_have_none(
    published: dict[str, bytes],
) -> None:
    assert [path for path in published if not path.startswith("api/")] == [
        "units/c-06817-quang-trung.csv",
        "units/c-06817-quang-trung.json",
        "units/d-196-uong-bi.csv",
        "units/d-196-uong-bi.json",
        "units/p-22-quang-ninh.csv",
        "units/p-22-quang-ninh.json",
        "indicators/village-secretary-head.csv",
        "indicators/village-secretary-head.json",
        "sources/bao-2017.csv",
        "sources/bao-2017.json",
    ]


def test_a_districts_csv_has_its_rows_and_those_of_communes_without_a_page_of_their_own(
    published: dict[str, bytes],
) -> None:
    found = rows(published, "units/d-196-uong-bi.csv")
    assert [(row["table_name"], *list(row.values())[1:3]) for row in found] == [
        ("units", "d-196", "p-22"),
        ("units", "c-06817", "d-196"),
        ("units", "c-06820", "d-196"),
        ("unit_successions", "c-06820", "c-06820-2025"),
        ("observations", "d-196", "2015"),
        ("observations", "d-196", "2017-05"),
    ]
    assert found[5] == {"table_name": "observations", **OBSERVATION}


def test_csv_files_of_one_kind_have_one_header(published: dict[str, bytes]) -> None:
    headers = {
        data.split(b"\n", maxsplit=1)[0]
        for path, data in published.items()
        if path.startswith("units/") and path.endswith(".csv")
    }
    assert len(headers) == 1


def test_a_provinces_files_leave_figures_of_its_districts_to_theirs(
    published: dict[str, bytes],
) -> None:
    found = document(published, "units/p-22-quang-ninh.json")
    assert [unit["unit_id"] for unit in found["units"]] == ["d-193", "d-196"]
    assert found["observations"] == []


def test_a_figure_in_json_is_typed_and_says_what_its_keys_stand_for(
    published: dict[str, bytes],
) -> None:
    found = document(published, "units/d-196-uong-bi.json")
    assert found["observations"][1] == {
        **dict.fromkeys(("date_part", "value", "percent_reported", "term_id"), None),
        **dict.fromkeys(("note_vi", "note_en", "term", "remainder"), None),
        **OBSERVATION,
        "numerator": 85,
        "denominator": 101,
        "indicator": {
            "indicator_id": "village-secretary-head",
            "name_vi": "Bí thư chi bộ kiêm trưởng thôn",
            "name_en": "Party cell secretary is also village head",
        },
        "unit": {
            "unit_id": "d-196",
            "level": "district",
            "type": "thanh_pho",
            "name_vi": "Uông Bí",
        },
        "source": {
            "source_id": "bao-2017",
            "title": "Nhất thể hóa ở Uông Bí",
            "title_en": "Consolidation in Uông Bí",
            "publisher": "Báo Quảng Ninh",
            "url": "https://example.org/bao-2017",
            "published": "2017-06-01",
        },
    }


def test_a_document_says_what_it_is_about_and_where_its_pages_are(
    published: dict[str, bytes],
) -> None:
    found = document(published, "units/c-06817-quang-trung.json")
    assert found["$schema"] == "../api/schemas/unit.schema.json"
    assert found["version"] == "0.1.0"
    assert found["pages"] == {
        "vi": "c-06817-quang-trung.html",
        "en": "../en/units/c-06817-quang-trung.html",
    }
    assert found["unit"]["parent"]["name_vi"] == "Uông Bí"
    assert [unit["name_vi"] for unit in found["ancestors"]] == ["Quảng Ninh", "Uông Bí"]
    assert found["unit_successions"][0]["to_unit"]["name_vi"] == "Vàng Danh"


def test_a_row_that_names_a_unit_twice_is_there_once(package: SmallPackage) -> None:
    package.rows("unit_successions", {**SUCCESSION, "to_unit_id": "c-06817"})
    found = document(made(package), "units/c-06817-quang-trung.json")
    assert len(found["unit_successions"]) == 1


def test_a_table_that_refers_to_units_is_in_their_files_without_a_line_of_code(
    package: SmallPackage,
) -> None:
    key = {"fields": ["unit_id"], "reference": {"resource": "units", "fields": ["unit_id"]}}
    schema = {
        "title": "Thăm",
        "title_en": "Visits",
        "fields": [
            {"name": "visit_id", "type": "string", "constraints": {"required": True}},
            {"name": "unit_id", "type": "string", "constraints": {"required": True}},
            {"name": "open", "type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
        ],
        "primaryKey": ["visit_id"],
        "foreignKeys": [key],
    }
    package.write("schemas/visits.schema.json", schema)
    resource = {"name": "visits", "path": "data/visits.csv", "schema": "schemas/visits.schema.json"}
    package.descriptor(resources=[*package.read("datapackage.json")["resources"], resource])
    package.rows("visits", {"visit_id": "one", "unit_id": "d-196", "open": "true"})
    published = made(package)
    assert document(published, "units/d-196-uong-bi.json")["visits"] == [
        {
            "visit_id": "one",
            "unit_id": "d-196",
            "open": True,
            "unit": {
                "unit_id": "d-196",
                "level": "district",
                "type": "thanh_pho",
                "name_vi": "Uông Bí",
            },
        }
    ]
    schema = document(published, "api/schemas/unit.schema.json")
    assert schema["$defs"]["visits"]["properties"]["open"]["type"] == ["boolean", "null"]


def test_making_a_pages_files_reads_no_table_again(
    package: SmallPackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    by = Store._by  # noqa: SLF001 - what is counted is how often a table is gone through

    def counted(self: Store, *arguments: str) -> object:
        asked.append(arguments)
        return by(self, *arguments)

    monkeypatch.setattr(Store, "_by", counted)
    made(package)
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("numerator", "85", "'85' is not of type 'integer', 'null'"),
        ("denominator", 0, "0 is less than the minimum of 1"),
        ("status", "maybe", "'maybe' is not one of ['actual', 'forecast']"),
        ("quote", None, "None is not of type 'string'"),
        ("unit_id", "Uong Bi", "'Uong Bi' does not match"),
    ],
)
def test_the_schema_of_a_document_knows_the_rules_of_the_tables(
    published: dict[str, bytes], field: str, value: object, fault: str
) -> None:
    errors = partial(faults, document(published, "api/schemas/unit.schema.json"))
    found = document(published, "units/d-196-uong-bi.json")
    assert errors(found) == []
    found["observations"][0][field] = value
    assert [error[: len(fault)] for error in errors(found)] == [fault]


def faults(schema: dict[str, Any], content: object) -> list[str]:
    return [error.message for error in Draft202012Validator(schema).iter_errors(content)]


def test_the_schema_of_changes_knows_what_a_release_changed(
    package: SmallPackage, published: dict[str, bytes]
) -> None:
    before = load(package.folder)
    package.rows("observations", {**OBSERVATION, "numerator": "86"}, COMMUNE)
    package.field("observations", "quote", title_en="Words")
    changes = json.loads(changes_json(difference(before, load(package.folder))))
    assert [table["name"] for table in changes["tables"]] == ["observations"]
    assert changes["structure"]
    assert faults(document(published, "api/schemas/changes.schema.json"), changes) == []
