"""A long history is read once: later builds ask git for its outline and nothing more."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from generator import git, history
from generator.dataset import load
from generator.releases import shelf
from tests.releases.histories import NOW, Story

if TYPE_CHECKING:
    from collections.abc import Callable

RELEASES = 200


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often git was run, a release was read, and something was made of it."""
    counts = {"asked": 0, "read": 0, "made": 0}

    def count(what: str, function: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object, **options: object) -> object:
            counts[what] += 1
            return function(*arguments, **options)

        return counted

    monkeypatch.setattr(git.subprocess, "run", count("asked", subprocess.run))
    monkeypatch.setattr(history, "load", count("read", load))
    monkeypatch.setattr(shelf, "difference", count("made", shelf.difference))
    return counts


def lengthen(story: Story, first: int, last: int) -> None:
    """Commit a release for each number: the version and one figure are others."""
    folder = story.package.folder
    descriptor = (folder / "datapackage.json").read_text("utf-8")
    rows = (folder / "data/observations.csv").read_text("utf-8")
    stream = []
    for number in range(first, last + 1):
        files = {
            "datapackage.json": descriptor.replace('"0.1.0"', f'"0.{number}.0"'),
            "data/observations.csv": rows.replace(",85,101,", f",{number},1001,"),
        }
        stream.append(
            b"commit refs/heads/main\ncommitter E <e@example.org> 1800000000 +0000\ndata 1\nx\n"
        )
        stream += [b"from refs/heads/main^0\n"] if number == first else []
        for path, text in files.items():
            data = text.encode()
            stream.append(b"M 100644 inline datapackage/%s\n" % path.encode())
            stream.append(b"data %d\n%s\n" % (len(data), data))
        for path, text in files.items() if number == last else ():
            (folder / path).write_text(text, "utf-8")
    story.repository.git("fast-import", "--quiet", "--force", given=b"".join(stream))


def test_of_two_hundred_releases_only_new_ones_are_read(
    tmp_path_factory: pytest.TempPathFactory, done: dict[str, int]
) -> None:
    story = Story.begin(tmp_path_factory.mktemp("long"))
    for table in set(story.package.tables) - {"units", "indicators", "sources", "observations"}:
        story.package.drop(table)  # the fewer, the quicker
    story.repository.commit("0.1.0")
    first = (story.package.folder / "datapackage.json").read_text("utf-8")
    rows = (story.package.folder / "data/observations.csv").read_text("utf-8")
    lengthen(story, 2, RELEASES)
    done.update(asked=0, read=0, made=0)
    assert len(story.past().releases(load(story.package.folder), NOW).all) == RELEASES
    assert (done["read"], done["made"]) == (RELEASES, RELEASES)

    done.update(asked=0, read=0, made=0)
    published = story.published()
    # Six ask for the outline of the history, one for the commit of this project.
    assert done == {"asked": 7, "read": 0, "made": 0}
    assert (
        published["data/0.150.0/data/observations.csv"]
        == rows.replace(",85,101,", ",150,1001,").encode()
    )

    (story.package.folder / "datapackage.json").write_text(first, "utf-8")
    (story.package.folder / "data/observations.csv").write_text(rows, "utf-8")
    lengthen(story, RELEASES + 1, RELEASES + 1)
    done.update(asked=0, read=0, made=0)
    releases = story.past().releases(load(story.package.folder), NOW)
    assert releases.all[-1].version == f"0.{RELEASES + 1}.0"
    assert (done["read"], done["made"]) == (2, 1)
