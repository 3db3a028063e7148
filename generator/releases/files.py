"""The folders of releases, and the aliases that copy them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.exports.archive import CHECKSUMS, checksums
from generator.views import urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.releases.known import Release, Releases


def release_files(releases: Releases, release: Release) -> Iterator[Artifact]:
    """The files in the folder of a release: the same in every build."""
    version, shelf = release.version, releases.shelf
    packed = shelf.zip(release.edition, release.earlier)
    files = {**_unpacked(packed), urls.zip_name(release.record.name, version): packed}
    if release.earlier:
        files |= shelf.changes(release.edition, release.earlier)
    del files[CHECKSUMS]  # those of the zip's own files: here are more
    files[CHECKSUMS] = checksums(files)
    yield from _in_folder(version, files)


def alias_files(releases: Releases, alias: str, release: Release) -> Iterator[Artifact]:
    """A release's own files, under the name of the line of versions that it stands for."""
    yield from _in_folder(alias, _unpacked(releases.shelf.zip(release.edition, release.earlier)))


def aliases(releases: Releases) -> dict[str, Release]:
    """By the name of each line, "1" or "1.2", its highest release that is whole."""
    found: dict[str, Release] = {}
    for release in releases.all:
        if not release.record.left_out:
            version = release.edition.version
            found[str(version.major)] = release
            found[f"{version.major}.{version.minor}"] = release
    return found


def _unpacked(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        return {path: files.read(path) for path in files.namelist()}


def _in_folder(version: str, files: Mapping[str, bytes]) -> Iterator[Artifact]:
    for path, data in files.items():
        yield Artifact(urls.release(version, path), data)
