"""What the tests of workbooks share: a small package."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

FIXTURE = Path(__file__).parent.parent / "fixtures" / "package"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of a few rows, to be changed at will."""
    folder = tmp_path / "package"
    shutil.copytree(FIXTURE, folder)
    return folder
