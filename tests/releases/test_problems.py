"""What is wrong with a history reaches those who check and those who build."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.settings import PROJECT
from tests.releases.histories import Story
from tests.small_package import INDICATOR, OBSERVATION, SOURCE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def story(tmp_path: Path) -> Story:
    found = Story.begin(tmp_path)
    found.repository.commit("0.1.0")
    return found


def run(story: Story, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments, f"--package={story.package.folder}"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_history_without_faults_has_no_problems(story: Story) -> None:
    story.package.rows("observations")
    story.release(date(2026, 12, 1))
    assert story.told() == []


@pytest.mark.parametrize("command", ["check", "build"])
def test_two_commits_with_one_version_stop_the_command_which_names_both(
    story: Story, command: str
) -> None:
    second = story.version("0.2.0")
    story.version("0.1.5")
    fourth = story.version("0.2.0")
    out = [f"--out={story.folder / 'site'}"] if command == "build" else []
    done = run(story, command, "--lang=en", *out)
    assert done.returncode == 1
    assert (
        f"Commit {fourth[:12]} has version 0.2.0 again, which commit {second[:12]} had first."
        in done.stdout
    )
    assert "0.1.5" in done.stdout
    assert not (story.folder / "site").exists()


def test_a_version_that_went_down_is_an_error_until_it_is_raised(story: Story) -> None:
    story.version("0.0.9")
    assert story.told() == [("version-lower", "0.0.9")]
    story.version("0.2.0")
    assert story.told() == [("release-ignored", "0.0.9")]


def test_a_version_below_the_last_one_is_told_before_it_is_committed(story: Story) -> None:
    story.package.descriptor(version="0.0.9")
    assert story.told() == [("version-behind", "0.0.9")]


def test_data_that_mend_a_release_with_errors_need_a_version_of_their_own(story: Story) -> None:
    story.package.rows("observations", {**OBSERVATION, "numerator": "102"})
    story.version("0.2.0")
    story.package.rows("observations", OBSERVATION)
    assert story.told() == [("version-unsound", "0.2.0")]
    story.package.descriptor(version="0.2.1")
    assert story.told() == []


def test_a_release_that_is_broken_for_good_is_a_warning(story: Story) -> None:
    (story.package.folder / "data/sources.csv").write_bytes(b'"')
    broken = story.version("0.2.0")
    story.package.rows("sources", SOURCE)
    story.version("0.3.0")
    done = run(story, "check", "--lang=en")
    assert done.returncode == 0
    assert (
        f"Release 0.2.0 (commit {broken[:12]}) has tables that cannot be read: sources."
        in done.stdout
    )


def test_a_shallow_clone_is_said_to_be_one(story: Story) -> None:
    story.package.rows("indicators", INDICATOR)
    story.version("0.2.0")
    clone = story.folder / "clone"
    story.repository.git("clone", "-q", "--depth=1", story.repository.folder.as_uri(), str(clone))
    done = subprocess.run(
        [sys.executable, "-m", "generator", "check", f"--package={clone / 'datapackage'}"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr == (
        "only the current version is known: "
        "a shallow clone lacks what came before; git fetch --unshallow gets it\n"
    )
