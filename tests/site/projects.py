"""Projects with the real theme and hand-written pages of the tests' own."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from generator.settings import PROJECT, Settings

PAGES = Path(__file__).parent / "fixtures" / "pages"


def copy_project(folder: Path) -> Path:
    """The theme's half of the project, with the fixtures as its hand-written pages."""
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(PROJECT / name, folder / name)
    for name in ("theme", "assets"):
        shutil.copytree(PROJECT / "site_src" / name, folder / "site_src" / name)
    shutil.copytree(PAGES, folder / "site_src" / "pages")
    return folder


def settings_of(project: Path, *, base_url: str = "", repo_url: str = "") -> Settings:
    return Settings(
        project=project,
        package=project / "datapackage",
        out=project / "build" / "site",
        base_url=base_url,
        repo_url=repo_url,
        languages=("vi", "en"),
        build_time=datetime(2026, 1, 1, tzinfo=UTC),
        revision="",
    )
