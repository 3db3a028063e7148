"""The package as it is: descriptor, schemas, tables and texts, each a file, and all in one zip."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.dataset import DESCRIPTOR
from generator.views import urls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from generator.dataset import Dataset

TEXTS = ("README.md", "CHANGELOG.md", "LICENSE.md")


def package_files(dataset: Dataset) -> Iterator[Artifact]:
    """Every file of the package below `data/latest/`, with the paths that it has in the package."""
    schemas = {str(table.spec["schema"]) for table in dataset.tables.values()}
    texts = {name for name in TEXTS if (dataset.folder / name).is_file()}
    for path in sorted({DESCRIPTOR} | schemas | texts):
        yield Artifact(urls.download(path), (dataset.folder / path).read_bytes())
    for table in dataset.tables.values():
        yield Artifact(urls.download(table.path), table.data)


def zip_name(dataset: Dataset) -> str:
    """The name of the zip, with the version in it."""
    return f"{dataset.descriptor['name']}-{dataset.descriptor['version']}.zip"


def package_zip(dataset: Dataset, build_time: datetime) -> Artifact:
    """All files in one zip, which is a package by itself: the same bytes for the same input."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for artifact in sorted(package_files(dataset), key=lambda a: a.path):
            name = artifact.path.removeprefix(urls.download(""))
            info = zipfile.ZipInfo(name, date_time=build_time.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3  # Unix, whatever the system that builds
            archive.writestr(info, artifact.data)
    return Artifact(urls.download(zip_name(dataset)), buffer.getvalue())
