"""A build after another makes only what has changed, and the same as a build from nothing."""

from __future__ import annotations

import dataclasses
import json
import shutil
from random import SystemRandom
from typing import TYPE_CHECKING

import pytest

from generator.build import build
from generator.earlier.record import READS, RECORD, folder_of
from generator.settings import discover
from tests.small_package import INDICATOR, OBSERVATION, SOURCE, UNITS, SmallPackage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.build import Outcome

ADDRESSES = {
    "SITE_URL": "https://data.example.org/",
    "REPO_URL": "https://git.example.org/data",
    "SOURCE_DATE_EPOCH": "1800000000",
}
LATER = {**OBSERVATION, "observation_id": "d-196-early", "date": "2017-03"}
ELSEWHERE = {**LATER, "observation_id": "d-193-early", "unit_id": "d-193"}
FIRST = {**LATER, "observation_id": "c-06817-early", "unit_id": "c-06817"}


def made(package: Path, out: Path) -> Outcome:
    where = dataclasses.replace(discover(environ=ADDRESSES), package=package, out=out)
    return build(where, lambda _: None)


def contents(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }


def modified(out: Path) -> dict[str, int]:
    """When each file was written."""
    return {
        path.relative_to(out).as_posix(): path.stat().st_mtime_ns
        for path in out.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package and its site, side by side."""
    folder = tmp_path_factory.mktemp("built")
    package = SmallPackage(folder / "package")
    package.rows("observations", OBSERVATION, LATER)
    assert not made(package.folder, folder / "site").report.errors
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of these of the test's own, with their times and their record."""
    return shutil.copytree(built, tmp_path / "copy", copy_function=shutil.copy2)


def rewrite(folder: Path, table: str, *rows: dict[str, str]) -> None:
    """Write a table of the package anew."""
    package = SmallPackage.__new__(SmallPackage)
    package.folder = folder / "package"
    package.rows(table, *rows)


def assert_same_as_from_nothing(folder: Path, when: str = "") -> None:
    clean = folder / "clean" / "site"
    shutil.rmtree(clean.parent, ignore_errors=True)
    made(folder / "package", clean)
    assert contents(folder / "site") == contents(clean), when


def test_a_build_of_what_has_not_changed_makes_nothing(folder: Path) -> None:
    before = contents(folder / "site")
    assert made(folder / "package", folder / "site").made == 0
    assert contents(folder / "site") == before


TOUCHED = {
    f"{lang}{page}"
    for lang in ("", "en/")
    for page in (
        "data/dictionary-observations.html",
        "data/index.html",
        "data/versions.html",
        "districts.html",
        "embed/d-196-chart-village-secretary-head.html",
        "embed/village-secretary-head-district.html",
        "index.html",
        "indicators/village-secretary-head.html",
        "sources/bao-2017.html",
        "units/d-196-uong-bi.html",
        "units/p-22-quang-ninh.html",
    )
}
"""What shows a figure of the district, or what follows from it."""


def test_a_changed_figure_makes_the_pages_that_show_it_and_few_others(folder: Path) -> None:
    before = contents(folder / "site")
    times = modified(folder / "site")
    rewrite(folder, "observations", {**OBSERVATION, "numerator": "84"}, LATER)
    made(folder / "package", folder / "site")
    after = contents(folder / "site")
    other = {path for path, data in after.items() if data != before.get(path)}
    assert {path for path in other if path.endswith(".html")} <= TOUCHED
    made_again = {
        path for path, time in modified(folder / "site").items() if time != times.get(path)
    }
    units = {path for path in made_again if "units/" in path and path.endswith(".html")}
    assert units == {path for path in TOUCHED if "units/" in path}
    assert_same_as_from_nothing(folder)


EDITS: dict[str, Callable[[Path], None]] = {
    "a figure more": lambda f: rewrite(f, "observations", OBSERVATION, LATER, ELSEWHERE),
    "a figure less": lambda f: rewrite(f, "observations", OBSERVATION),
    "a row before the others": lambda f: rewrite(f, "observations", OBSERVATION, LATER, FIRST),
    "a source's title": lambda f: rewrite(f, "sources", {**SOURCE, "title": "Khác"}),
    "an indicator's name": lambda f: rewrite(f, "indicators", {**INDICATOR, "name_vi": "Khác"}),
    "a unit's name": lambda f: rewrite(f, "units", *UNITS[:-1], {**UNITS[-1], "name_vi": "Khác"}),
    "no figure at all": lambda f: rewrite(f, "observations"),
}


def test_after_all_edits_in_any_order_the_site_is_the_same_as_from_nothing(folder: Path) -> None:
    order = SystemRandom().sample(sorted(EDITS), k=len(EDITS))  # another one in each run
    for number, edit in enumerate(order):
        EDITS[edit](folder)
        assert not made(folder / "package", folder / "site").report.errors, order
        if number in (2, len(order) - 1):
            assert_same_as_from_nothing(folder, f"after {order[: number + 1]}")


def test_a_text_of_the_descriptor_makes_all_anew(folder: Path) -> None:
    path = folder / "package" / "datapackage.json"
    path.write_text(path.read_text("utf-8").replace('"0.1.0"', '"0.2.0"'), encoding="utf-8")
    outcome = made(folder / "package", folder / "site")
    assert outcome.made == outcome.files
    assert_same_as_from_nothing(folder)


@pytest.mark.parametrize(
    ("name", "damage"),
    [(RECORD, b'{"basis": 1}\n'), (RECORD, b""), (READS, b"\xff\0"), ("observations.csv", b"")],
)
def test_a_record_that_is_damaged_is_taken_for_none(folder: Path, name: str, damage: bytes) -> None:
    (folder_of(folder / "site") / name).write_bytes(damage)
    rewrite(folder, "observations", {**OBSERVATION, "numerator": "84"}, LATER)
    outcome = made(folder / "package", folder / "site")
    assert outcome.made == outcome.files


@pytest.mark.parametrize("change", ["deleted", "edited", "added"])
def test_a_site_that_somebody_has_changed_is_mended(folder: Path, change: str) -> None:
    before = contents(folder / "site")
    page = folder / "site" / "units" / "d-196-uong-bi.html"
    if change == "deleted":
        page.unlink()
    elif change == "edited":
        page.write_bytes(b"somebody was here")
    else:
        (folder / "site" / "stray.html").write_bytes(b"somebody was here")
    made(folder / "package", folder / "site")
    assert contents(folder / "site") == before


def test_another_commit_of_the_same_data_changes_only_what_names_it(folder: Path) -> None:
    before = contents(folder / "site")
    where = dataclasses.replace(
        discover(environ=ADDRESSES),
        package=folder / "package",
        out=folder / "site",
        revision="0123456789012345678901234567890123456789",
    )
    build(where, lambda _: None)
    after = contents(folder / "site")
    assert {path for path in after if after[path] != before.get(path)} == {
        "SHA256SUMS",
        "build.json",
    }
    assert json.loads(after["build.json"])["revision"].startswith("01234")
