"""What is known of a release once it has been read: counts, files, sentences; kept as JSON.

All of it comes from the release and the one before it, so it never changes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from generator.dataset import Redacted
from generator.diffs.by_unit import by_unit
from generator.diffs.coverage import coverage, unit_rows
from generator.diffs.told import Told
from generator.showing import in_markdown, printable
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.changes import TableChanges
    from generator.dataset import Dataset
    from generator.diffs.difference import Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFile:
    """A file of a release: its size in bytes and its checksum."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedTable:
    """A table by its titles, with its rows and what happened to them; `path` is '' when gone."""

    name: str
    titles: Mapping[str, str]
    path: str
    rows: int
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedUnit:
    """A unit whose records changed, the units above it, and what happened, by language."""

    unit_id: str
    above: tuple[str, ...]
    names: Mapping[str, str]
    sentences: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A release. `name` is the package's, `left_out` the tables that could not be published.

    `created` is '' or the time that the release says it was made at. `districts` have
    figures in `covered`. `sentences` are Markdown, by language. `files` has the release's
    own files by path, `zip` that of them all. `redacted` is what was taken out of it since.
    """

    name: str
    created: str
    left_out: tuple[str, ...]
    tables: tuple[RecordedTable, ...]
    districts: int
    covered: int
    sentences: Mapping[str, tuple[str, ...]]
    units: tuple[RecordedUnit, ...]
    files: Mapping[str, RecordedFile]
    zip: RecordedFile
    redacted: tuple[Redacted, ...] = ()

    def to_json(self) -> bytes:
        """The record for `from_json`."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Record:
        """The record that `to_json` wrote, with the same code."""
        kept: dict[str, Any] = json.loads(data)
        kept["left_out"] = tuple(kept["left_out"])
        kept["tables"] = tuple(RecordedTable(**table) for table in kept["tables"])
        kept["sentences"] = _tuples(kept["sentences"])
        kept["units"] = tuple(
            RecordedUnit(**{**u, "above": tuple(u["above"]), "sentences": _tuples(u["sentences"])})
            for u in kept["units"]
        )
        kept["files"] = {path: RecordedFile(**file) for path, file in kept["files"].items()}
        kept["zip"] = RecordedFile(**kept["zip"])
        kept["redacted"] = tuple(Redacted(**item) for item in kept["redacted"])
        return cls(**kept)

    @property
    def released(self) -> datetime | None:
        """The time at which the release says it was made."""
        return datetime.fromisoformat(self.created) if self.created else None


def _tuples(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(texts) for lang, texts in lists.items()}


def told_tables(difference: Difference) -> tuple[RecordedTable, ...]:
    """The tables of the release and those that it no longer has."""
    changed = {table.name: table for table in difference.tables}
    names = [*difference.head.tables, *(t.name for t in difference.tables if t.only_in == "base")]
    return tuple(_table(difference, name, changed.get(name)) for name in names)


def _table(difference: Difference, name: str, changed: TableChanges | None) -> RecordedTable:
    now = difference.head.tables.get(name)
    table = now or difference.base.tables[name]
    return RecordedTable(
        name=name,
        titles={lang: table.text("title", lang) or name for lang in LANGUAGES},
        path=table.path if now else "",
        rows=len(table.frame) if now else 0,
        added=len(changed.added) if changed else 0,
        changed=len(changed.changed) if changed else 0,
        removed=len(changed.removed) if changed else 0,
    )


def told_units(difference: Difference) -> Iterator[RecordedUnit]:
    """The units whose records changed."""
    told = {lang: by_unit(difference, lang, printable) for lang in LANGUAGES}
    rows = {**unit_rows(difference.base), **unit_rows(difference.head)}
    for unit_id in told[LANGUAGES[0]]:
        yield RecordedUnit(
            unit_id=unit_id,
            above=tuple(_above(unit_id, rows)),
            names={lang: found[unit_id].name for lang, found in told.items()},
            sentences={lang: found[unit_id].sentences for lang, found in told.items()},
        )


def _above(unit_id: str, rows: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """The units above a unit, the nearest first; a circle, of long ago, is left where it closes."""
    seen = {unit_id}
    parent = rows.get(unit_id, ("", ""))[0]
    while parent and parent not in seen:
        yield parent
        seen.add(parent)
        parent = rows.get(parent, ("", ""))[0]


def told_sentences(difference: Difference) -> dict[str, tuple[str, ...]]:
    """What changed, in the sentences of a change log."""
    return {lang: tuple(Told(difference, lang, in_markdown).summary()) for lang in LANGUAGES}


def covered(dataset: Dataset) -> tuple[int, int]:
    """The number of districts, and of those with figures."""
    found = coverage(dataset)
    return found.districts, len(found.with_figures)
