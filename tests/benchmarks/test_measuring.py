from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest

from benchmarks.measuring import Command, CommandError, measure

if TYPE_CHECKING:
    from pathlib import Path


def python(code: str, folder: Path) -> Command:
    return Command(arguments=[sys.executable, "-c", code], cwd=folder, output=folder / "out")


def test_what_a_command_wrote_is_counted_apart_from_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "earlier").write_bytes(b"12345")
    code = "open('out/one', 'w').write('123'); open('out/two', 'w').write('1234')"
    measured = measure(python(code, tmp_path), log=tmp_path / "log", timeout=60)
    assert (measured.files, measured.size) == (3, 12)
    assert (measured.written, measured.written_size) == (2, 7)


def test_time_and_memory_of_the_processes_below_a_command_are_counted(tmp_path: Path) -> None:
    work = "import time; b = b'1' * 90_000_000; t = time.process_time\nwhile t() < 1.5: pass"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    measured = measure(python(code, tmp_path), log=tmp_path / "log", timeout=60)
    assert measured.cpu >= 1.5
    assert measured.memory >= 90_000_000


def test_the_memory_of_whoever_measures_is_not_counted(tmp_path: Path) -> None:
    ours = b"1" * 200_000_000
    measured = measure(
        python("import time; time.sleep(0.5)", tmp_path), log=tmp_path / "log", timeout=60
    )
    assert 0 < measured.memory < len(ours)


def test_a_command_that_fails_is_an_error_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such page"):
        measure(
            python("raise SystemExit('no such page')", tmp_path), log=tmp_path / "l", timeout=60
        )


def test_nobody_watches_a_command_that_has_failed(tmp_path: Path) -> None:
    before = {thread.name for thread in threading.enumerate()}
    with pytest.raises(CommandError):
        measure(python("raise SystemExit(1)", tmp_path), log=tmp_path / "log", timeout=60)
    after = {thread.name for thread in threading.enumerate() if "_watch" in thread.name}
    assert after <= before


def test_a_command_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="status -9"):
        measure(python("import time; time.sleep(60)", tmp_path), log=tmp_path / "log", timeout=0.2)
