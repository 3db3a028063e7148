"""A page's records as one JSON document: each row typed, with what it refers to by name.

A field that holds a key, such as `indicator_id`, is followed by what the key stands for:
`indicator`, an object with the key and the fields by which that row is known.
"""

from __future__ import annotations

from functools import cache
from json.encoder import encode_basestring as _string
from typing import TYPE_CHECKING

from generator.exports.values import TRUE
from generator.keys import foreign_keys
from generator.views import urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.dataset import Dataset, Field, Table
    from generator.views.records import PageRecords
    from generator.views.rows import Row
    from generator.views.store import Store

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


class PageJson:
    """Writes the documents of pages, of one version of a package."""

    def __init__(self, store: Store, languages: tuple[str, ...]) -> None:
        """`languages` are those of the site, the one at its root first."""
        self._store = store
        self._tables = store.dataset.tables
        self._languages = languages
        self._columns = cache(self._columns_of)
        self._references = cache(self._references_of)
        self.known = store.reads.remembered("known", self._known)

    def document(self, page: PageRecords, path: str) -> bytes:
        """The document of a page that is to be published at `path`; one row a line."""
        # As bytes from the start: text with Vietnamese letters takes twice their memory, and the
        # document of an indicator may have all rows of a nation.
        pieces: list[bytes] = []
        for name, text in self._members(page, path):
            pieces += b",\n" if pieces else b"{\n", _string(name).encode(), b": ", text
        return b"".join((*pieces, b"\n}\n"))

    def _members(self, page: PageRecords, path: str) -> Iterator[tuple[str, bytes]]:
        yield "$schema", _string(urls.relative(schema_path(kind(page.table)), path)).encode()
        yield "version", _string(self._store.dataset.descriptor["version"]).encode()
        pages = [
            (lang, urls.relative(urls.in_language(page.url, lang, self._languages), path))
            for lang in self._languages
        ]
        yield "pages", _object((lang, _string(url)) for lang, url in pages).encode()
        yield kind(page.table), self._record(page.row).encode()
        if page.table == "units":
            yield ABOVE, _array(self.known("units", row["unit_id"]) for row in page.above)
        for table, rows in page.rows.items():
            yield table, _array(map(self._record, rows))

    def _record(self, row: Row) -> str:
        """A row with every field of its table, and what it refers to."""
        own = [(name, write(row[name])) for name, write in self._columns(row.table)]
        others = [
            (name, self.known(table, row[field]) if row[field] else "null")
            for name, field, table in self._references(row.table)
        ]
        return _object([*own, *others])

    def _known(self, table: str, key: str) -> str:
        """What stands for a row where another refers to it."""
        row = self._store.by_key(table)[key]
        fields = known_by(self._tables[table])
        return _object((field.name, _writer(field)(row[field.name])) for field in fields)

    def _columns_of(self, table: str) -> list[tuple[str, Callable[[str], str]]]:
        return [(field.name, _writer(field)) for field in self._tables[table].fields.values()]

    def _references_of(self, table: str) -> list[tuple[str, str, str]]:
        found = named(self._tables[table], self._store.dataset)
        return [(name, field, other) for name, (field, other) in found.items()]


def _writer(field: Field) -> Callable[[str], str]:
    """Writes a cell: numbers with the digits of the CSV, which are JSON's; null where missing."""
    if field.type in {"integer", "number"}:
        return lambda text: text or "null"
    if field.type == "boolean":
        true = field.spec.get("trueValues", TRUE)
        return lambda text: ("true" if text in true else "false") if text else "null"
    return lambda text: _string(text) if text else "null"


def _object(members: Iterable[tuple[str, str]]) -> str:
    return "{" + ", ".join([f'"{name}": {text}' for name, text in members]) + "}"


def _array(items: Iterable[str]) -> bytes:
    lines = b",\n".join([item.encode() for item in items])
    return b"[\n%b\n]" % lines if lines else b"[]"
