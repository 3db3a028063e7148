"""One package makes one site, on whatever machine; and a clone alone is enough to make it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.settings import PROJECT
from tests.machines.machine import ONE, OTHER
from tests.machines.reproduce import clone, site_of
from tests.small_package import Repository, SmallPackage

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="masks and processors are set as Linux does"
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a package of which two versions were released."""
    repository = Repository(tmp_path_factory.mktemp("original") / "repository")
    package = SmallPackage(repository.folder / "datapackage")
    repository.commit("0.1.0")
    package.descriptor(version="0.1.1", created="2026-12-01T00:00:00Z")
    repository.commit("0.1.1")
    return repository.folder


def test_a_site_restored_of_a_bare_clone_without_network_is_the_same_byte_for_byte(
    original: Path, tmp_path: Path
) -> None:
    here = tmp_path / "a"
    one = site_of(ONE, here, [f"--package={original / 'datapackage'}"], PROJECT)
    there = tmp_path / "một nơi khác" / "b"
    clone(original, tmp_path / "backup.git", "--bare")
    clone(tmp_path / "backup.git", there)
    other = site_of(OTHER, there, [f"--package={there / 'datapackage'}"], PROJECT)
    assert {path for path, _ in one.items() ^ other.items()} == set()
    assert "data/0.1.0/SHA256SUMS" in one


def test_where_the_network_is_refused_nothing_can_reach_it(tmp_path: Path) -> None:
    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    assert OTHER.run(["-c", code], tmp_path, PROJECT).returncode == 97


def test_the_clock_of_the_other_machine_is_wrong(tmp_path: Path) -> None:
    if subprocess.run(["sh", "-c", "command -v cc"], capture_output=True, check=False).returncode:
        pytest.skip("no compiler: the clock cannot be made to go wrong")
    code = "import time; print(time.gmtime().tm_year)"
    years = [int(m.run(["-c", code], tmp_path, PROJECT).stdout) for m in (ONE, OTHER)]
    assert years[0] - years[1] == 20
