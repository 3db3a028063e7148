"""The same package makes the same bytes, wherever, whenever and by whomever it is built."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.dataset import load
from generator.exports.registry import exports
from tests.exports.packages import write_hostile_package

if TYPE_CHECKING:
    from collections.abc import Mapping

_CHECKSUMS = """
import hashlib, json, os, pathlib, sys
os.umask(int(sys.argv[2], 8))
from generator.dataset import load
from generator.exports.registry import exports
made = ((e.path, e.make()) for e in exports(load(pathlib.Path(sys.argv[1]))))
print(json.dumps({path: hashlib.sha256(data).hexdigest() for path, data in made}))
"""
_PROJECT = Path(__file__).parents[2]


def checksums_elsewhere(
    package: Path, folder: Path, environ: Mapping[str, str], umask: str
) -> dict[str, str]:
    """The checksum of every export, made by another process in another folder."""
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _CHECKSUMS, str(package), umask],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(_PROJECT), "HOME": str(folder), **environ},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_place_time_zone_language_and_hash_seed_leave_no_trace(tmp_path: Path) -> None:
    here = write_hostile_package(tmp_path / "here")
    there = write_hostile_package(tmp_path / "nơi khác" / "đó")
    for file in there.rglob("*.*"):
        os.utime(file, (0, 0))
    one = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
    other = {
        "TZ": "America/Los_Angeles",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "2",
        "SOURCE_DATE_EPOCH": "0",
    }
    expected = checksums_elsewhere(here, tmp_path / "a", one, "077")
    assert checksums_elsewhere(there, tmp_path / "b", other, "000") == expected
    assert len(expected) == 18


def test_a_second_time_makes_the_same_bytes(tmp_path: Path) -> None:
    dataset = load(write_hostile_package(tmp_path))
    assert [e.make() for e in exports(dataset)] == [e.make() for e in exports(dataset)]
