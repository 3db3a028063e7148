"""A package to break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.checks.copies import Copy

FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.fixture
def package(tmp_path: Path) -> Copy:
    for name in ("package", "archive"):
        shutil.copytree(FIXTURES / name, tmp_path / name)
    return Copy(tmp_path)
