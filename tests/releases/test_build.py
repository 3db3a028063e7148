"""A build carries over what earlier builds published of releases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.build import build
from generator.releases import shelf
from tests.small_package import SOURCE

if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn

    from generator.dataset import Dataset
    from generator.diffs.difference import Difference
    from tests.releases.histories import Story

TELLERS = {"manifest.json", "latest/manifest.json", "croissant.json"}
"""What tells of all other files is made in each build."""


def test_a_new_release_reads_none_of_the_others_again(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    compare = shelf.difference

    def noted(base: Dataset, head: Dataset) -> Difference:
        made.append(head.descriptor["version"])
        return compare(base, head)

    monkeypatch.setattr(shelf, "difference", noted)
    settings = story.settings()
    first = build(settings, lambda _: None)
    assert (first.report.errors, first.releases_unknown) == ((), "")
    assert made == ["0.1.0", "0.1.1", "0.2.0", "1.0.0"]
    before = files(settings.out / "data/0.1.1")

    story.package.rows("sources", {**SOURCE, "author": "An"})
    story.release(date(2027, 2, 1))
    build(settings, lambda _: None)
    assert made[4:] == ["1.0.1"]
    assert files(settings.out / "data/0.1.1") == before
    assert "An" in (settings.out / "data/1/data/sources.csv").read_text("utf-8")
    assert "An" in (settings.out / "data/latest/data/sources.csv").read_text("utf-8")
    assert 'id="v1.0.1"' in (settings.out / "en/data/versions.html").read_text("utf-8")

    times = written(settings.out / "data/0.1.1")
    story.package.rows("sources", {**SOURCE, "author": "Bình"})
    build(settings, lambda _: None)
    assert made[5:] == []
    assert written(settings.out / "data/0.1.1") == times
    assert "An" in (settings.out / "data/latest/data/sources.csv").read_text("utf-8")
    assert 'id="next"' in (settings.out / "en/data/versions.html").read_text("utf-8")


def test_the_first_edit_after_a_release_leaves_what_is_downloaded_alone(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Dataset) -> NoReturn:
        pytest.fail("the release is the package that was checked a moment ago")

    settings = story.settings()
    build(settings, lambda _: None)
    times = written(settings.out / "data")

    for author in ("An", "Bình", ""):  # away from the release, on, and back
        story.package.rows("sources", {**SOURCE, "author": author} if author else SOURCE)
        with monkeypatch.context() as patched:
            patched.setattr(shelf, "check", fail)
            build(settings, lambda _: None)
        new = {path for path, time in written(settings.out / "data").items() if time != times[path]}
        assert {path for path in new if not path.endswith(".html")} <= TELLERS
        clean = replace(settings, out=story.folder / f"clean {author}")
        build(clean, lambda _: None)
        assert files(settings.out) == files(clean.out)


def files(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def written(folder: Path) -> dict[str, int]:
    """When each file was written, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }
