"""The same package makes the same bytes, wherever, whenever and by whomever it is built."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from generator.dataset import load
from generator.exports.registry import exports
from generator.settings import PROJECT
from tests.exports.packages import write_hostile_package
from tests.machines.machine import ONE, OTHER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.machines.machine import Machine

_CHECKSUMS = """
import hashlib, json, pathlib, sys
from generator.dataset import load
from generator.exports.registry import exports
made = ((e.path, e.make()) for e in exports(load(pathlib.Path(sys.argv[1]))))
print(json.dumps({path: hashlib.sha256(data).hexdigest() for path, data in made}))
"""


def checksums_elsewhere(package: Path, machine: Machine) -> dict[str, str]:
    """The checksum of every export, made on a machine."""
    done = machine.run(["-c", _CHECKSUMS, str(package)], package.parent / "home", PROJECT)
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_place_time_zone_language_and_hash_seed_leave_no_trace(tmp_path: Path) -> None:
    here = write_hostile_package(tmp_path / "here")
    there = write_hostile_package(tmp_path / "nơi khác" / "đó")
    for file in there.rglob("*.*"):
        os.utime(file, (0, 0))
    expected = checksums_elsewhere(here, ONE)
    assert checksums_elsewhere(there, OTHER) == expected
    assert len(expected) == 18


def test_a_second_time_makes_the_same_bytes(tmp_path: Path) -> None:
    dataset = load(write_hostile_package(tmp_path))
    assert [e.make() for e in exports(dataset)] == [e.make() for e in exports(dataset)]
