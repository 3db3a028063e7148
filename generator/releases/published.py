"""All that is published of releases: their folders, the aliases, the feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.releases.feeds import Feeds
from generator.releases.files import alias_files, aliases, release_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.artifacts import Artifact
    from generator.releases.known import Releases
    from generator.settings import Settings
    from generator.views.maker import Maker


def released(
    settings: Settings, releases: Releases, makers: Mapping[str, Maker]
) -> Iterator[Artifact]:
    """Every file; `makers` are those of each language."""
    for release in releases.all:
        yield from release_files(releases, release)
    for alias, release in aliases(releases).items():
        yield from alias_files(releases, alias, release)
    for maker in makers.values():
        yield from Feeds(settings, releases, maker).artifacts()
