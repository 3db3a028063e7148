"""The downloads of a small package in a folder, to be tampered with."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.dataset import load
from generator.exports.downloads import downloads
from generator.exports.metadata import metadata
from generator.exports.registry import exports
from generator.settings import discover
from generator.views import urls
from tests.exports.packages import FIXTURE
from tests.verifying.tampering import keep_only, list_again

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is published of the package of the fixtures, without a site around it."""
    folder = tmp_path_factory.mktemp("published")
    dataset = load(FIXTURE)
    settings = replace(discover(environ={}), base_url="")
    about = metadata(dataset, list(downloads(dataset)), [], settings)
    files = {urls.download(export.path): export.make() for export in exports(dataset)}
    for name, data in {**files, **{artifact.path: artifact.data for artifact in about}}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / "data"


@pytest.fixture
def latest(published: Path, tmp_path: Path) -> Path:
    """A copy of all downloads of a version."""
    return shutil.copytree(published / "latest", tmp_path / "latest")


@pytest.fixture
def plain(latest: Path) -> Path:
    """The same with nothing but the package's own files, and a list of these."""
    keep_only(latest, "")
    list_again(latest)
    return latest
