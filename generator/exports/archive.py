"""The package in one zip: a data package by itself, with citation, dictionary and checksums."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

from generator.exports.about import about
from generator.exports.files import files
from generator.exports.format import Format

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from generator.dataset import Dataset

CHECKSUMS = "SHA256SUMS"
MEDIA_TYPE = "application/zip"

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LATEST = (2107, 12, 31, 23, 59, 58)


def archive(dataset: Dataset) -> bytes:
    """The zip: its files have the time of the release, so a version has the same bytes always."""
    contents = {export.path: export.make() for export in files(dataset)}
    return zipped(contents, about(dataset).released)


def zipped(contents: Mapping[str, bytes], released: datetime | None) -> bytes:
    """Files by their paths, with their checksums, in one zip; in it all have the same time."""
    contents = {**contents, CHECKSUMS: checksums(contents)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for path in sorted(contents):
            zipped.writestr(_info(path, released), contents[path], compresslevel=9)
    return buffer.getvalue()


def checksums(contents: Mapping[str, bytes]) -> bytes:
    """A line for each file, in the form that `sha256sum --check` reads."""
    lines = (f"{hashlib.sha256(contents[path]).hexdigest()}  {path}\n" for path in sorted(contents))
    return "".join(lines).encode()


def _info(path: str, released: datetime | None) -> zipfile.ZipInfo:
    time = released.timetuple()[:6] if released else _EARLIEST
    info = zipfile.ZipInfo(path, date_time=min(max(time, _EARLIEST), _LATEST))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3  # Unix, whatever the system that builds
    return info


FORMAT = Format(id="zip", ending="zip", media_type=MEDIA_TYPE, of_package=archive)
