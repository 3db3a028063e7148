"""The command `verify` works on a download alone, in both languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.building import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

WORDS = tomllib.loads((PROJECT / "generator/verifying/words.toml").read_text("utf-8"))


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder that has nothing of the repository."""
    return subprocess.run(
        [sys.executable, "-m", "generator", "verify", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_says_that_everything_agrees(latest: Path) -> None:
    done = run("latest", "--lang", "en", folder=latest.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "The checksums of 78 files were compared.",
        "50 files were compared with the CSV, row by row.",
        "Everything agrees.",
    ]


def test_it_says_what_differs_in_vietnamese_and_fails(plain: Path) -> None:
    (plain / "CITATION.cff").unlink()
    done = run(str(plain), folder=plain.parent)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "CITATION.cff: Thiếu tệp này; manifest.json có nêu nó.",
        "39 tệp được so mã kiểm tra.",
        "12 tệp được so với bản CSV, từng dòng một.",
        "Có chỗ không khớp: đừng dùng bản này trước khi tải lại.",
    ]


def test_a_broken_rule_is_told_with_its_hint(plain: Path) -> None:
    path = plain / "data/observations.csv"
    path.write_bytes(path.read_bytes().replace(b",d-196,", b",d-999,"))
    done = run(str(plain), "--lang", "en", folder=plain.parent)
    assert done.returncode == 1
    assert "data/observations.csv:5 [unit_id] reference-unknown: " in done.stdout


def test_what_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    done = run("nowhere.zip", folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "no such folder or file: nowhere.zip\n"


@pytest.mark.parametrize("name", WORDS)
def test_both_languages_say_the_same_values(name: str) -> None:
    texts = [str(WORDS[name][lang]) for lang in ("vi", "en")]
    vi, en = (set(re.findall(r"\{(\w+)\}", text)) for text in texts)
    assert vi == en
