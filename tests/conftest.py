"""What all tests share: the site, built once a run, and how much Hypothesis tries."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.building import build_site

if TYPE_CHECKING:
    from pathlib import Path

# Examples are counted, not timed: two tests at once on a slow machine are no failure.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the real package; the processes of a parallel run share one."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    shared = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    out = shared / "site"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            done = build_site(out)
            assert done.returncode == 0, done.stdout + done.stderr
    return out
