"""A project with the real theme and hand-written pages of its own, and its shells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.site.theme import render_shells
from tests.site.projects import copy_project, settings_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.settings import Settings
    from generator.site.stamping import Shells


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A project that knows the addresses of its site and its repository."""
    return settings_of(
        copy_project(tmp_path_factory.mktemp("published")),
        base_url="https://example.github.io/data/",
        repo_url="https://github.com/example/data",
    )


@pytest.fixture(scope="session")
def shells(published: Settings) -> Shells:
    return render_shells(published, data_version="1.4.0")


@pytest.fixture(scope="session")
def offline_shells(tmp_path_factory: pytest.TempPathFactory) -> Shells:
    """Those of a project that knows no address at all, such as a copy on a disk."""
    return render_shells(settings_of(copy_project(tmp_path_factory.mktemp("offline"))))


@pytest.fixture
def project(tmp_path: Path) -> Callable[[], Settings]:
    """A project of the test's own, to be broken."""
    return lambda: settings_of(copy_project(tmp_path))
