"""LibreOffice as its users have it: it opens a file and saves it in another format."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

NO_LIBREOFFICE = "no soffice: install it, as with `apt-get install libreoffice-calc`"


def needed() -> None:
    """Without LibreOffice a test is skipped, or fails where none may be."""
    if shutil.which("soffice") is None:
        if os.environ.get("NHATTHEHOA_REQUIRE_ALL"):
            pytest.fail(NO_LIBREOFFICE)
        pytest.skip(NO_LIBREOFFICE)


def saved_as(form: str, file: Path) -> Path:
    """The file in another format, in a folder beside it of that format's name."""
    folder = file.parent / form
    done = subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(file.parent / 'libreoffice').as_uri()}",
            *("--headless", "--convert-to", form, "--outdir", str(folder), str(file)),
        ],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    made = folder / f"{file.stem}.{form}"
    assert made.is_file(), done.stdout + done.stderr
    return made
