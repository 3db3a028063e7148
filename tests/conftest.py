"""What all tests share: the site, built once a run, and how much Hypothesis tries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.building import build_site, built_once

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
