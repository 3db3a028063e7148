"""What `intake` says, writes and returns."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from generator.cli.intake import app
from generator.settings import PROJECT
from tests.intake.bodies import figure

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(PROJECT / "tests/fixtures/package", tmp_path / "package")


def run(*arguments: str, text: str = "") -> Result:
    return CliRunner().invoke(app, ["intake", *arguments, "--package", "package"], input=text)


def files(package: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(package.rglob("*")) if path.is_file()}


def test_what_changed_is_told_in_words(package: Path) -> None:
    done = run("-", text=figure())
    assert done.exit_code == 0
    assert done.stdout.startswith("Số liệu: thêm 1 dòng.\n  + thành phố Uông Bí – ")
    assert "92/101" in done.stdout
    assert done.stdout.endswith("\nĐã ghi: package/data/observations.csv\n")
    assert b"d-196-2018-village-secretary-head," in files(package)["observations.csv"]


def test_a_dry_run_writes_nothing(package: Path) -> None:
    before = files(package)
    done = run("-", "--dry-run", "--lang", "en", text=figure())
    assert done.exit_code == 0
    assert done.stdout.endswith(
        "A dry run: nothing was written. To be written: package/data/observations.csv\n"
    )
    assert files(package) == before


def test_an_error_writes_nothing(package: Path) -> None:
    before = files(package)
    (package.parent / "issue.md").write_text(figure(unit_id="Huế"), encoding="utf-8")
    done = run("issue.md")
    assert done.exit_code == 1
    assert done.stdout.startswith("issue.md Đơn vị hành chính · Administrative unit [unit_id] ")
    assert done.stderr == "Chưa ghi gì. Hãy sửa các câu trả lời nêu trên trong phiếu.\n"
    assert files(package) == before


def test_a_package_that_cannot_be_read_is_told_first(package: Path) -> None:
    (package / "data" / "sources.csv").unlink()
    done = run("-", text=figure())
    assert done.exit_code == 1
    assert "sources.csv file-missing:" in done.stdout


@pytest.mark.usefixtures("package")
def test_a_file_that_is_not_there_is_wrong_use() -> None:
    assert run("khong-co.md").exit_code == 2
