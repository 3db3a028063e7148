"""What is installed is accounted for: a reason for each, and a licence that goes with ours."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata

import pytest

from generator.settings import PROJECT

CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "Artistic License": "Artistic-1.0",
    "BSD License": "BSD",
    "GNU General Public License (GPL)": "GPL",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
COMPATIBLE = {
    "0BSD",
    "Apache-2.0",
    "Artistic-1.0",
    "BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-CMU",
    "MPL-2.0",
    "OFL-1.1",
    "PSF-2.0",
    "SIL OFL V1.1",
    "Zlib",
}
PAGE = (PROJECT / "docs" / "dependencies.md").read_text("utf-8")
TABLES = [
    [[cell.strip() for cell in line.strip("|").split(" | ")] for line in rows.splitlines()]
    for rows in re.findall(r"\|---.*\|\n((?:\|.*\n)+)", PAGE)
]


def locked() -> list[str]:
    """The packages in the lock, on whatever system each is needed."""
    text = (PROJECT / "requirements.lock").read_text("utf-8")
    return sorted(set(re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE)))


def licence_of(package: str) -> str:
    """What a package says that its licence is."""
    told = metadata(package)
    listed = [text.rpartition(" :: ")[2] for text in told.get_all("Classifier") or []]
    known = " OR ".join(CLASSIFIERS[text] for text in listed if text in CLASSIFIERS)
    return told.get("License-Expression") or known or told["License"]


def test_every_dependency_has_its_reason_and_what_would_replace_it() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    names = [re.split("[<>=]", text)[0] for text in project["dependencies"]]
    assert [row[0] for row in TABLES[0]] == names
    assert all(reason and other for _, reason, other in TABLES[0])


def test_every_package_that_is_installed_to_run_it_is_listed() -> None:
    assert [name for name, _ in TABLES[1]] == locked()


@pytest.mark.parametrize(("package", "licence"), TABLES[1], ids=lambda text: text)
def test_a_licence_is_what_the_package_says_and_goes_with_ours(package: str, licence: str) -> None:
    assert licence == licence_of(package)
    choices = [set(choice.split(" AND ")) for choice in licence.split(" OR ")]
    assert any(choice <= COMPATIBLE for choice in choices)
