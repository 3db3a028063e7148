"""A process that builds again and again, as the preview does, reads anew what was changed."""

from __future__ import annotations

import dataclasses
import shutil
from typing import TYPE_CHECKING

import pytest

from generator import processes
from generator.build import build
from generator.exceptions import MachineError
from generator.settings import PROJECT, discover
from tests.small_package import OBSERVATION, SmallPackage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.settings import Settings

HOME = "site_src/templates/home.html"
THEME = "site_src/theme/partials/article.html"
MARKED = "<!-- marked -->"


@pytest.fixture(scope="module")
def whole_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of our own with a small package, and its site."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(PROJECT / "site_src", folder / "site_src")
    for configuration in PROJECT.glob("mkdocs*.yml"):
        shutil.copy(configuration, folder)
    package = SmallPackage(folder / "datapackage")
    package.rows("observations", OBSERVATION)
    run(settings_of(folder))
    return folder


@pytest.fixture
def project(whole_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it of the test's own, of which all is read in this process."""
    monkeypatch.setattr(processes, "cores", lambda: 1)
    return shutil.copytree(whole_project, tmp_path / "project", copy_function=shutil.copy2)


def settings_of(project: Path) -> Settings:
    found = discover(project=project, package=project / "datapackage", environ={})
    return dataclasses.replace(found, out=project / "build" / "site")


def run(settings: Settings, told: Callable[[str], None] = lambda _: None) -> None:
    assert not build(settings, told).report.errors


def mark(project: Path, template: str) -> str:
    """Add something at the end of a template's last block; return the template as it was."""
    path = project / template
    text = path.read_text("utf-8")
    before, end, after = text.rpartition("{% endblock %}")
    path.write_text(f"{before}{MARKED}{end}{after}", "utf-8")
    return text


def home(project: Path) -> str:
    return (project / "build" / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("template", [HOME, THEME])
def test_a_template_that_was_changed_is_read_again_and_so_is_one_changed_back(
    project: Path, template: str
) -> None:
    settings = settings_of(project)
    run(settings)
    before = home(project)
    text = mark(project, template)
    run(settings)
    assert MARKED in home(project)
    (project / template).write_text(text, "utf-8")
    run(settings)
    assert home(project) == before


def test_what_was_read_while_it_changed_is_not_taken_for_what_was_there_before(
    project: Path,
) -> None:
    settings = settings_of(project)
    run(settings)
    before = home(project)
    kept: list[str] = []

    def change_meanwhile(step: str) -> None:
        if step.endswith("pages"):
            kept.append(mark(project, HOME))

    shutil.rmtree(project / "build")
    with pytest.raises(MachineError, match="changed while"):
        run(settings, change_meanwhile)
    (project / HOME).write_text(kept[0], "utf-8")
    run(settings)
    assert home(project) == before
