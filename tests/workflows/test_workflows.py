"""Workflows give no rights away, and are pinned to what was read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.settings import PROJECT

FOLDER = PROJECT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+")


def workflow(path: Path) -> dict[str, Any]:
    # A loader that takes no word for a truth value: `on` is a key.
    loaded: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return loaded


def test_zizmor_finds_nothing() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("zizmor")), "--offline", "--no-progress", "."],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout + done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_workflow_has_no_rights_but_those_of_its_jobs(path: Path) -> None:
    found = workflow(path)
    assert found["permissions"] == {}
    assert "concurrency" in found
    assert "pull_request_target" not in found["on"]
    for job in found["jobs"].values():
        assert set(job["permissions"].values()) <= {"read", "write"}
        assert int(job["timeout-minutes"]) <= 120


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_action_is_pinned_by_its_commit(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if "uses:" in line:
            assert PINNED.fullmatch(line.partition("uses: ")[2]), line


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_that_anybody_can_write_is_put_into_a_shell(path: Path) -> None:
    for job in workflow(path)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


def test_no_secret_is_used() -> None:
    assert not [path.name for path in FILES if "secrets." in path.read_text("utf-8")]


def test_a_pull_request_can_only_read() -> None:
    for path in FILES:
        found = workflow(path)
        if "pull_request" in found["on"]:
            rights = [job["permissions"] for job in found["jobs"].values()]
            assert rights == [{"contents": "read"}] * len(rights), path.name


def test_what_comments_on_a_pull_request_can_do_nothing_else() -> None:
    jobs = workflow(FOLDER / "comment.yml")["jobs"]
    assert jobs["post"]["permissions"] == {"pull-requests": "write"}
    assert not [step for step in jobs["post"]["steps"] if "checkout" in step.get("uses", "")]


def test_every_script_and_command_that_a_workflow_runs_is_there() -> None:
    for path in FILES:
        text = path.read_text("utf-8")
        for name in re.findall(r"scripts/(\w+\.py)", text):
            assert (PROJECT / ".github/scripts" / name).is_file()
        for target in re.findall(r"run: make (\S+)", text):
            makefile = (PROJECT / "Makefile").read_text("utf-8").replace("$(VENV)", ".venv")
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE)
