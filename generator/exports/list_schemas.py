"""JSON Schemas of what lists and tells of the data: not of tables, nor of pages' documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.exports.json_schema import array, closed
from generator.versions.numbers import Bump
from generator.versions.structure import Kind
from generator.views.records import FILES, TABLES
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.exports.json_schema import JsonSchemas

LISTS = ("index", "manifest", "changes", "build")
"""By name: `api/index.json`, `manifest.json`, the `changes.json` of releases, `build.json`."""

_TEXT = {"type": "string"}
_TEXTS = closed(dict.fromkeys(LANGUAGES, _TEXT))
_COUNT = {"type": "integer", "minimum": 0}
_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def of_lists(schemas: JsonSchemas) -> Mapping[str, dict[str, Any]]:
    """The schema of each of `LISTS`."""
    made = (_of_index(schemas), _of_manifest(schemas), _of_changes(), _of_build())
    return {
        name: {**schemas.head(name, name), **schema}
        for name, schema in zip(LISTS, made, strict=True)
    }


def _of_index(schemas: JsonSchemas) -> dict[str, Any]:
    tables = {
        "name": _TEXT,
        "title": _TEXTS,
        "rows": _COUNT,
        "schema": _TEXT,
        "files": {"type": "object", "additionalProperties": _TEXT},
    }
    entries = []
    for name in TABLES:
        entry = schemas.known_by(schemas.dataset.tables[name])
        entries.append(closed({**entry["properties"], **dict.fromkeys(FILES, _TEXT)}))
    pages = {
        "table": {"enum": list(TABLES)},
        "schema": _TEXT,
        "documents": array({"anyOf": entries}),
    }
    return closed(
        {
            **dict.fromkeys(("$schema", "name", "version", "licence"), _TEXT),
            "title": _TEXTS,
            "tables": array(closed(tables)),
            "pages": array(closed(pages)),
            "schemas": closed(dict.fromkeys(LISTS, _TEXT)),
        }
    )


def _of_manifest(schemas: JsonSchemas) -> dict[str, Any]:
    file = {
        **dict.fromkeys(("path", "format", "mediatype"), _TEXT),
        "table": {"enum": [*schemas.dataset.tables, None]},
        "rows": {**_COUNT, "type": ["integer", "null"]},
        "bytes": _COUNT,
        "sha256": _DIGEST,
    }
    head = dict.fromkeys(("$schema", "name", "version"), _TEXT)
    return closed({**head, "files": array(closed(file))})


def _of_changes() -> dict[str, Any]:
    """Rows are texts as the CSV has them, by the fields that the table had then."""
    row = {"type": "object", "additionalProperties": _TEXT}
    cell = closed(dict.fromkeys(("field", "old", "new"), _TEXT))
    structure = {
        "kind": {"enum": [kind.value for kind in Kind]},
        **dict.fromkeys(("table", "field", "what"), _TEXT),
        "bump": {"enum": [bump.name.lower() for bump in Bump]},
    }
    table = {
        **dict.fromkeys(("name", "path"), _TEXT),
        **dict.fromkeys(("key", "fields_added", "fields_removed"), array(_TEXT)),
        **dict.fromkeys(("added", "removed"), array(row)),
        "changed": array(closed({"key": row, "cells": array(cell)})),
    }
    return closed(
        {
            **dict.fromkeys(("from", "to"), _TEXT),
            "structure": array(closed(structure)),
            "tables": array(closed(table)),
        }
    )


def _of_build() -> dict[str, Any]:
    texts = ("name", "version", "profile", "generator", "revision")
    return closed(
        {
            **dict.fromkeys(texts, _TEXT),
            "schemas": _DIGEST,
            "built": {"type": "string", "format": "date-time"},
        }
    )
