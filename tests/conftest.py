"""What all tests share: the site, built once a run, and how much Hypothesis tries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.building import build_site, built_once
from tests.small_package import SmallPackage

if TYPE_CHECKING:
    from pathlib import Path

# Examples are counted, not timed: two tests at once on a slow machine are no failure.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the real package."""

    def build(out: Path) -> None:
        done = build_site(out)
        assert done.returncode == 0, done.stdout + done.stderr

    return built_once(tmp_path_factory, "site", build)


@pytest.fixture
def base(tmp_path: Path) -> SmallPackage:
    """A package as it was, for what is told of changes."""
    return SmallPackage(tmp_path / "base")


@pytest.fixture
def head(tmp_path: Path) -> SmallPackage:
    """The same package, to be changed."""
    return SmallPackage(tmp_path / "head")
