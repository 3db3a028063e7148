"""Where settings come from, and what is refused."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from generator.exceptions import MachineError
from generator.settings import discover

if TYPE_CHECKING:
    from pathlib import Path

GITHUB = {
    "SITE_URL": "https://someone.github.io/fork",
    "REPO_URL": "https://github.com/someone/fork/",
}


@pytest.fixture(autouse=True)
def pages(tmp_path: Path) -> Path:
    """The pages of a project's first language, written by hand."""
    folder = tmp_path / "site_src" / "pages" / "vi"
    folder.mkdir(parents=True)
    return folder


def test_a_folder_of_pages_is_a_language_and_one_without_a_configuration_the_first(
    tmp_path: Path, pages: Path
) -> None:
    for code in ("en", "af", "zh"):
        pages.with_name(code).mkdir()
        (tmp_path / f"mkdocs.{code}.yml").touch()
    assert discover(environ={}, project=tmp_path).languages == ("vi", "af", "en", "zh")


def test_two_languages_cannot_both_be_the_first(tmp_path: Path, pages: Path) -> None:
    pages.with_name("en").mkdir()
    with pytest.raises(MachineError, match=r"one has no mkdocs.*: en, vi"):
        discover(environ={}, project=tmp_path)


def test_a_fork_publishes_under_its_own_addresses(tmp_path: Path) -> None:
    settings = discover(environ=GITHUB, project=tmp_path)
    assert settings.base_url == "https://someone.github.io/fork/"
    assert settings.repo_url == "https://github.com/someone/fork"


def test_an_argument_wins_over_the_environment(tmp_path: Path) -> None:
    settings = discover(base_url="", environ=GITHUB, project=tmp_path)
    assert settings.base_url == ""


@pytest.mark.parametrize(
    "url", ["ftp://x", "javascript:alert(1)", 'https://x/">', "x", "https://a b"]
)
def test_what_is_no_web_address_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(MachineError, match="SITE_URL is not a web address"):
        discover(environ={"SITE_URL": url}, project=tmp_path)


def test_the_clock_is_source_date_epoch(tmp_path: Path) -> None:
    settings = discover(environ={"SOURCE_DATE_EPOCH": "1000000000"}, project=tmp_path)
    assert settings.build_time == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "9" * 30])
def test_a_clock_that_is_no_number_of_seconds_is_refused(tmp_path: Path, epoch: str) -> None:
    with pytest.raises(MachineError, match="SOURCE_DATE_EPOCH"):
        discover(environ={"SOURCE_DATE_EPOCH": epoch}, project=tmp_path)


def test_without_it_the_clock_is_the_commits(tmp_path: Path) -> None:
    git = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    date = "2026-02-03T04:05:06+07:00"
    subprocess.run(
        [*git, "commit", "-q", "--allow-empty", "-m", "first"],
        check=True,
        env={"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date, "HOME": str(tmp_path)},
    )
    settings = discover(environ={}, project=tmp_path)
    assert settings.build_time == datetime(2026, 2, 2, 21, 5, 6, tzinfo=UTC)
    assert len(settings.revision) == 40


def test_outside_a_checkout_there_is_no_revision_and_the_clock_stands_still(tmp_path: Path) -> None:
    one, two = (discover(environ={}, project=tmp_path) for _ in range(2))
    assert one.revision == ""
    assert one.build_time == two.build_time
