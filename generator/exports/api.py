"""What stands beside pages for programs: each page's records, their JSON Schemas, and a list."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.artifacts import Artifact
from generator.exports.about import about
from generator.exports.json_schema import JsonSchemas
from generator.exports.list_schemas import LISTS, of_lists
from generator.exports.page_csv import PageCsv
from generator.exports.page_json import PageJson, kind, schema_path
from generator.exports.registry import exports
from generator.views import urls
from generator.views.records import FILES, TABLES, Records
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.dataset import Dataset
    from generator.settings import Settings
    from generator.views.maker import Maker

INDEX = "api/index.json"


class Api:
    """The files beside pages, of one dataset; and what lists and describes them.

    Whole tables are to be had as they were last released.
    """

    def __init__(self, maker: Maker, settings: Settings, released: Dataset) -> None:
        """Make nothing yet."""
        self._dataset = maker.store.dataset
        self._released = released
        self._settings = settings
        self._records = Records(maker)
        self._tables = PageCsv(self._dataset)
        self._documents = PageJson(maker.store, settings.languages)

    def pages(self) -> Iterator[tuple[str, Callable[[], Iterator[Artifact]]]]:
        """The URL of every page that has files, with what makes them."""
        for table in TABLES:
            for key, url in self._records.pages(table):
                yield url, partial(self._files, table, key)

    def _files(self, table: str, key: str) -> Iterator[Artifact]:
        page = self._records.of(table, key)
        csv, path = (urls.data_file(page.url, ending) for ending in FILES)
        yield Artifact(csv, self._tables.file(page))
        yield Artifact(path, self._documents.document(page, path))

    def index(self) -> Iterator[Artifact]:
        """The list of all tables and pages."""
        pages = {
            table: [self._entry(table, key, url) for key, url in self._records.pages(table)]
            for table in TABLES
        }
        yield Artifact(INDEX, to_json(_index(self._released, pages)))

    def schemas(self) -> Iterator[Artifact]:
        """The JSON Schema of each kind of document."""
        languages = self._settings.languages
        address = self._settings.base_url
        yield from _of_tables(JsonSchemas(self._released, address, languages))
        yield from _schemas(JsonSchemas(self._dataset, address, languages), self._records)

    def _entry(self, table: str, key: str, url: str) -> dict[str, object]:
        """What a page is about, as where other rows refer to it, and its files."""
        known: dict[str, object] = json.loads(self._documents.known(table, key))
        files = {ending: urls.data_file(url, ending) for ending in FILES}
        return known | {ending: urls.relative(path, INDEX) for ending, path in files.items()}


def to_json(content: object) -> bytes:
    """JSON to be read by people too."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _index(dataset: Dataset, pages: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    package = about(dataset)
    files: dict[str, dict[str, str]] = {}
    for export in exports(dataset):
        if export.table:
            place = urls.relative(urls.download(export.path), INDEX)
            files.setdefault(export.table, {})[export.format] = place
    return {
        "$schema": urls.relative(schema_path("index"), INDEX),
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "title": dict(package.title),
        "tables": [
            {
                "name": table.name,
                "title": {lang: table.text("title", lang) for lang in LANGUAGES},
                "rows": len(table.frame),
                "schema": urls.relative(schema_path(table.name), INDEX),
                "files": files[table.name],
            }
            for table in dataset.tables.values()
        ],
        "pages": [
            {
                "table": table,
                "schema": urls.relative(schema_path(kind(table)), INDEX),
                "documents": documents,
            }
            for table, documents in pages.items()
        ],
        "schemas": {name: urls.relative(schema_path(name), INDEX) for name in LISTS},
    }


def _of_tables(schemas: JsonSchemas) -> Iterator[Artifact]:
    for table in schemas.dataset.tables.values():
        yield _schema(table.name, schemas.of_table(table))


def _schemas(schemas: JsonSchemas, records: Records) -> Iterator[Artifact]:
    for name in TABLES:
        others = [other for other, _ in records.references(name)]
        yield _schema(kind(name), schemas.of_pages(name, others))
    for name, schema in of_lists(schemas).items():
        yield _schema(name, schema)


def _schema(name: str, schema: dict[str, Any]) -> Artifact:
    return Artifact(schema_path(name), to_json(schema))
