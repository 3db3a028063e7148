"""An editor's session from a clone to a push, by the commands that an editor types.

The package is that of the fixtures, in a repository whose remote is a bare one beside it. Each
step is a function of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.settings import PROJECT
from tests.intake.bodies import figure
from tests.small_package import Repository
from tests.workbook.books import cell_of, open_book, put

if TYPE_CHECKING:
    from pathlib import Path

UONG_BI = "d-196-2017-village-secretary-head"
ACKNOWLEDGED = "Acknowledge-Large-Change: observations"
BOOK = "nhat-the-hoa-test-d-196.xlsx"


class Editor:
    """Somebody with a clone of the repository, who types commands in it."""

    def __init__(self, folder: Path) -> None:
        """Clone a repository that has one commit."""
        origin = Repository(folder / "origin")
        shutil.copytree(PROJECT / "tests/fixtures/package", origin.folder / "datapackage")
        shutil.copy(PROJECT / ".gitattributes", origin.folder)
        origin.commit("The package of the tests")
        self.remote, self.folder = folder / "remote.git", folder / "clone"
        origin.git("clone", "--quiet", "--bare", str(origin.folder), str(self.remote))
        origin.git("clone", "--quiet", str(self.remote), str(self.folder))
        self.repository = Repository(self.folder)

    def types(self, command: str, *, status: int = 0) -> str:
        """What a command of the project says, on the terminal of its own language."""
        name, *arguments = command.split()
        assert name == "nhatthehoa"
        done = subprocess.run(
            [sys.executable, "-m", "generator", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def replaces(self, table: str, old: str, new: str) -> None:
        """Edit a table in a text editor."""
        path = self.folder / "datapackage" / "data" / f"{table}.csv"
        text = path.read_bytes().decode()
        assert text.count(old) == 1
        path.write_bytes(text.replace(old, new).encode())

    def changed_lines(self) -> list[str]:
        """The lines of tables that differ from the last commit, as git shows them."""
        tables = "datapackage/data"
        shown = self.repository.git("diff", "--unified=0", "HEAD", "--", tables).splitlines()
        return [line for line in shown if line[:1] in "+-" and line[:3] not in {"+++", "---"}]


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(tmp_path)


def corrects_a_figure(editor: Editor) -> None:
    """Edit a CSV, with a slip that `check` finds."""
    editor.replaces("observations", ",85,101,", ",102,101,")
    told = editor.types("nhatthehoa check --package datapackage", status=1)
    assert (
        "datapackage/data/observations.csv:5 [numerator] numerator-exceeds-denominator: "
        "Tử số 102 lớn hơn mẫu số 101.\n"
        "    Xem lại hai con số trong nguồn; có thể đã đổi chỗ cho nhau.\n"
    ) in told
    editor.replaces("observations", ",102,101,", ",92,101,")


def adds_a_row_untidily(editor: Editor) -> None:
    """Add a row where it does not belong, with stray spaces; `format` mends both."""
    editor.replaces("persons", "person_id,name\n", "person_id,name\ntran-van-nam, Trần  Văn Nam\n")
    told = editor.types("nhatthehoa format --package datapackage")
    assert told == "datapackage/data/persons.csv\n"
    assert "+tran-van-nam,Trần Văn Nam" in editor.changed_lines()


def sees_what_changed(editor: Editor) -> None:
    """Read the change in words."""
    told = editor.types("nhatthehoa diff HEAD --package datapackage")
    assert told.startswith(
        "Số liệu: sửa 1 dòng.\n"
        "  ~ thành phố Uông Bí – Bí thư chi bộ kiêm trưởng thôn, khu: 85/101 → 92/101\n"
    )
    assert "\n  + Trần Văn Nam" in told


def edits_a_workbook(editor: Editor) -> None:
    """Export a workbook, change a cell in it, import it."""
    told = editor.types("nhatthehoa workbook export --package datapackage --unit d-196")
    assert told == f"{BOOK} (0.1 MB)\n"
    book = editor.folder / BOOK
    sheet = open_book(book)["Số liệu"]
    notes = {"note_vi": "Số liệu cuối kỳ.", "note_en": "The figure at the end of the term."}
    put(book, "Số liệu", {cell_of(sheet, UONG_BI, name): text for name, text in notes.items()})
    told = editor.types(f"nhatthehoa workbook import {BOOK} --package datapackage")
    assert "Số liệu cuối kỳ." in told
    assert told.endswith("\nĐã ghi: datapackage/data/observations.csv\n")
    book.unlink()
    assert editor.types("nhatthehoa check --package datapackage") == "0 lỗi, 0 cảnh báo.\n"


def takes_a_form(editor: Editor) -> None:
    """Take a figure that somebody sent by a form: first one of no unit, then mended."""
    form = editor.folder / "issue.md"
    form.write_text(figure(unit_id="Huế"), encoding="utf-8")
    told = editor.types("nhatthehoa intake issue.md --package datapackage", status=1)
    assert "[unit_id] form-unknown: Dữ liệu không có “Huế”." in told
    form.write_text(figure(), encoding="utf-8")
    told = editor.types("nhatthehoa intake issue.md --package datapackage")
    assert told.startswith("Số liệu: thêm 1 dòng.\n")
    form.unlink()


def makes_it_a_version(editor: Editor) -> None:
    """Learn that the change needs a version, and to be acknowledged; give it the version."""
    told = editor.types("nhatthehoa check --package datapackage --base HEAD", status=1)
    assert "datapackage/datapackage.json [version] version-too-low: " in told
    assert f"thêm dòng “{ACKNOWLEDGED}” vào thông điệp commit" in told
    told = editor.types("nhatthehoa release --package datapackage")
    assert "datapackage/datapackage.json\n1.0.0 → 1.1.0\n" in told


def sends_it(editor: Editor) -> None:
    """Commit with what was asked for and push: the remote has these rows, and no others changed."""
    row = (
        "d-196-2017-village-secretary-head,village-secretary-head,d-196,"
        "[2016-12-28..2017-05-31],,actual,,{},101,,exact,d-196-chi-bo-2017-2020,uong-bi-2017,"
        '"toàn thành phố có 85/101 thôn, khu",đến nay,article,{},'
    )
    assert editor.changed_lines() == [
        f"-{row.format(85, ',')}",
        f"+{row.format(92, 'Số liệu cuối kỳ.,The figure at the end of the term.')}",
        (
            "+d-196-2018-village-secretary-head,village-secretary-head,d-196,2018-06,,actual,,92,101,,"
            'exact,,lang-son-2018,"đã có 92/101 thôn, khu",,inferred,,,'
        ),
        "+tran-van-nam,Trần Văn Nam",
    ]
    sent = editor.repository.commit(f"Uông Bí at the end of the term\n\n{ACKNOWLEDGED}")
    told = editor.types("nhatthehoa check --package datapackage --base origin/main")
    assert told == "0 lỗi, 0 cảnh báo.\n"
    editor.repository.git("push", "--quiet", "origin", "main")
    there = editor.repository.git("--git-dir", str(editor.remote), "rev-parse", "main")
    assert there == sent


def test_an_editor_gets_from_a_clone_to_a_push(editor: Editor) -> None:
    corrects_a_figure(editor)
    adds_a_row_untidily(editor)
    sees_what_changed(editor)
    edits_a_workbook(editor)
    takes_a_form(editor)
    makes_it_a_version(editor)
    sends_it(editor)
