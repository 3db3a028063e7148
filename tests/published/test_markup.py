"""Pages and style sheets as the Nu Html Checker judges them; not how they look."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.settings import PROJECT
from tests.kinds import one_of_each
from tests.systems import NODE_PACKAGES

CHECKER = Path("node_modules/vnu-jar/build/dist/vnu.jar")
NO_CHECKER = f"no Nu Html Checker: install Java, and `{NODE_PACKAGES}`"

_NOT_OURS = (
    # Material for MkDocs keeps Firefox from remembering whether its drawer was open.
    "Attribute “autocomplete” is only allowed when the input type is",
    # A property of SVG 2 that browsers know and the checker does not.
    "CSS: “paint-order”: Property “paint-order” doesn't exist.",
)


@pytest.fixture(scope="session")
def checker() -> list[str]:
    """The command of the checker. Without one, tests are skipped, or fail where none may be."""
    java, jar = shutil.which("java"), PROJECT / CHECKER
    if not java or not jar.exists():
        if os.environ.get("NHATTHEHOA_REQUIRE_ALL"):
            pytest.fail(NO_CHECKER)
        pytest.skip(NO_CHECKER)
    return [java, "-jar", str(jar), "--format", "json", "--stdout", "--also-check-css"]


def errors(checker: list[str], files: list[Path]) -> list[str]:
    """What the checker calls an error, with the file and the line."""
    done = subprocess.run([*checker, *map(str, files)], capture_output=True, check=False)
    return [
        f"{Path(said['url']).name}:{said.get('lastLine')}: {said['message']}"
        for said in json.loads(done.stdout)["messages"]
        if said["type"] != "info" and not said["message"].startswith(_NOT_OURS)
    ]


def test_pages_and_style_sheets_have_no_error(site: Path, checker: list[str]) -> None:
    pages = [file for folder in ("", "en/") for file in one_of_each(site, folder)]
    assert errors(checker, [*pages, site / "404.html", *site.glob("assets/css/*.css")]) == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path, checker: list[str]) -> None:
    page, sheet = tmp_path / "page.html", tmp_path / "sheet.css"
    page.write_text("<!doctype html><html lang=vi><title>a</title><p><li>b</p>", "utf-8")
    sheet.write_text("p { colour: red }", "utf-8")
    in_page, *_, in_sheet = errors(checker, [page, sheet])
    assert in_page.startswith("page.html:")
    assert "Element “li” not allowed" in in_page
    assert in_sheet == "sheet.css:1: CSS: “colour”: Property “colour” doesn't exist."
