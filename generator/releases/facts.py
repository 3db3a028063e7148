"""What is known of releases, as checksums by name: so that what was made of it is kept."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.releases.known import Release, Releases
    from generator.views.versions import Log

LATEST = "latest"
"""The name of what the downloads hold: '' for tables that may be others in the next build."""


def fact_of(release: Release) -> str:
    """The name of what is published of a release."""
    return f"release {release.version}"


def release_facts(releases: Releases, logs: Mapping[str, Log]) -> dict[str, str]:
    """The checksum of each: the downloads, each release, the log, and the log of each unit.

    Whoever reads the log has read all of the releases.
    """
    found = {LATEST: releases.all[-1].edition.content if releases.is_committed else ""}
    for release in releases.all:
        earlier = release.earlier.content if release.earlier else ""
        found[fact_of(release)] = f"{release.edition.content} {earlier}"
    commits = [release.edition.commit for release in releases.all]
    found["log"] = _digest([*found.values(), *commits, *(repr(x.notes) for x in logs.values())])
    units: dict[str, list[str]] = defaultdict(list)
    for log in logs.values():
        for unit_id, changes in log.units.items():
            units[unit_id].append(repr(changes))
    return found | {f"log {unit_id}": _digest(texts) for unit_id, texts in units.items()}


def _digest(texts: list[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
