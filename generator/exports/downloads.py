"""The files to download as they are published, with what pages and metadata tell of each."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.exports.about import about
from generator.exports.citation import bibtex
from generator.exports.registry import exports
from generator.views import urls
from generator.views.downloads import DataPage, DownloadFile, DownloadTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.dataset import Dataset


def downloads(dataset: Dataset) -> Iterator[tuple[DownloadFile, Artifact]]:
    """Every file of every format, one at a time."""
    for export in exports(dataset):
        artifact = Artifact(urls.download(export.path), export.make())
        yield (
            DownloadFile(
                path=artifact.path,
                format=export.format,
                media_type=export.media_type,
                table=export.table,
                rows=len(dataset.frame(export.table)) if export.table else None,
                size=len(artifact.data),
                sha256=hashlib.sha256(artifact.data).hexdigest(),
            ),
            artifact,
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
