"""Releases as pages tell of them, in one language; not how pages look."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from generator.diffs.told import Told
from generator.diffs.words import day_words, say, say_count
from generator.releases.change_lists import COLUMNS
from generator.releases.changelog import CHANGELOG, sentences
from generator.releases.content import CHANGES_CSV, CHANGES_JSON
from generator.showing import in_markdown, printable
from generator.versions.numbers import Bump
from generator.views import urls
from generator.views.versions import (
    Log,
    Raised,
    ReleaseFile,
    ReleaseNote,
    ReleaseTable,
    ReleaseView,
    UnitChange,
    UnitRelease,
    VersionsPage,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.dataset import Redacted
    from generator.releases.known import Release, Releases
    from generator.releases.record import Record, RecordedTable

_RAISED: Mapping[Bump, Raised] = {
    Bump.NONE: "first",
    Bump.PATCH: "patch",
    Bump.MINOR: "minor",
    Bump.MAJOR: "major",
}


def log(releases: Releases, lang: str) -> Log:
    """What all pages may tell of releases."""
    notes = _notes(releases, lang)
    units: dict[str, list[UnitRelease]] = defaultdict(list)
    for release in reversed(releases.all):
        for unit_id, changes in _changes(release, lang).items():
            units[unit_id].append(UnitRelease(note=notes[release.version], changes=changes))
    return Log(
        notes=tuple(notes[release.version] for release in reversed(releases.all)),
        units={unit_id: tuple(found) for unit_id, found in units.items()},
    )


def _notes(releases: Releases, lang: str) -> dict[str, ReleaseNote]:
    file = releases.now.folder / CHANGELOG
    said = sentences(file.read_text("utf-8") if file.is_file() else "", lang)
    return {
        release.version: ReleaseNote(
            version=release.version,
            time=release.time,
            raised=_RAISED[release.bump],
            sentences=said.get(release.version) or _computed(release, lang),
            redactions=tuple(_redactions(release.record, lang)),
            revised=max([release.time, *map(_day, release.record.redacted)]),
        )
        for release in releases.all
    }


def _redactions(record: Record, lang: str) -> Iterator[str]:
    """What was taken out of a release, without a word on what it was."""
    titles = {table.name: table.titles[lang] for table in record.tables}
    for item in record.redacted:
        yield say_count(
            "redacted",
            lang,
            item.rows,
            day=day_words(_day(item), lang),
            table=printable(titles[item.table]),
            reason=say(f"redacted-{item.reason}", lang),
        )


def _day(item: Redacted) -> datetime:
    return datetime.fromisoformat(item.date).replace(tzinfo=UTC)


def _computed(release: Release, lang: str) -> tuple[str, ...]:
    """What is said of a release of which nobody has said anything."""
    if release.earlier is None:
        return (say("first-version", lang),)
    return release.record.sentences[lang] or (say("same-data", lang),)


def _changes(release: Release, lang: str) -> dict[str, tuple[UnitChange, ...]]:
    """By unit, what the release changed in it and in those below it, the highest first."""
    found: dict[str, list[UnitChange]] = defaultdict(list)
    for unit in sorted(release.record.units, key=lambda unit: (len(unit.above), unit.unit_id)):
        change = UnitChange(
            unit_id=unit.unit_id, name=unit.names[lang], sentences=unit.sentences[lang]
        )
        for place in (unit.unit_id, *unit.above):
            found[place].append(change)
    return {place: tuple(changes) for place, changes in found.items()}


def versions_page(releases: Releases, repo_url: str, lang: str) -> VersionsPage:
    """What the page of versions knows."""
    notes = _notes(releases, lang)
    since = Told(releases.since, lang, in_markdown).summary() if releases.since else []
    return VersionsPage(
        releases=tuple(
            _view(release, notes[release.version], repo_url, lang)
            for release in reversed(releases.all)
        ),
        complete=not releases.unknown,
        since=tuple(since),
        feed=urls.FEED,
        columns=COLUMNS,
    )


def _view(release: Release, note: ReleaseNote, repo_url: str, lang: str) -> ReleaseView:
    record, version = release.record, release.version
    changes = (CHANGES_CSV, CHANGES_JSON) if release.earlier else ()
    return ReleaseView(
        note=note,
        left_out=record.left_out,
        tables=tuple(_table(version, release, table, lang) for table in record.tables),
        districts=record.districts,
        covered=record.covered,
        zip=ReleaseFile(
            path=urls.release_zip(record.name, version),
            size=record.zip.size,
            sha256=record.zip.sha256,
        ),
        descriptor=urls.release(version, "datapackage.json"),
        checksums=urls.release(version, "SHA256SUMS"),
        changes=tuple(urls.release(version, name) for name in changes),
        commit_url=urls.commit(repo_url, release.edition.commit),
    )


def _table(version: str, release: Release, table: RecordedTable, lang: str) -> ReleaseTable:
    return ReleaseTable(
        table=table.name,
        title=table.titles[lang],
        path=urls.release(version, table.path) if table.path in release.record.files else "",
        rows=table.rows,
        added=table.added,
        changed=table.changed,
        removed=table.removed,
    )
