"""What the commands about workbooks say, write and return."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from generator.canonical import UNFINISHED
from generator.cli.workbook import app
from tests.workbook.books import PROJECT, export, files, open_book, put, rows

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

FIGURES, PERSONS = "Số liệu", "Người giữ chức vụ"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["workbook", *arguments])


def test_a_workbook_is_named_after_the_package_and_the_unit(package: Path) -> None:
    done = run("export", "--package", "package", "--unit", "d-196")
    assert (done.exit_code, done.stdout) == (0, "nhat-the-hoa-test-d-196.xlsx (0.1 MB)\n")
    assert open_book(package.parent / "nhat-the-hoa-test-d-196.xlsx")[PERSONS]["C4"].value


def test_a_workbook_that_is_there_already_is_not_overwritten(package: Path) -> None:
    edited = package.parent / "so.xlsx"
    edited.write_bytes(b"edited")
    done = run("export", "--package", "package", "--out", "so.xlsx")
    assert (done.exit_code, done.stderr) == (
        2,
        "so.xlsx is there already; choose another name by --out\n",
    )
    assert edited.read_bytes() == b"edited"


@pytest.mark.usefixtures("package")
def test_a_unit_that_does_not_exist_is_wrong_use() -> None:
    done = run("export", "--package", "package", "--unit", "d-169")
    assert (done.exit_code, done.stderr) == (
        2,
        "the package has no unit 'd-169' (is d-196 meant?)\n",
    )


@pytest.mark.usefixtures("package")
def test_a_file_that_is_not_there_is_wrong_use() -> None:
    assert run("import", "khong-co.xlsx", "--package", "package").exit_code == 2


def test_what_changed_is_told_in_words_and_written(package: Path) -> None:
    put(export(package, "d-196"), FIGURES, {"I3": "86"})
    done = run("import", "so-nhap-lieu.xlsx", "--package", "package")
    assert done.exit_code == 0
    assert done.stdout.startswith(
        "Số liệu: sửa 1 dòng.\n"
        "  ~ thành phố Uông Bí – Bí thư chi bộ kiêm trưởng thôn, khu: 85/101 → 86/101\n"
    )
    assert done.stdout.endswith("\nĐã ghi: package/data/observations.csv\n")
    assert rows(package, "observations")[3]["numerator"] == "86"
    again = run("import", "so-nhap-lieu.xlsx", "--package", "package")
    assert (again.exit_code, again.stdout) == (0, "Sổ không thay đổi gì.\n")


def test_a_dry_run_tells_all_and_writes_nothing(package: Path) -> None:
    before = files(package)
    put(export(package, "d-196"), FIGURES, {"I3": "86"})
    done = run("import", "so-nhap-lieu.xlsx", "--package", "package", "--dry-run", "--lang", "en")
    assert done.exit_code == 0
    assert "85/101 → 86/101" in done.stdout
    assert done.stdout.endswith(
        "\nA dry run: nothing was written. To be written: package/data/observations.csv\n"
    )
    assert files(package) == before


def test_faults_are_told_by_sheet_and_cell_and_nothing_is_written(package: Path) -> None:
    before = files(package)
    file = export(package, "d-196")
    put(file, FIGURES, {"I3": "102"})
    put(file, PERSONS, {"A4": "x", "C3": None})
    done = run("import", "so-nhap-lieu.xlsx", "--package", "package")
    assert done.exit_code == 1
    assert done.stdout == (
        "so-nhap-lieu.xlsx Số liệu!I3 [numerator] numerator-exceeds-denominator: "
        "Tử số 102 lớn hơn mẫu số 101.\n"
        "    Xem lại hai con số trong nguồn; có thể đã đổi chỗ cho nhau.\n"
        "so-nhap-lieu.xlsx Người giữ chức vụ!C3 [name] value-missing: "
        "Ô “name” không được để trống.\n"
        "    Điền giá trị. Nếu nguồn không cho biết thì dòng này chưa thể đưa vào.\n"
    )
    assert done.stderr == "Chưa ghi gì. Hãy sửa các lỗi trên trong sổ rồi nhập lại.\n"
    assert files(package) == before


def test_of_many_faults_the_first_fifty_are_told_errors_first(package: Path) -> None:
    file = export(package)
    put(file, PERSONS, {f"C{row}": "Không có mã" for row in range(5, 65)})
    put(file, "Mục tiêu", {"E3": "95,0"})
    done = run("import", "so-nhap-lieu.xlsx", "--package", "package", "--lang", "en")
    lines = done.stdout.splitlines()
    assert sum(": " in line and "workbook-key-missing" in line for line in lines) == 50
    assert lines[-1] == "… and 11 more, which will be told when these are mended."


def test_faults_that_the_package_has_elsewhere_are_told_after_writing(package: Path) -> None:
    table = package / "data" / "observations.csv"
    table.write_text(table.read_text("utf-8").replace(",79,87,", ",97,87,"), encoding="utf-8")
    put(export(package), PERSONS, {"C4": "Trần Văn Lam"})
    done = run("import", "so-nhap-lieu.xlsx", "--package", "package")
    assert done.exit_code == 1
    assert "Đã ghi: package/data/persons.csv\n" in done.stdout
    assert "data/observations.csv:3 [numerator] numerator-exceeds-denominator" in done.stdout
    assert rows(package, "persons")[1]["name"] == "Trần Văn Lam"


# Ends the process when the first of the tables has taken its place.
KILLED = """
import os, sys
from pathlib import Path
from generator.dataset import load
from generator.workbook.importing import import_workbook, write

replace = Path.replace

def replace_and_die(self, target):
    replace(self, target)
    os._exit(9)

imported = import_workbook(Path(sys.argv[1]), load(Path(sys.argv[2])))
Path.replace = replace_and_die
write(imported)
"""


def test_an_import_that_was_killed_is_completed_by_the_next(package: Path) -> None:
    before = files(package)
    file = export(package)
    put(file, FIGURES, {"R3": "Số cuối.", "S3": "The last figure."})
    put(file, PERSONS, {"C4": "Trần Văn Lam"})
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(file), str(package)], cwd=PROJECT, check=False
    )
    assert done.returncode == 9
    killed = files(package)
    assert [name for name in before if killed[name] != before[name]] == ["observations.csv"]
    left = killed.keys() - before.keys()
    assert left
    assert all(name.endswith(UNFINISHED) for name in left)
    assert run("import", file.name, "--package", "package").exit_code == 0
    after = files(package)
    assert after.keys() == before.keys()
    changed = [name for name in before if after[name] != before[name]]
    assert changed == ["observations.csv", "persons.csv"]
    assert after["observations.csv"] == killed["observations.csv"]
