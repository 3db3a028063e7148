"""Which releases are published, what the latest is, and what is wrong with the others."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.dataset import DESCRIPTOR
from generator.diffs.difference import difference
from generator.exports.files import own_files
from generator.git import Unavailable
from generator.history import history
from generator.problems import Problem
from generator.releases.content import REDACTIONS_CSV
from generator.releases.kept import Kept
from generator.releases.shelf import Edition, Shelf
from generator.scratch import scratch
from generator.versions.numbers import Bump, parse_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from generator.dataset import Dataset
    from generator.diffs.difference import Difference
    from generator.history import History
    from generator.releases.record import Record
    from generator.settings import Settings

_SHORT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release as it is published, with the one before it."""

    edition: Edition
    earlier: Edition | None
    record: Record

    @property
    def version(self) -> str:
        """The version, which is also the name of its folder."""
        return str(self.edition.version)

    @property
    def time(self) -> datetime:
        """When it was made: as it says itself, else when it was committed."""
        return self.record.released or self.edition.time

    @property
    def bump(self) -> Bump:
        """How far its version was raised; NONE of the first."""
        if self.earlier is None:
            return Bump.NONE
        before, now = self.earlier.version, self.edition.version
        if before.major != now.major:
            return Bump.MAJOR
        return Bump.MINOR if before.minor != now.minor else Bump.PATCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases:
    """The releases of a package, the earliest first; the last one may not be committed yet.

    `unknown` says why earlier ones may be missing, '' where none is. `now` is the package
    as it is, `latest` as the last release has it. `since` is what changed after that and was
    not released, None where nothing did.
    """

    shelf: Shelf
    all: tuple[Release, ...]
    unknown: str
    now: Dataset
    latest: Dataset
    since: Difference | None

    @property
    def is_committed(self) -> bool:
        """Whether git has the last release: what is made of it stays, whatever is edited."""
        return bool(self.all[-1].edition.commit)


@contextmanager
def past(settings: Settings) -> Iterator[Past]:
    """The releases of the package, as long as something is made of them."""
    kept = Kept(settings.out.parent / ".cache" / settings.out.name / "releases")
    with scratch() as folder:
        yield Past(settings.package, kept, folder)


class Past:
    """What git says of a package's releases, each of which was read once, now or before."""

    def __init__(self, package: Path, kept: Kept, folder: Path) -> None:
        """Find the releases; `folder` is for what is read of them, as long as needed."""
        self._shelf = Shelf(kept)
        self.prune = kept.prune
        known = history(package)
        self.unknown = known.reason if isinstance(known, Unavailable) else ""
        self._problems = () if isinstance(known, Unavailable) else known.problems
        editions = [] if isinstance(known, Unavailable) else _editions(known, folder)
        self._releases = tuple(map(self._release, editions, [None, *editions]))

    def prepare(self, dataset: Dataset) -> None:
        """Read what the other methods will ask for, when there is time."""
        if self._releases and not self._is_new(dataset) and not self._is_last(dataset):
            self._shelf.read(self._releases[-1].edition)

    def problems(self, dataset: Dataset) -> Iterator[Problem]:
        """What is wrong with earlier releases, and with the package after them."""
        yield from self._problems
        yield from (_broken(release) for release in self._releases if release.record.left_out)
        if not self._releases or self._is_new(dataset):
            return
        last = self._releases[-1]
        version = parse_version(dataset.descriptor.get("version"))
        is_told = any(problem.severity == "error" for problem in self._problems)
        if version and version < last.edition.version and not is_told:
            yield _problem("version-behind", str(version), highest=last.version)
        elif not self._is_last(dataset) and not self._shelf.is_sound(last.edition):
            yield _problem("version-unsound", last.version)

    def version(self, dataset: Dataset) -> str:
        """The version that the downloads have; '' where the package says none."""
        if self._releases and not self._is_new(dataset):
            return self._releases[-1].version
        return str(dataset.descriptor.get("version", ""))

    def releases(self, dataset: Dataset, time: datetime) -> Releases:
        """The releases with the package as it is now, which has no errors."""
        found, latest, since = self._releases, dataset, None
        if self._is_new(dataset):
            edition = _of_now(dataset, time)
            found += (self._release(edition, found[-1].edition if found else None),)
        elif self._is_last(dataset):
            self._shelf.found_sound(found[-1].edition)
        else:
            latest = self._shelf.read(found[-1].edition)
            since = difference(latest, dataset)
        return Releases(
            shelf=self._shelf,
            all=found,
            unknown=self.unknown,
            now=dataset,
            latest=latest,
            since=since,
        )

    def _release(self, edition: Edition, earlier: Edition | None) -> Release:
        record = self._shelf.record(edition, earlier)
        return Release(edition=edition, earlier=earlier, record=record)

    def _is_new(self, dataset: Dataset) -> bool:
        """Whether the package is a release that has not been committed, or that git cannot tell."""
        version = parse_version(dataset.descriptor.get("version"))
        last = self._releases[-1].edition.version if self._releases else None
        return version is not None and (last is None or version > last)

    def _is_last(self, dataset: Dataset) -> bool:
        """Whether the package is the last release, byte for byte, without what was taken out."""
        files = dict(self._releases[-1].record.files)
        files.pop(REDACTIONS_CSV, None)
        return _checksums(dataset) == {path: file.sha256 for path, file in files.items()}


def _editions(known: History, folder: Path) -> list[Edition]:
    return [
        Edition(
            version=release.version,
            commit=release.commit.id,
            time=release.commit.time,
            content=known.content(release),
            read=partial(known.dataset, release, folder),
        )
        for release in known.releases
    ]


def _of_now(dataset: Dataset, time: datetime) -> Edition:
    """The package as it is now, as the release that it says it is."""
    version = parse_version(dataset.descriptor.get("version"))
    if version is None:
        raise ValueError("a package without errors has a version")
    contents = "".join(f"{sha256} {path}\n" for path, sha256 in _checksums(dataset).items())
    return Edition(
        version=version,
        commit="",
        time=time,
        content=hashlib.sha256(contents.encode()).hexdigest(),
        read=lambda: dataset,
    )


def _checksums(dataset: Dataset) -> dict[str, str]:
    return {file.path: hashlib.sha256(file.make()).hexdigest() for file in own_files(dataset)}


def _broken(release: Release) -> Problem:
    return _problem(
        "release-broken",
        release.version,
        commit=release.edition.commit[:_SHORT],
        tables=", ".join(release.record.left_out),
    )


def _problem(rule: str, version: str, **details: str) -> Problem:
    return Problem(rule=rule, file=DESCRIPTOR, field="version", value=version, details=details)
