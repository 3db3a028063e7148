from __future__ import annotations

import csv
import hashlib
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks import edits, synthetic
from benchmarks.rows import Load
from generator.checks.run import check
from generator.dataset import load

if TYPE_CHECKING:
    from pathlib import Path

SIZE = {
    "district": Load(observations=12, targets=3, events=10),
    "commune": Load(observations=1, events=1),
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic") / "package"
    synthetic.make(folder, SIZE)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    synthetic.make(tmp_path / "package", {"district": Load(observations=1)})
    return tmp_path / "package"


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def errors(folder: Path) -> list[str]:
    return [problem.rule for problem in check(load(folder)).errors]


def changed_lines(before: bytes, after: bytes) -> list[tuple[str, str]]:
    pairs = zip(before.decode().splitlines(), after.decode().splitlines(), strict=True)
    return [(one, other) for one, other in pairs if one != other]


def test_a_synthetic_package_passes_the_projects_own_check(package: Path) -> None:
    assert errors(package) == []


def test_every_district_and_commune_of_before_the_reform_has_the_rows_of_the_size(
    package: Path,
) -> None:
    real = {row["observation_id"] for row in synthetic.read(synthetic.REAL, "observations")}
    rows = [r for r in synthetic.read(package, "observations") if r["observation_id"] not in real]
    number = Counter(Counter(row["unit_id"] for row in rows).values())
    assert number == {12: 696, 1: 10_035}


def test_the_same_size_and_seed_give_the_same_bytes(package: Path, tmp_path: Path) -> None:
    synthetic.make(tmp_path / "again", SIZE)
    assert digests(tmp_path / "again") == digests(package)


def test_another_seed_gives_other_figures_about_the_same_units(small: Path, tmp_path: Path) -> None:
    synthetic.make(tmp_path / "other", {"district": Load(observations=1)}, seed=1)
    one, other = (synthetic.read(folder, "observations") for folder in (small, tmp_path / "other"))
    assert [row["unit_id"] for row in one] == [row["unit_id"] for row in other]
    assert [row["quote"] for row in one] != [row["quote"] for row in other]


def test_the_real_size_is_a_copy_of_the_real_package(tmp_path: Path) -> None:
    synthetic.make(tmp_path / "copy", synthetic.SIZES["real"])
    assert digests(tmp_path / "copy") == digests(synthetic.REAL)


def test_a_size_by_rows_has_at_least_so_many_and_few_more() -> None:
    assert synthetic.load_of(1_000_000) == {"commune": Load(observations=34, targets=34, events=34)}


def test_a_changed_observation_is_one_changed_row_that_passes_the_check(small: Path) -> None:
    path = small / "data" / "observations.csv"
    before = path.read_bytes()
    changed = edits.change_observation(small)
    ((old, new),) = changed_lines(before, path.read_bytes())
    (one,), (other,) = (list(csv.reader([line])) for line in (old, new))
    assert one[0] == other[0] == changed
    assert sum(a != b for a, b in zip(one, other, strict=True)) == 2
    assert errors(small) == []


def test_an_observation_changed_again_is_changed_again(small: Path) -> None:
    path = small / "data" / "observations.csv"
    edits.change_observation(small)
    once = path.read_bytes()
    edits.change_observation(small)
    assert path.read_bytes() != once


def test_a_changed_source_title_is_one_changed_row_and_changes_back(small: Path) -> None:
    path = small / "data" / "sources.csv"
    before = path.read_bytes()
    changed = edits.change_source_title(small)
    ((_, new),) = changed_lines(before, path.read_bytes())
    assert new.startswith(f"{changed},")
    edits.change_source_title(small)
    assert path.read_bytes() == before
