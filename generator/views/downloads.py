"""What the page of downloads knows: every file with its size and checksum."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadFile:
    """A file to download. `path` is relative to the site's root, `size` in bytes.

    `rows` counts a table's rows, None for what is no table. `format` is its file
    name's ending without the dot.
    """

    path: str
    name: str
    title: str
    description: str
    format: str
    size: int
    sha256: str
    rows: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage:
    """The downloads: the whole package in one file, its descriptor, and each table."""

    version: str
    whole: DownloadFile
    descriptor: DownloadFile
    tables: tuple[DownloadFile, ...]
