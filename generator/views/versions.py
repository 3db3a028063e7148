"""What pages know of releases: the files of each, what it changed, and each unit's own changes.

Sentences of a change log are Markdown, all other texts are plain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Raised: TypeAlias = Literal["first", "major", "minor", "patch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseNote:
    """A release in short. `raised` says which part of the version was.

    `redactions` are sentences, in plain text, on what was taken out of it since; `revised` is
    when that was last done, or `time` where nothing was.
    """

    version: str
    time: datetime
    raised: Raised
    sentences: tuple[str, ...]
    redactions: tuple[str, ...]
    revised: datetime

    @property
    def anchor(self) -> str:
        """The id of the release on the page of versions."""
        return f"v{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChange:
    """What a release changed in the records of one unit, which it called `name`.

    `url` is the unit's page today, '' where it has none.
    """

    unit_id: str
    name: str
    sentences: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRelease:
    """A release that changed something of a unit, or of units below it."""

    note: ReleaseNote
    changes: tuple[UnitChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The releases, the latest first, and by the id of a unit those that changed something of it.

    A unit has what changed in all units below it, its own changes first.
    """

    notes: tuple[ReleaseNote, ...] = ()
    units: Mapping[str, tuple[UnitRelease, ...]]


EMPTY_LOG = Log(units={})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFile:
    """A file of a release. `path` is relative to the site's root, `size` in bytes."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTable:
    """A table in a release; `path` is '' where it was removed or could not be published."""

    table: str
    title: str
    path: str
    rows: int
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    """A release in full. `left_out` are the tables that cannot be read: it is broken then.

    `covered` of `districts` have figures. `changes` are paths of the CSV and the JSON, none
    for the first release. `commit_url` is '' where there is no repository or no commit.
    """

    note: ReleaseNote
    left_out: tuple[str, ...]
    tables: tuple[ReleaseTable, ...]
    districts: int
    covered: int
    zip: ReleaseFile
    descriptor: str
    checksums: str
    changes: tuple[str, ...]
    commit_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsPage:
    """Every release, the latest first.

    `complete` is False where git could not be asked for earlier ones. `since` are sentences
    on what was changed after the last release and is not in the downloads. `feed` is the
    path of the feed, which only a site with an address has. `columns` are those of the lists
    of changes.
    """

    releases: tuple[ReleaseView, ...]
    complete: bool
    since: tuple[str, ...]
    feed: str
    columns: tuple[str, ...]
