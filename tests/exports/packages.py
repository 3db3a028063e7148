"""Packages for the tests of exports, and what has to come back out of them."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from generator.dataset import TEXT, Field, Table
from generator.exports.registry import exports

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.dataset import Dataset

FIXTURE = Path(__file__).parent.parent / "fixtures" / "package"
"""All tables of the project, with a few rows each."""

HOSTILE_TEXTS = (
    "=1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "https://example.org/a?b=1&c=2",
    "mailto:someone@example.org",
    "<r><t>not markup</t></r>",
    "<b>&amp;</b>",
    "_x0041_",
    'Quang Trung, phường "cũ"',
    "nguồn\\tệp",
    "071",
    "1e5",
    "2018-06",
    "NA",
    "null",
    "TRUE",
    "12/5",
    "thị xã Kỳ Anh, Ngô Quyền, ưỡẫ",
    "'; DROP TABLE places; --",
)
"""Texts that some program would take for something else."""

_FIELDS: dict[str, list[dict[str, Any]]] = {
    "places": [
        {"name": "place_id", "type": "string", "constraints": {"required": True}},
        {"name": "code", "type": "string", "title": "Mã", "title_en": "Code"},
        {"name": "parent_id", "type": "string"},
        {"name": "founded", "type": "date"},
        {"name": "open", "type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
        {"name": "count", "type": "integer"},
        {"name": "share", "type": "number"},
        {"name": "since", "type": "string", "rdfType": "http://id.loc.gov/datatypes/edtf"},
        {"name": "since_part", "type": "string"},
        {"name": "text", "type": "string", "description": "Văn bản", "description_en": "Text"},
    ],
    "visits": [
        {"name": "place_id", "type": "string", "constraints": {"required": True}},
        {"name": "day", "type": "date", "constraints": {"required": True}},
        {
            "name": "kind",
            "type": "string",
            "categories": [
                {"value": "short", "label": "ngắn", "label_en": "short"},
                {"value": "long", "label": "dài", "label_en": "long"},
            ],
        },
    ],
}
_KEYS: dict[str, dict[str, Any]] = {
    "places": {
        "primaryKey": ["place_id"],
        "foreignKeys": [
            {"fields": ["parent_id"], "reference": {"resource": "", "fields": ["place_id"]}}
        ],
    },
    "visits": {
        "primaryKey": ["place_id", "day"],
        "foreignKeys": [
            {"fields": ["place_id"], "reference": {"resource": "places", "fields": ["place_id"]}}
        ],
    },
}
PLACES = [
    ["a", "071", "", "1831-11-01", "true", "85", "90.8", "2018-06", "late", "ưỡẫ Đ"],
    ["b", "00001", "a", "2025-07-01", "false", "0", "100", "[..2020-12-31]", "", ""],
    ["c", *[""] * 9],
    *([f"t{i:02}", *[""] * 8, text] for i, text in enumerate(HOSTILE_TEXTS)),
]
VISITS = [["a", "1900-02-28", "short"], ["a", "1900-03-01", ""], ["b", "2024-02-29", "long"]]


def write_hostile_package(folder: Path, **described: object) -> Path:
    """A package with every type, every kind of key, and texts of the kind above."""
    rows: dict[str, Sequence[Sequence[str]]] = {"places": PLACES, "visits": VISITS}
    descriptor = {
        "name": "places",
        "title": "Nơi chốn",
        "title_en": "Places",
        "version": "1.2.3",
        "created": "2025-03-04T05:06:07+07:00",
        **described,
        "resources": [
            {"name": name, "path": f"data/{name}.csv", "schema": f"schemas/{name}.schema.json"}
            for name in rows
        ],
    }
    for name in ("data", "schemas"):
        (folder / name).mkdir(parents=True)
    for name, cells in rows.items():
        schema = {"title": name.title(), "fields": _FIELDS[name], **_KEYS[name]}
        (folder / f"schemas/{name}.schema.json").write_text(json.dumps(schema), "utf-8")
        with (folder / f"data/{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([field["name"] for field in _FIELDS[name]])
            writer.writerows(cells)
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    return folder


def made(dataset: Dataset) -> dict[str, bytes]:
    """The bytes of every export by its path."""
    return {export.path: export.make() for export in exports(dataset)}


def table_of(texts: Sequence[str]) -> Table:
    """A table with one column of text, read from nowhere."""
    return Table(
        name="texts",
        path="data/texts.csv",
        spec={},
        schema={"primaryKey": "text"},
        fields={"text": Field("text", "string", {})},
        frame=pd.DataFrame({"text": texts}, dtype=TEXT),
        lines=range(2, len(texts) + 2),
        data=b"",
        sha256="",
    )


def expected_rows(table: Table) -> list[dict[str, object]]:
    """The rows as Python has their values; missing is None."""
    return [
        {name: _value(table.fields[name], text) for name, text in row.items()}
        for row in table.frame.to_dict("records")
    ]


def _value(field: Field, text: str) -> object:
    if not text:
        return None
    readers: dict[str, Callable[[str], object]] = {
        "string": str,
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "date": date.fromisoformat,
    }
    return readers[field.type](text)
