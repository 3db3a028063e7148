"""The releases of a package: every commit of the main line that changed its `version`.

Not for what changed between them, nor for writing a new one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.dataset import DESCRIPTOR, load
from generator.git import Commit, Repository, Unavailable, find
from generator.problems import Problem
from generator.redactions import ledger_bytes, read_ledger, redacted
from generator.versions.numbers import Version, parse_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.dataset import Dataset
    from generator.redactions import Redaction

_SHORT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A version, and the commit that was the first to have it."""

    version: Version
    commit: Commit


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The releases, each higher than the one before it, and what is wrong with other versions.

    `ledger` is what was taken out of the package, and so of all of them.
    """

    repository: Repository
    releases: tuple[Release, ...]
    problems: tuple[Problem, ...]
    ledger: tuple[Redaction, ...] = ()

    def dataset(self, release: Release, into: Path) -> Dataset:
        """The package as it was released, in a folder of its own below `into`.

        It is without what was taken out since. A folder that is already there is read as it
        is: its name is the id of its content.
        """
        return redacted(load(self.repository.extract(release.commit.tree, into)), self.ledger)

    def content(self, release: Release) -> str:
        """The id of what `dataset` gives: of the tree, and of what was taken out of it."""
        if not self.ledger:
            return release.commit.tree
        taken_out = ledger_bytes(self.ledger)
        return hashlib.sha256(release.commit.tree.encode() + taken_out).hexdigest()


def history(package: Path) -> History | Unavailable:
    """What the repository says of the package's releases, or why nothing is known of them."""
    repository = find(package)
    if isinstance(repository, Unavailable):
        return repository
    if repository.is_shallow:
        return Unavailable("a shallow clone lacks what came before; git fetch --unshallow gets it")
    if not repository.has_commits():
        return Unavailable("nothing has been committed yet")
    commits = repository.main_line(DESCRIPTOR)
    texts = repository.contents(DESCRIPTOR, commits)
    changed = list(_changes_of_version(zip(commits, map(_version, texts), strict=True)))
    releases, problems = _judged(changed)
    ledger = read_ledger(package, [])  # what cannot be read of it, the checks tell
    return History(repository=repository, releases=releases, problems=problems, ledger=ledger)


def package_at(named: str, package: Path, into: Path) -> Dataset | Unavailable:
    """The package in a folder, or as it was at a revision of the repository of `package`.

    Of a revision, that is without what has been taken out of `package` since.
    """
    if (Path(named) / DESCRIPTOR).is_file():
        return load(Path(named))
    repository = find(package)
    if isinstance(repository, Unavailable):
        return Unavailable(f"{named} is no folder with a package, and {repository.reason}")
    commit = repository.commit(named)
    if commit is None:
        return Unavailable(f"{named} is neither a folder nor a commit with a package")
    return redacted(load(repository.extract(commit.tree, into)), read_ledger(package, []))


def messages_since(named: str, package: Path) -> list[str]:
    """The messages of the commits since a revision; none where `named` is a folder."""
    repository = find(package)
    if isinstance(repository, Unavailable):
        return []
    commit = repository.commit(named)
    return repository.messages(commit) if commit else []


def _version(descriptor: bytes | None) -> str | None:
    """The version in a descriptor's bytes; None where nobody can tell."""
    try:
        read = json.loads(descriptor or b"")
    except (ValueError, RecursionError):  # a broken commit of long ago, between two good ones
        return None
    version = read.get("version") if isinstance(read, dict) else None
    return version if isinstance(version, str) else None


def _changes_of_version(
    found: Iterable[tuple[Commit, str | None]],
) -> Iterator[tuple[Commit, str]]:
    before = None
    for commit, version in found:
        if version not in (None, before):
            yield commit, version
            before = version


def _judged(
    found: Iterable[tuple[Commit, str]],
) -> tuple[tuple[Release, ...], tuple[Problem, ...]]:
    """The releases among the changes of version, and what is wrong with the other ones.

    What stands before a release that is higher than all others can no longer be mended, and
    misleads nobody: it is told as a warning. After the last release it is an error.
    """
    releases: dict[Version, Release] = {}
    ignored: list[Problem] = []
    faults: list[tuple[Commit, Version]] = []
    for commit, text in found:
        version = parse_version(text)
        if version is None:
            ignored.append(_problem("release-ignored", commit, text))
        elif releases and version <= max(releases):
            faults.append((commit, version))
        else:
            ignored.extend(_problem("release-ignored", at, str(said)) for at, said in faults)
            faults.clear()
            releases[version] = Release(version=version, commit=commit)
    errors = (_fault(commit, version, releases) for commit, version in faults)
    return tuple(releases.values()), (*ignored, *errors)


def _fault(commit: Commit, version: Version, releases: Mapping[Version, Release]) -> Problem:
    if version in releases:
        first = releases[version].commit.id[:_SHORT]
        return _problem("version-twice", commit, str(version), first=first)
    return _problem("version-lower", commit, str(version), highest=str(max(releases)))


def _problem(rule: str, commit: Commit, version: str, **details: str) -> Problem:
    return Problem(
        rule=rule,
        file=DESCRIPTOR,
        field="version",
        value=version,
        details={"commit": commit.id[:_SHORT], **details},
    )
