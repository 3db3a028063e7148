"""What machines look for beside the downloads: manifest, Croissant, and the DCAT catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.exports import croissant, dcat, manifest
from generator.exports.api import INDEX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.dataset import Dataset
    from generator.settings import Settings
    from generator.views.downloads import DownloadFile, Edition

MANIFESTS = (f"data/{manifest.NAME}", f"data/latest/{manifest.NAME}")
"""Where all downloads are listed: for the site, and in their folder, which may be copied."""


def paths(settings: Settings) -> Mapping[str, str]:
    """What there is to find for programs, each file with what it is."""
    found = {MANIFESTS[0]: "manifest", INDEX: "api", croissant.PATH: "croissant"}
    return found | (dict.fromkeys((dcat.TURTLE, dcat.JSON_LD), "dcat") if settings.base_url else {})


def metadata(
    dataset: Dataset,
    files: Sequence[DownloadFile],
    editions: Sequence[Edition],
    settings: Settings,
) -> Iterator[Artifact]:
    """The files about the downloads; a catalogue only for a site that knows its address."""
    for path in MANIFESTS:
        yield Artifact(path, manifest.manifest(dataset, files, path))
    yield Artifact(croissant.PATH, croissant.croissant(dataset, files, settings.base_url))
    if settings.base_url:
        json_ld = dcat.Catalogue(dataset, files, editions, settings.base_url).json_ld()
        yield Artifact(dcat.JSON_LD, json_ld)
        yield Artifact(dcat.TURTLE, dcat.turtle(json_ld))
