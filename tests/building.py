"""Builds the site as a user does, in a process of its own; not a place for expectations."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

PROJECT = Path(__file__).parent.parent
BASE_URL = "https://data.example.org/nhat-the-hoa/"
REPO_URL = "https://git.example.org/data/nhat-the-hoa"

_LONGEST_BUILD = 1200
"""Seconds, on a machine that is busy with much else."""


def build_site(out: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator", "build", "--out", str(out), *arguments],
        cwd=PROJECT,
        env={**os.environ, "SITE_URL": BASE_URL, "REPO_URL": REPO_URL, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def built_once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], None]) -> Path:
    """The folder that `build` fills; the processes of a parallel run share one."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    shared = factory.getbasetemp() if alone else factory.getbasetemp().parent
    out, begun, ended = (shared / ending for ending in (name, f"{name}.begun", f"{name}.ended"))
    try:
        begun.open("x").close()
    except FileExistsError:
        _wait_for(ended)
    else:
        try:
            build(out)
        finally:
            ended.touch()
    assert (out / "index.html").is_file()
    return out


def _wait_for(file: Path) -> None:
    """Wait until another process has made a file; it makes it even if it fails."""
    until = time.monotonic() + _LONGEST_BUILD
    while not file.exists():
        assert time.monotonic() < until, f"{file} was not made"
        time.sleep(0.2)
