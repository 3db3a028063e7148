"""What the page of downloads knows: every file with its size and checksum."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadFile:
    """A file to download. `path` is relative to the site's root, `size` in bytes.

    `format` is the id of one of the formats of `generator.exports`. `table` is '' and `rows`
    None for what holds the whole package or tells of it.
    """

    path: str
    format: str
    media_type: str
    table: str
    rows: int | None
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The file's own name, with its folder where that tells files of one name apart."""
        return self.path.removeprefix("data/latest/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The ZIP of one version, which stays as it is; `path` is relative to the site's root."""

    version: str
    released: date
    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadTable:
    """A table of the package in every format, its CSV first; `rows` are counted without header."""

    table: str
    title: str
    description: str
    dictionary_url: str
    rows: int
    files: tuple[DownloadFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage:
    """The downloads: the whole package in each format, what tells of it, and each table.

    `licences` are titles with addresses; `citation` is a line in the style of the APA.
    `machines` are files for programs about the downloads: path, and what it is.
    """

    version: str
    released: datetime | None
    licences: tuple[tuple[str, str], ...]
    citation: str
    bibtex: str
    machines: tuple[tuple[str, str], ...]
    whole: tuple[DownloadFile, ...]
    about: tuple[DownloadFile, ...]
    tables: tuple[DownloadTable, ...]

    @property
    def files(self) -> tuple[DownloadFile, ...]:
        """Every file on the page."""
        of_tables = chain.from_iterable(table.files for table in self.tables)
        return (*self.whole, *self.about, *of_tables)
