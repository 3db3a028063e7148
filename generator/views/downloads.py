"""What the page of downloads knows: every file with its size and checksum."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadFile:
    """A file to download. `path` is relative to the site's root, `size` in bytes.

    `table` and `title`, `description` are the table's, '' for what is no table; `rows`
    counts its rows, None likewise.
    """

    path: str
    table: str
    title: str
    description: str
    size: int
    sha256: str
    rows: int | None

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage:
    """The downloads: the whole package in one file, its descriptor, and each table."""

    version: str
    whole: DownloadFile
    descriptor: DownloadFile
    tables: tuple[DownloadFile, ...]
