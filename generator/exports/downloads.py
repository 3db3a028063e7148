"""The files to download as they are published, with what pages and metadata tell of each."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.exports.about import about
from generator.exports.citation import bibtex
from generator.exports.registry import exports
from generator.views import urls
from generator.views.downloads import DataPage, DownloadFile, DownloadTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.dataset import Dataset
    from generator.exports.format import Export


def downloads(dataset: Dataset) -> Iterator[DownloadFile]:
    """Every file of every format, made only to be told of."""
    for export in exports(dataset):
        data = export.make()
        yield told(dataset, export, len(data), hashlib.sha256(data).hexdigest())


def told(dataset: Dataset, export: Export, size: int, sha256: str) -> DownloadFile:
    """A file of that size, in bytes, and checksum."""
    return DownloadFile(
        path=urls.download(export.path),
        format=export.format,
        media_type=export.media_type,
        table=export.table,
        rows=len(dataset.frame(export.table)) if export.table else None,
        size=size,
        sha256=sha256,
    )


def data_page(
    dataset: Dataset, lang: str, files: Sequence[DownloadFile], machines: Mapping[str, str]
) -> DataPage:
    """The view of the page that lists the files; `machines` are those of `metadata.paths`."""
    package = about(dataset)
    licences = dataset.descriptor.get("licenses", [])
    return DataPage(
        version=package.version,
        released=package.released,
        licences=tuple((str(x.get("title", "")), str(x.get("path", ""))) for x in licences),
        citation=package.citation(lang),
        bibtex=bibtex(package),
        machines=tuple(machines.items()),
        whole=tuple(f for f in files if not f.table and f.format != "package"),
        about=tuple(f for f in files if not f.table and f.format == "package"),
        tables=tuple(
            DownloadTable(
                table=table.name,
                title=table.text("title", lang),
                description=table.text("description", lang),
                dictionary_url=urls.dictionary(table.name),
                rows=len(table.frame),
                files=tuple(f for f in files if f.table == table.name),
            )
            for table in dataset.tables.values()
        ),
    )
