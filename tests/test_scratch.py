"""A folder that a killed process has left goes with the next; one that is in use stays."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from generator.scratch import scratch
from generator.settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot lock a folder")

HOLD = """
import sys
from generator.scratch import scratch
with scratch() as folder:
    (folder / "file").write_bytes(b"")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


@pytest.fixture
def holding() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD]
    with subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def test_a_folder_is_gone_when_it_is_no_longer_needed(temporary: Path) -> None:
    with scratch() as folder:
        (folder / "below").mkdir()
        assert list(temporary.iterdir()) == [folder]
    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_process_that_was_killed_goes_with_the_next(
    temporary: Path, holding: subprocess.Popen[str]
) -> None:
    (left,) = temporary.iterdir()
    with scratch() as first:
        assert set(temporary.iterdir()) == {left, first}
    holding.kill()
    holding.wait()
    assert list(left.iterdir()) == [left / "file"]
    with scratch() as second:
        assert list(temporary.iterdir()) == [second]


def test_folders_of_other_names_and_links_stay(temporary: Path, tmp_path: Path) -> None:
    of_a_person = [".nhatthehoa-scratch-of-mine", "nhatthehoa-scratch-abcd1234", "nhatthehoa"]
    for name in of_a_person:
        (temporary / name).mkdir()
    (temporary / "nhatthehoa" / "file").write_bytes(b"")
    (temporary / ".nhatthehoa-scratch-abcd1234").symlink_to(tmp_path / "nhatthehoa")
    (temporary / ".nhatthehoa-scratch-abcd5678").write_bytes(b"")
    before = sorted(temporary.rglob("*"))
    with scratch():
        pass
    assert sorted(temporary.rglob("*")) == before
