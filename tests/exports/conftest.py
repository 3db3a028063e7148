"""Packages and their exports, made once a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from generator.dataset import load
from tests.exports.packages import FIXTURE, made, write_hostile_package

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.dataset import Dataset


@dataclass(frozen=True, eq=False)
class Exported:
    """A dataset, the bytes of every export by its path, and a folder that holds them."""

    dataset: Dataset
    files: Mapping[str, bytes]
    folder: Path

    def path(self, path: str) -> str:
        return str(self.folder / path)


def export(package: Path, folder: Path) -> Exported:
    dataset = load(package)
    assert dataset.problems == ()
    files = made(dataset)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return Exported(dataset, files, folder)


@pytest.fixture(scope="session")
def of_fixture(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return export(FIXTURE, tmp_path_factory.mktemp("fixture"))


@pytest.fixture(scope="session")
def of_hostile(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    package = write_hostile_package(tmp_path_factory.mktemp("hostile"))
    return export(package, tmp_path_factory.mktemp("hostile-exports"))


@pytest.fixture(params=["of_fixture", "of_hostile"])
def exported(request: pytest.FixtureRequest) -> Exported:
    """Each of the two packages in its turn."""
    found: Exported = request.getfixturevalue(request.param)
    return found
