"""What editors run goes on every system: nothing that one kind of system lacks is on its way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.settings import PROJECT
from tests.small_package import OBSERVATION, Repository, SmallPackage

# What Python has on POSIX alone: https://docs.python.org/3/library/unix.html and os.fork.
WITHOUT_POSIX = """
import os, runpy, sys
for name in ("fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty"):
    sys.modules[name] = None
for name in ("fork", "forkpty", "getuid", "geteuid", "chown", "mkfifo", "nice"):
    delattr(os, name)
sys.argv = ["nhatthehoa", *sys.argv[1:]]
runpy.run_module("generator", run_name="__main__")
"""
HOOKS = [
    hook
    for repository in yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text("utf-8"))[
        "repos"
    ]
    for hook in repository["hooks"]
]


@pytest.fixture
def package(tmp_path: Path) -> SmallPackage:
    """A package that was committed and has a figure changed, and a row out of its form, since."""
    repository = Repository(tmp_path / "repository")
    package = SmallPackage(repository.folder / "datapackage")
    repository.commit("first")
    package.rows("observations", {**OBSERVATION, "numerator": "92"})
    return package


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "--format=github"], ""),
        (["check", "--base=HEAD"], "version-too-low"),
        (["format"], ""),
        (["diff", "HEAD"], "85/101 → 92/101"),
    ],
    ids=["check", "check of a change", "format", "diff"],
)
def test_a_command_runs_where_there_is_no_posix(
    package: SmallPackage, arguments: list[str], says: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_POSIX, *arguments, f"--package={package.folder}"],
        cwd=PROJECT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if says == "version-too-low" else 0)
    assert says in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("arguments", [["diff", "HEAD"], ["format", "--check"]])
def test_no_console_is_too_poor_for_a_command(
    package: SmallPackage, arguments: list[str], encoding: str
) -> None:
    table = package.folder / "data/units.csv"
    table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n"))
    done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments, f"--package={package.folder}"],
        cwd=PROJECT,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert done.stdout


def test_what_git_runs_before_a_commit_is_local() -> None:
    config = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert {repository["repo"] for repository in config["repos"]} == {"local"}
    assert [hook["id"] for hook in HOOKS] == ["format", "check"]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_what_git_runs_before_a_commit_runs(package: SmallPackage, hook: dict[str, Any]) -> None:
    assert (hook["language"], hook["pass_filenames"]) == ("system", False)
    here = Path(sys.executable).parent
    done = subprocess.run(
        [*hook["entry"].split(), f"--package={package.folder}"],
        cwd=PROJECT,
        env={**os.environ, "PATH": os.pathsep.join([str(here), os.environ["PATH"]])},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
