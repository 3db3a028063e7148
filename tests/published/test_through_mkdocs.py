"""Plain MkDocs, given every page as an ordinary source, makes the same site."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.build import write_through_mkdocs
from generator.settings import discover
from tests.building import BASE_URL, PROJECT, REPO_URL, build_site

if TYPE_CHECKING:
    from pathlib import Path

FIXTURE = PROJECT / "tests" / "fixtures" / "package"
"""A package whose site has every kind of page, and few of each."""


def test_each_page_is_the_same_to_the_byte(tmp_path: Path) -> None:
    package = shutil.copytree(FIXTURE, tmp_path / "package")
    site = tmp_path / "site"
    done = build_site(site, "--package", str(package))
    assert done.returncode == 0, done.stderr
    settings = discover(environ={"SITE_URL": BASE_URL, "REPO_URL": REPO_URL})
    report = write_through_mkdocs(replace(settings, package=package), tmp_path, lambda _: None)
    assert report.errors == ()
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    for lang in ("vi", "en"):
        config = tmp_path / f"mkdocs.{lang}.yml"
        subprocess.run([*mkdocs, "-f", str(config)], check=True)
    files = (file for file in site.rglob("*.html") if file.parent.name != "embed")  # no theme
    ours = {file.relative_to(site): file for file in files}
    theirs = tmp_path / "mkdocs"
    assert {f.relative_to(theirs) for f in theirs.rglob("*.html")} == set(ours)
    different = [
        name for name, file in ours.items() if file.read_bytes() != (theirs / name).read_bytes()
    ]
    assert different == []
