"""A publication appears whole or not at all."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from generator.artifacts import MARK, Artifact, Publication, publish
from generator.exceptions import PublicationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = [Artifact(MARK, b"{}"), Artifact("a/b.html", b"one"), Artifact("old.html", b"old")]


def first() -> list[Artifact]:
    return FIRST


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_files_and_bytes_are_counted(tmp_path: Path) -> None:
    assert publish([first], tmp_path / "site") == Publication(files=3, size=8)


def test_a_new_publication_leaves_nothing_of_the_earlier_one(tmp_path: Path) -> None:
    publish([first], tmp_path / "site")
    publish([lambda: [Artifact(MARK, b"{}"), Artifact("a/b.html", b"two")]], tmp_path / "site")
    assert files(tmp_path / "site") == {MARK: b"{}", "a/b.html": b"two"}
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == ["site"]


def test_an_error_on_the_way_leaves_the_earlier_publication_as_it_was(tmp_path: Path) -> None:
    def broken() -> Iterator[Artifact]:
        yield Artifact("a/b.html", b"two")
        raise ZeroDivisionError

    publish([first], tmp_path / "site")
    before = files(tmp_path / "site")
    with pytest.raises(ZeroDivisionError):
        publish([broken], tmp_path / "site")
    assert files(tmp_path / "site") == before
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == ["site"]


@pytest.mark.parametrize(
    "path", ["../x", "/x", "a/../x", "a//b", "", "a/./b", "a\\b", "a/", "x\0y"]
)
def test_a_path_that_leaves_the_site_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(PublicationError, match="not a path inside the site"):
        publish([lambda: [Artifact(path, b"")]], tmp_path / "site")


def test_two_artifacts_of_one_path_are_refused_even_if_only_case_differs(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match=r"'a\.html' and 'A\.html'"):
        publish([lambda: [Artifact("a.html", b""), Artifact("A.html", b"")]], tmp_path / "site")


def test_a_folder_of_somebodys_own_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(PublicationError, match="not an earlier publication"):
        publish([first], tmp_path)
    assert files(tmp_path) == {"thesis.txt": b"years of work"}


def test_what_a_killed_run_left_behind_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".site-abandoned").mkdir()
    publish([first], tmp_path / "site")
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == ["site"]


def test_two_at_once_to_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    started, go_on = threading.Event(), threading.Event()

    def slow() -> Iterator[Artifact]:
        yield Artifact(MARK, b"slow")
        started.set()
        assert go_on.wait(10)
        yield Artifact("slow.html", b"")

    threads = [threading.Thread(target=publish, args=([slow], tmp_path / "site"))]
    threads[0].start()
    assert started.wait(10)
    quick = [Artifact(MARK, b"quick"), Artifact("quick.html", b"")]
    threads.append(threading.Thread(target=publish, args=([lambda: quick], tmp_path / "site")))
    threads[1].start()
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert files(tmp_path / "site") == {MARK: b"quick", "quick.html": b""}


def test_shares_make_one_publication(tmp_path: Path) -> None:
    shares = [first, lambda: [Artifact("en/a/b.html", b"one")], list]
    assert publish(shares, tmp_path / "site") == Publication(files=4, size=11)
    assert files(tmp_path / "site")["en/a/b.html"] == b"one"


def test_two_shares_with_one_path_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match=r"one path: 'a/b\.html'"):
        publish([first, lambda: [Artifact("a/b.html", b"")]], tmp_path / "site")
    with pytest.raises(PublicationError, match=r"one path: 'a/b\.html' and 'A/b\.html'"):
        publish([first, lambda: [Artifact("A/b.html", b"")]], tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_an_error_in_any_share_publishes_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[Artifact]:
        yield Artifact("a.html", b"")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish([first, broken], tmp_path / "site")
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == []
