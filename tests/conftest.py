"""What all tests share: the site, built once a run, and how much Hypothesis tries."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.building import build_site

if TYPE_CHECKING:
    from pathlib import Path

# Examples are counted, not timed: two tests at once on a slow machine are no failure.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


_LONGEST_BUILD = 1200
"""Seconds, on a machine that is busy with much else."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the real package; the processes of a parallel run share one."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    shared = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    out, begun, ended = (shared / name for name in ("site", "site.begun", "site.ended"))
    try:
        begun.open("x").close()
    except FileExistsError:
        _wait_for(ended)
    else:
        try:
            done = build_site(out)
            assert done.returncode == 0, done.stdout + done.stderr
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
