"""A page that cannot be rendered is named, with the row and the template's line."""

from __future__ import annotations

import dataclasses
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from generator.build import build
from generator.exceptions import PublicationError
from generator.settings import PROJECT, discover
from tests.small_package import OBSERVATION, SmallPackage

if TYPE_CHECKING:
    from pathlib import Path


def test_a_template_that_fails_names_page_row_and_line_and_publishes_nothing(
    tmp_path: Path,
) -> None:
    package = SmallPackage(tmp_path / "package")
    package.rows("observations", OBSERVATION)
    project = tmp_path / "project"
    project.mkdir()
    shutil.copytree(PROJECT / "site_src", project / "site_src")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(PROJECT / name, project)
    template = project / "site_src" / "templates" / "source.html"
    lines = template.read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, start=1) if "<h1" in line)
    lines[number - 1] += "{{ page.source.no_such_thing }}"
    template.write_text("\n".join(lines), encoding="utf-8")
    settings = dataclasses.replace(
        discover(environ={}), project=project, package=package.folder, out=tmp_path / "site"
    )
    place = re.escape(f"sources/bao-2017.html (sources: bao-2017): templates/source.html:{number}:")
    with pytest.raises(PublicationError, match=place):
        build(settings, lambda _: None)
    assert not (tmp_path / "site").exists()
