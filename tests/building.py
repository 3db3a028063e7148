"""Builds the site as a user does, in a process of its own; not a place for expectations."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parent.parent
BASE_URL = "https://data.example.org/nhat-the-hoa/"
REPO_URL = "https://git.example.org/data/nhat-the-hoa"


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
