"""The command as editors and workflows run it: any folder, any console, any format."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.settings import PROJECT
from tests.small_package import OBSERVATION, Repository, SmallPackage

if TYPE_CHECKING:
    from pathlib import Path

WRONG = {**OBSERVATION, "numerator": "102"}
HELP = "https://data.example.org/rules/numerator-exceeds-denominator.html"


@pytest.fixture
def package(tmp_path: Path) -> SmallPackage:
    """A package in a folder of a repository, with one error."""
    repository = Repository(tmp_path / "repository")
    found = SmallPackage(repository.folder / "open data")
    found.rows("observations", WRONG)
    return found


def run(
    *arguments: str, folder: Path = PROJECT, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        check=False,
    )


def test_an_annotation_names_its_file_from_the_root_of_the_repository(
    package: SmallPackage,
) -> None:
    elsewhere = package.folder / "data"
    done = run(
        "check",
        "--package=..",
        "--format=github",
        folder=elsewhere,
        SITE_URL="https://data.example.org",
    )
    assert done.returncode == 1
    assert done.stdout.decode().startswith(
        "::error file=open data/data/observations.csv,line=2,"
        "title=Tử số lớn hơn mẫu số (numerator-exceeds-denominator)::"
    )
    assert done.stdout.decode().endswith(f"%0A{HELP}\n")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp1258"])
def test_a_console_that_cannot_show_vietnamese_shows_what_it_can(
    package: SmallPackage, encoding: str
) -> None:
    done = run("check", f"--package={package.folder}", PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert b"numerator-exceeds-denominator: T\\u1eed s" in done.stdout
    assert b"Traceback" not in done.stderr


def test_what_programs_read_is_utf_8_whatever_the_console(package: SmallPackage) -> None:
    done = run("check", f"--package={package.folder}", "--format=json", PYTHONIOENCODING="cp1252")
    told = json.loads(done.stdout.decode("utf-8"))
    assert done.returncode == 1
    assert (told["errors"], told["warnings"]) == (1, 0)
    assert told["problems"][0]["message"] == "Tử số 102 lớn hơn mẫu số 101."
    assert told["problems"][0]["file"] == "open data/data/observations.csv"


def test_sound_data_are_called_so_and_the_command_succeeds(package: SmallPackage) -> None:
    package.rows("observations", OBSERVATION)
    done = run("check", f"--package={package.folder}", "--lang=en")
    assert (done.returncode, done.stdout) == (0, b"0 errors, 0 warnings.\n")
    done = run("check", f"--package={package.folder}", "--format=markdown", "--lang=en")
    assert (done.returncode, done.stdout) == (0, b"## Data check\n\n0 errors, 0 warnings.\n")


def test_a_package_outside_any_repository_is_named_by_its_own_path(tmp_path: Path) -> None:
    package = SmallPackage(tmp_path / "package")
    package.rows("observations", WRONG)
    done = run("check", f"--package={package.folder}", "--lang=en")
    place = f"{package.folder.resolve().as_posix()}/data/observations.csv:2 [numerator]"
    assert place in done.stdout.decode()
