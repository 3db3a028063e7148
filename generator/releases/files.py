"""The folders of releases, and the aliases that copy them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.views import urls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.releases.known import Release, Releases


def release_files(releases: Releases, release: Release) -> Iterator[Artifact]:
    """The files in the folder of a release: the same in every build."""
    version, shelf = release.version, releases.shelf
    packed = shelf.zip(release.edition, release.earlier)
    yield from _unpacked(packed, version)
    yield Artifact(urls.release_zip(release.record.name, version), packed)
    if release.earlier:
        for name, data in shelf.changes(release.edition, release.earlier).items():
            yield Artifact(urls.release(version, name), data)


def alias_files(releases: Releases, alias: str, release: Release) -> Iterator[Artifact]:
    """A release's own files, under the name of the line of versions that it stands for."""
    yield from _unpacked(releases.shelf.zip(release.edition, release.earlier), alias)


def aliases(releases: Releases) -> dict[str, Release]:
    """By the name of each line, "1" or "1.2", its highest release that is whole."""
    found: dict[str, Release] = {}
    for release in releases.all:
        if not release.record.left_out:
            version = release.edition.version
            found[str(version.major)] = release
            found[f"{version.major}.{version.minor}"] = release
    return found


def _unpacked(packed: bytes, folder: str) -> Iterator[Artifact]:
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        for path in files.namelist():
            yield Artifact(urls.release(folder, path), files.read(path))
