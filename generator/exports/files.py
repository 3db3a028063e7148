"""The package's own files, with those that tell of it: citation and dictionary.

All are as they are, but for the descriptor, which also tells what the files measure.
"""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.dataset import DESCRIPTOR, TEXTS
from generator.exceptions import PublicationError
from generator.exports.about import about
from generator.exports.citation import citation_cff
from generator.exports.descriptor import descriptor_json
from generator.exports.dictionary import dictionary_csv
from generator.exports.format import Export
from generator.reading import is_inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.dataset import Dataset

_MEDIA_TYPES = {
    ".cff": "text/x-yaml",
    ".csv": "text/csv",
    ".json": "application/json",
    ".md": "text/markdown",
}


def files(dataset: Dataset) -> Iterator[Export]:
    """Every file of the package at the path that it has there, and those made of the descriptor.

    The tables are of the format `csv`, the rest of the format `package`.
    """
    yield _export(DESCRIPTOR, lambda: descriptor_json(dataset))
    yield from (export for export in own_files(dataset) if export.path != DESCRIPTOR)
    yield _export("CITATION.cff", lambda: citation_cff(about(dataset)))
    yield _export("dictionary.csv", lambda: dictionary_csv(dataset.tables.values()))


def own_files(dataset: Dataset) -> Iterator[Export]:
    """Every file of the package that could be read, at the path that it has there."""
    schemas = sorted({str(table.spec["schema"]) for table in dataset.tables.values()})
    texts = [name for name in TEXTS if (dataset.folder / name).is_file()]
    for path in (DESCRIPTOR, *schemas, *texts):
        yield _export(path, partial(_read, dataset, path))
    for table in dataset.tables.values():
        yield _export(table.path, partial(bytes, table.data), table.name)


def _export(path: str, make: Callable[[], bytes], table: str = "") -> Export:
    return Export(
        path=path,
        format="csv" if table else "package",
        media_type=_MEDIA_TYPES.get(PurePosixPath(path).suffix, "text/plain"),
        table=table,
        make=make,
    )


def _read(dataset: Dataset, path: str) -> bytes:
    """The bytes of a file that lies in the package's folder; no symbolic link may lead out."""
    if not is_inside(dataset.folder, path):
        raise PublicationError(f"{path}: leads out of the package")
    return (dataset.folder / path).read_bytes()
