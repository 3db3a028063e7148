"""A history of four releases: made once, read by many tests, changed only in copies."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.releases.histories import Story, three_releases

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The history, not to be changed."""
    return three_releases(tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="session")
def published(told: Story) -> dict[str, bytes]:
    """What is published of it."""
    return told.published()


@pytest.fixture
def story(told: Story, published: dict[str, bytes], tmp_path: Path) -> Story:
    """A copy of the history, with what was kept of it."""
    assert published
    shutil.copytree(told.folder, tmp_path, dirs_exist_ok=True)
    return Story.of(tmp_path)
