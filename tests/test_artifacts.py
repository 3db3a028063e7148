"""A publication appears whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from generator.artifacts import (
    LAST,
    MARK,
    Artifact,
    File,
    Part,
    Publication,
    alone,
    publish,
    still_there,
)
from generator.exceptions import MachineError, PublicationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

FIRST = [Artifact(MARK, b"{}"), Artifact("a/b.html", b"one"), Artifact("old.html", b"old")]


def first() -> list[Artifact]:
    return FIRST


def write(out: Path, *makes: Callable[[], Iterable[Artifact]]) -> Publication:
    """Publish what each makes, in a part of its own."""
    return publish([Part(f"part {i}", make) for i, make in enumerate(makes)], out)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_files_and_bytes_are_counted(tmp_path: Path) -> None:
    made = write(tmp_path / "site", first)
    assert (made.files, made.size, made.written) == (3, 8, 3)


def test_a_new_publication_leaves_nothing_of_the_earlier_one(tmp_path: Path) -> None:
    write(tmp_path / "site", first)
    write(tmp_path / "site", lambda: [Artifact(MARK, b"{}"), Artifact("a/b.html", b"two")])
    assert files(tmp_path / "site") == {MARK: b"{}", "a/b.html": b"two"}
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == ["site"]


def test_an_error_on_the_way_leaves_the_earlier_publication_as_it_was(tmp_path: Path) -> None:
    def broken() -> Iterator[Artifact]:
        yield Artifact("a/b.html", b"two")
        raise ZeroDivisionError

    write(tmp_path / "site", first)
    before = files(tmp_path / "site")
    with pytest.raises(ZeroDivisionError):
        write(tmp_path / "site", broken)
    assert files(tmp_path / "site") == before
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == ["site"]


@pytest.mark.parametrize(
    "path", ["../x", "/x", "a/../x", "a//b", "", "a/./b", "a\\b", "a/", "x\0y"]
)
def test_a_path_that_leaves_the_site_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(PublicationError, match="not a path inside the site"):
        write(tmp_path / "site", lambda: [Artifact(path, b"")])


def test_two_artifacts_of_one_path_are_refused_even_if_only_case_differs(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match=r"'A\.html' and 'a\.html'"):
        write(tmp_path / "site", lambda: [Artifact("a.html", b""), Artifact("A.html", b"")])


def test_a_folder_of_somebodys_own_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(PublicationError, match="not an earlier publication"):
        write(tmp_path, first)
    assert files(tmp_path) == {"thesis.txt": b"years of work"}


def test_what_a_killed_run_left_behind_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".site-abandoned").mkdir()
    write(tmp_path / "site", first)
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == ["site"]


def test_two_at_once_to_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "site"
    started, go_on = threading.Event(), threading.Event()
    order: list[str] = []
    waited: list[str] = []

    def build(name: str) -> None:
        with alone(out, lambda: waited.append(name)):
            order.append(f"{name} begins")
            started.set()
            assert go_on.wait(10)
            order.append(f"{name} ends")

    slow = threading.Thread(target=build, args=("slow",))
    slow.start()
    assert started.wait(10)
    quick = threading.Thread(target=build, args=("quick",))
    quick.start()
    until = time.monotonic() + 10
    while not waited:
        assert time.monotonic() < until
        time.sleep(0.01)
    go_on.set()
    slow.join(10)
    quick.join(10)
    assert order == ["slow begins", "slow ends", "quick begins", "quick ends"]
    assert waited == ["quick"]


def test_parts_make_one_publication(tmp_path: Path) -> None:
    made = write(tmp_path / "site", first, lambda: [Artifact("en/a/b.html", b"one")], list)
    assert (made.files, made.size, made.written) == (4, 11, 4)
    assert files(tmp_path / "site")["en/a/b.html"] == b"one"


def test_two_parts_with_one_path_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match=r"one path: 'a/b\.html'"):
        write(tmp_path / "site", first, lambda: [Artifact("a/b.html", b"")])
    with pytest.raises(PublicationError, match=r"one path: 'A/b\.html' and 'a/b\.html'"):
        write(tmp_path / "site", first, lambda: [Artifact("A/b.html", b"")])
    assert not (tmp_path / "site").exists()


def test_an_error_in_any_part_publishes_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[Artifact]:
        yield Artifact("a.html", b"")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(tmp_path / "site", first, broken)
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == []


def test_what_is_kept_is_the_earlier_file_and_is_not_made_again(tmp_path: Path) -> None:
    out = tmp_path / "site"
    earlier = publish([Part("old", first), Part("other", lambda: [Artifact("c", b"c")])], out)
    before = (out / "a" / "b.html").stat()
    made = publish(
        [Part("other", lambda: [Artifact("c", b"C")])],
        out,
        kept={"old": earlier.parts["old"]},
    )
    assert files(out) == {MARK: b"{}", "a/b.html": b"one", "old.html": b"old", "c": b"C"}
    assert (made.files, made.written) == (4, 1)
    after = (out / "a" / "b.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_was_changed_or_taken_away_is_not_still_there(tmp_path: Path) -> None:
    told = write(tmp_path, first).parts["part 0"]
    assert still_there(tmp_path, told)
    (tmp_path / "old.html").write_bytes(b"new")
    assert not still_there(tmp_path, told)
    (tmp_path / "old.html").unlink()
    assert not still_there(tmp_path, told)


def test_what_is_made_last_is_told_of_every_other_file(tmp_path: Path) -> None:
    def last(files: Mapping[str, File]) -> Iterator[Artifact]:
        yield Artifact("sums", " ".join(f"{p}:{f.sha256[:8]}" for p, f in files.items()).encode())

    made = publish([Part("one", lambda: [Artifact(MARK, b"{}")])], tmp_path / "site", last=last)
    assert files(tmp_path / "site")["sums"] == b"build.json:44136fa3"
    assert list(made.parts[LAST]) == ["sums"]


def test_each_process_gives_its_notes_once(tmp_path: Path) -> None:
    noted: list[str] = []

    def note(name: str) -> Iterator[Artifact]:
        noted.append(name)
        yield Artifact(name, b"")

    parts = [Part(str(i), partial(note, f"f{i}")) for i in range(40)]
    made = publish(parts, tmp_path / "site", notes=lambda: list(noted))
    assert sorted(name for notes in made.notes for name in notes) == sorted(
        f"f{i}" for i in range(40)
    )


def test_where_folders_cannot_be_swapped_in_one_step_one_takes_the_place_of_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    write(tmp_path / "site", first)
    write(tmp_path / "site", lambda: [Artifact(MARK, b"{}"), Artifact("a/b.html", b"two")])
    assert files(tmp_path / "site") == {MARK: b"{}", "a/b.html": b"two"}
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == ["site"]


def test_what_is_kept_cannot_be_made_again(tmp_path: Path) -> None:
    out = tmp_path / "site"
    earlier = publish([Part("old", first)], out)
    again = Part("new", lambda: [Artifact("old.html", b"new")])
    with pytest.raises(PublicationError, match=r"two artifacts have one path: 'old\.html'"):
        publish([again], out, kept=earlier.parts)
    assert (out / "old.html").read_bytes() == b"old"


def test_where_a_file_can_have_one_name_alone_what_is_kept_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    earlier = write(out, first)

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links on this disk")

    monkeypatch.setattr(os, "link", refuse)
    publish([], out, kept=earlier.parts)
    assert files(out) == {MARK: b"{}", "a/b.html": b"one", "old.html": b"old"}
    assert all(still_there(out, part) for part in earlier.parts.values())


def test_what_the_disk_refuses_is_told_with_the_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(MachineError, match="site: File exists"):
        write(tmp_path / "file" / "site", first)
