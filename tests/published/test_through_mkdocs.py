"""Plain MkDocs, given every page as an ordinary source, makes the same site."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from generator.build import write_through_mkdocs
from generator.settings import discover
from tests.building import BASE_URL, REPO_URL

if TYPE_CHECKING:
    from pathlib import Path


def test_each_page_is_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    environ = {"SITE_URL": BASE_URL, "REPO_URL": REPO_URL}
    report = write_through_mkdocs(discover(environ=environ), tmp_path, lambda _: None)
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
