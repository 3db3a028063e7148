"""A page's records as one JSON document: each row typed, with what it refers to by name.

A field that holds a key, such as `indicator_id`, is followed by what the key stands for:
`indicator`, an object with the key and the fields by which that row is known.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from generator.exports.values import TRUE
from generator.keys import foreign_keys
from generator.views import urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.dataset import Dataset, Field, Table
    from generator.views.records import PageRecords
    from generator.views.store import Row, Store

_NAMES = {"level", "type", "name", "number", "title", "publisher", "published", "url"}
_ID = "_id"

ABOVE = "ancestors"
"""The member of a unit's document that has the units above it."""


def kind(table: str) -> str:
    """What one row of a table is called: "unit" of "units"."""
    return table.removesuffix("s")


def schema_path(name: str) -> str:
    """Where the JSON Schema of documents of a kind, or of a table's rows, is published."""
    return f"api/schemas/{name}.schema.json"


def known_by(table: Table) -> tuple[Field, ...]:
    """The fields by which a row of the table is known where another row refers to it."""
    return tuple(
        field
        for name, field in table.fields.items()
        if name in table.primary_key or name.split("_", maxsplit=1)[0] in _NAMES
    )


def named(table: Table, dataset: Dataset) -> Mapping[str, tuple[str, str]]:
    """What a row refers to: by name, the field with the key and the table that has it.

    `indicator` is what `indicator_id` refers to. Keys of several fields are left out.
    """
    return {
        key.fields[0].removesuffix(_ID): (key.fields[0], key.other_table)
        for key in foreign_keys(table)
        if len(key.fields) == 1
        and key.fields[0].endswith(_ID)
        and key.fields[0].removesuffix(_ID) not in table.fields
        and dataset.tables[key.other_table].primary_key == key.other_fields
    }


def value(field: Field, text: str) -> object:
    """A cell in JSON: numbers as the CSV has their digits, null for what is missing."""
    if not text:
        return None
    if field.type in {"integer", "number"}:
        return json.loads(text)
    if field.type == "boolean":
        return text in field.spec.get("trueValues", TRUE)
    return text


class PageJson:
    """Writes the documents of pages, of one version of a package."""

    def __init__(self, store: Store, languages: tuple[str, ...]) -> None:
        """`languages` are those of the site, the one at its root first."""
        self._store = store
        self._tables = store.dataset.tables
        self._languages = languages
        self._known = cache(self._known_as)
        self._named = cache(lambda table: named(self._tables[table], store.dataset))

    def document(self, page: PageRecords, path: str) -> bytes:
        """The document of a page that is to be published at `path`; one row a line."""
        lines = [f"{json.dumps(name)}: {text}" for name, text in self._members(page, path)]
        return ("{\n" + ",\n".join(lines) + "\n}\n").encode()

    def _members(self, page: PageRecords, path: str) -> Iterator[tuple[str, str]]:
        name = kind(page.table)
        yield "$schema", _text(urls.relative(schema_path(name), path))
        yield "version", _text(self._store.dataset.descriptor["version"])
        yield (
            "pages",
            _text(
                {
                    lang: urls.relative(urls.in_language(page.url, lang, self._languages), path)
                    for lang in self._languages
                }
            ),
        )
        yield name, _text(self._record(page.row))
        if page.table == "units":
            yield ABOVE, _text([self._known("units", row["unit_id"]) for row in page.above])
        for table, rows in page.rows.items():
            records = ",\n".join(_text(self._record(row)) for row in rows)
            yield table, f"[\n{records}\n]" if records else "[]"

    def _record(self, row: Row) -> dict[str, object]:
        """A row with every field of its table, and what it refers to."""
        fields = self._tables[row.table].fields.values()
        record = {field.name: value(field, row[field.name]) for field in fields}
        for name, (field, table) in self._named(row.table).items():
            record[name] = self._known(table, row[field]) if row[field] else None
        return record

    def _known_as(self, table: str, key: str) -> dict[str, object]:
        row = self._store.by_key(table)[key]
        return {
            field.name: value(field, row[field.name]) for field in known_by(self._tables[table])
        }


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)
