"""What the scripts of the workflows say on GitHub, and what a hostile text cannot make them say."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from generator.settings import PROJECT
from tests.small_package import Repository
from tests.workflows.api import BOT, Api, run, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK = "<!-- nhatthehoa check -->\n"
RUN = {
    "workflow_run": {
        "html_url": "https://git.example.org/runs/7",
        "head_branch": "patch-1",
        "head_sha": "a" * 40,
        "head_repository": {"owner": {"login": "editor"}},
    }
}
PULLS = [
    {"number": 6, "head": {"sha": "b" * 40}},
    {"number": 5, "head": {"sha": "a" * 40}},
]
HOSTILE = """@maintainer &#64;maintainer <img src=x> <!-- nhatthehoa check -->
![picture](https://example.org/x.png) [link](https://example.org) www.example.org
Closes #12, example/data#12, GH-12
[ref]: //example.org
`@maintainer` \u202egnp.exe\x07
"""


@pytest.fixture
def api() -> Iterator[Api]:
    with served() as api:
        yield api


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


def commented(api: Api, here: Path, text: bytes) -> list[tuple[str, str, str]]:
    (here / "told.md").write_bytes(text)
    run("comment.py", "told.md", api=api, event=RUN, cwd=here)
    return [(method, path, body["body"]) for method, path, body in api.sent]


def test_the_pull_request_is_the_one_with_the_commit_that_was_checked(api: Api, here: Path) -> None:
    api.lists["pulls"] = PULLS
    assert commented(api, here, "0 lỗi, 0 cảnh báo.\n".encode()) == [
        (
            "POST",
            "issues/5/comments",
            f"{MARK}0 lỗi, 0 cảnh báo.\n\n\n[Chi tiết · Details](https://git.example.org/runs/7)\n",
        )
    ]


def test_the_earlier_comment_is_written_anew(api: Api, here: Path) -> None:
    api.lists["pulls"] = PULLS
    api.lists["issues/5/comments"] = [
        {"id": 1, "body": f"{MARK}copied", "user": {"type": "User"}},
        {"id": 2, "body": "something else", "user": BOT},
        {"id": 3, "body": f"{MARK}earlier", "user": BOT},
    ]
    [(method, path, _)] = commented(api, here, b"later")
    assert (method, path) == ("PATCH", "issues/comments/3")


def test_a_pull_request_that_has_moved_on_is_left_alone(api: Api, here: Path) -> None:
    api.lists["pulls"] = PULLS[:1]
    assert commented(api, here, b"stale") == []


def test_a_hostile_text_does_nothing(api: Api, here: Path) -> None:
    api.lists["pulls"] = PULLS
    [(_, _, body)] = commented(api, here, HOSTILE.encode() + b"\xff")
    shown = body.removeprefix(MARK).split("\n\n[Chi ")[0]
    assert not re.search(
        r"@\w|<|&#|\]\(|\]:|://|www\.|#\w|!\[|GH-\d".replace("<", r"<[^\u200b]"), shown
    )
    assert "\u202e" not in shown
    assert "\x07" not in shown
    assert "maintainer" in shown


def test_a_long_text_is_cut(api: Api, here: Path) -> None:
    api.lists["pulls"] = PULLS
    [(_, _, body)] = commented(api, here, b"@" * 1_000_000)
    assert 50_000 < len(body) < 65_536


def reported(api: Api, here: Path, text: str) -> list[tuple[str, str, dict[str, str]]]:
    (here / "found.txt").write_text(text, encoding="utf-8")
    run("report.py", "Broken links", "found.txt", api=api, cwd=here)
    return api.sent


def test_what_was_found_opens_one_issue(api: Api, here: Path) -> None:
    assert reported(api, here, "bao-2017: gone\n~~~~\n") == [
        (
            "POST",
            "issues",
            {
                "title": "Broken links",
                "body": "~~~~text\nbao-2017: gone\n~\u200b~~~\n~~~~\n\n"
                "[Chi tiết · Details](https://git.example.org/example/data/actions/runs/99)\n",
            },
        )
    ]


def test_an_issue_that_is_open_is_written_anew_and_closed_in_the_end(api: Api, here: Path) -> None:
    api.lists["issues"] = [
        {"number": 3, "title": "Broken links", "user": {"type": "User"}},
        {"number": 4, "title": "Broken links", "user": BOT},
    ]
    [(method, path, body)] = reported(api, here, "still gone")
    assert (method, path, list(body)) == ("PATCH", "issues/4", ["body"])
    assert reported(api, here, "\n")[1] == ("PATCH", "issues/4", {"state": "closed"})


def test_where_nothing_was_found_nothing_is_said(api: Api, here: Path) -> None:
    assert reported(api, here, "") == []


EVENT = {"issue": {"number": 7}, "repository": {"default_branch": "main"}}


@pytest.fixture
def clone(here: Path) -> Repository:
    """A clone of a bare repository that has the package of the tests."""
    origin = Repository(here.parent / "origin")
    shutil.copytree(PROJECT / "tests/fixtures/package", origin.folder / "datapackage")
    origin.commit("The package of the tests")
    remote = here.parent / "remote.git"
    origin.git("clone", "--quiet", "--bare", str(origin.folder), str(remote))
    origin.git("clone", "--quiet", str(remote), str(here))
    return Repository(here)


@pytest.mark.parametrize(
    ("table", "title", "closing"),
    [
        ("observations", "Số liệu mới · New figure (#7)", "Closes #7\n"),
        ("sources", "Nguồn mới · New source (#7)", "Từ phiếu · From #7\n"),
    ],
)
def test_rows_become_a_branch_and_a_pull_request(
    api: Api, clone: Repository, table: str, title: str, closing: str
) -> None:
    path = clone.folder / f"datapackage/data/{table}.csv"
    path.write_text(path.read_text("utf-8") + "new\n", encoding="utf-8", newline="\n")
    (clone.folder / "readme.md").write_text("not a table\n", encoding="utf-8")
    clone.git("add", "--intent-to-add", "readme.md")
    taken = clone.folder.parent / "taken"
    taken.mkdir()
    (taken / "rows.patch").write_text(clone.git("diff") + "\n", encoding="utf-8", newline="\n")
    (taken / "told.txt").write_text("Thêm 1 dòng. @maintainer\n", encoding="utf-8")
    clone.git("reset", "--quiet", "--hard")
    (clone.folder / "readme.md").unlink(missing_ok=True)
    run("propose.py", str(taken), api=api, event=EVENT, cwd=clone.folder)
    [(method, path, body)] = api.sent
    assert (method, path, body["head"], body["base"]) == ("POST", "pulls", "intake/7", "main")
    assert body["title"] == title
    assert body["body"].startswith(f"{closing}\n~~~~text\nThêm 1 dòng. @\u200bmaintainer\n")
    remote = str(clone.folder.parent / "remote.git")
    changed = clone.git("--git-dir", remote, "diff", "--name-only", "main", "intake/7")
    assert changed.split() == [f"datapackage/data/{table}.csv"]


def test_a_form_that_was_refused_is_answered(api: Api, here: Path) -> None:
    (here / "told.txt").write_text("issue.md [unit_id] form-unknown\n", encoding="utf-8")
    (here / "rows.patch").write_bytes(b"")
    run("propose.py", ".", api=api, event=EVENT, cwd=here)
    [(method, path, body)] = api.sent
    assert (method, path) == ("POST", "issues/7/comments")
    assert body["body"] == "~~~~text\nissue.md [unit_id] form-unknown\n\n~~~~\n"


def test_a_refused_script_fails_loudly(here: Path) -> None:
    with served() as api:
        pass
    (here / "found.txt").write_text("gone", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        run("report.py", "Broken links", "found.txt", api=api, cwd=here)
