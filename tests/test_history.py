"""Releases are found in the history of a repository, and what is wrong with them is named."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from generator import git
from generator.changes import changes
from generator.dataset import Dataset, load
from generator.git import Unavailable
from generator.history import History, history, messages_since, package_at
from generator.problems import Problem
from tests.small_package import OBSERVATION, SOURCE, Repository, SmallPackage
from tests.systems import LINKS_AND_MODES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


@pytest.fixture
def package(repository: Repository) -> SmallPackage:
    return SmallPackage(repository.folder / "datapackage")


def known(folder: Path) -> History:
    found = history(folder)
    assert isinstance(found, History)
    return found


def versions(found: History) -> list[tuple[str, str]]:
    return [(str(release.version), release.commit.id) for release in found.releases]


def problem(rule: str, value: str, commit: str, **details: str) -> Problem:
    return Problem(
        rule=rule,
        file="datapackage.json",
        field="version",
        value=value,
        details={"commit": commit[:12], **details},
    )


def test_a_release_is_a_commit_that_changed_the_version(
    repository: Repository, package: SmallPackage
) -> None:
    first = repository.commit("first")
    package.descriptor(title="Khác")
    repository.commit("another title")
    package.descriptor(version="0.2.0")
    second = repository.commit("second")
    package.rows("observations")
    repository.commit("no version")
    found = known(package.folder)
    assert versions(found) == [("0.1.0", first), ("0.2.0", second)]
    assert found.problems == ()
    assert [release.commit.time.isoformat() for release in found.releases] == [
        "2026-12-01T08:00:00+00:00",
        "2026-12-01T08:00:00+00:00",
    ]


def test_a_release_is_read_as_it_was(
    repository: Repository, package: SmallPackage, tmp_path: Path
) -> None:
    repository.commit("first")
    package.rows("observations", {**OBSERVATION, "numerator": "92"})
    package.descriptor(version="0.1.1")
    repository.commit("second")
    package.rows("observations")
    found = known(package.folder)
    shown = [found.dataset(r, tmp_path / "cache").frame("observations") for r in found.releases]
    assert [frame["numerator"].tolist() for frame in shown] == [["85"], ["92"]]
    assert load(package.folder).frame("observations").empty


def test_what_was_read_once_is_not_asked_of_git_again(
    repository: Repository,
    package: SmallPackage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    repository.commit("first")
    found = known(package.folder)
    found.dataset(found.releases[0], tmp_path / "cache")
    monkeypatch.setenv("PATH", str(tmp_path))
    again = found.dataset(found.releases[0], tmp_path / "cache")
    assert again.problems == ()
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [found.releases[0].commit.tree]


def test_what_a_branch_did_came_about_when_it_was_merged(
    repository: Repository, package: SmallPackage
) -> None:
    first = repository.commit("first")
    repository.git("checkout", "--quiet", "-b", "branch")
    package.descriptor(version="0.2.0")
    repository.commit("too low")
    package.descriptor(version="0.3.0")
    repository.commit("right")
    repository.git("checkout", "--quiet", "main")
    (repository.folder / "other").write_text("other")
    repository.commit("other")
    repository.git("merge", "--quiet", "--no-ff", "--message", "merge", "branch")
    merge = repository.git("rev-parse", "HEAD")
    assert versions(known(package.folder)) == [("0.1.0", first), ("0.3.0", merge)]


def test_two_commits_with_one_version_are_both_named(
    repository: Repository, package: SmallPackage
) -> None:
    first = repository.commit("first")
    package.descriptor(version="0.2.0")
    second = repository.commit("second")
    package.descriptor(version="0.1.0")
    third = repository.commit("back")
    package.descriptor(version="0.2.0")
    fourth = repository.commit("and again")
    found = known(package.folder)
    assert versions(found) == [("0.1.0", first), ("0.2.0", second)]
    assert found.problems == (
        problem("version-twice", "0.1.0", third, first=first[:12]),
        problem("version-twice", "0.2.0", fourth, first=second[:12]),
    )


def test_a_version_that_goes_down_is_named(repository: Repository, package: SmallPackage) -> None:
    package.descriptor(version="1.2.0")
    first = repository.commit("first")
    package.descriptor(version="1.1.9")
    lower = repository.commit("lower")
    found = known(package.folder)
    assert versions(found) == [("1.2.0", first)]
    assert found.problems == (problem("version-lower", "1.1.9", lower, highest="1.2.0"),)


def test_numbers_are_compared_as_numbers(repository: Repository, package: SmallPackage) -> None:
    package.descriptor(version="0.9.0")
    first = repository.commit("first")
    package.descriptor(version="0.10.0")
    second = repository.commit("second")
    found = known(package.folder)
    assert versions(found) == [("0.9.0", first), ("0.10.0", second)]


def test_what_a_higher_version_has_left_behind_is_only_a_warning(
    repository: Repository, package: SmallPackage
) -> None:
    first = repository.commit("first")
    package.descriptor(version="0.0.9")
    lower = repository.commit("lower")
    package.descriptor(version="soon")
    odd = repository.commit("odd")
    package.descriptor(version="0.2.0")
    second = repository.commit("second")
    found = known(package.folder)
    assert versions(found) == [("0.1.0", first), ("0.2.0", second)]
    assert found.problems == (
        problem("release-ignored", "soon", odd),
        problem("release-ignored", "0.0.9", lower),
    )


def test_of_a_broken_release_what_can_be_read_is_read(
    repository: Repository, package: SmallPackage, tmp_path: Path
) -> None:
    repository.commit("first")
    package.descriptor(version="0.2.0")
    (package.folder / "data/sources.csv").write_bytes(b'"')
    terms = (package.folder / "schemas/terms.schema.json").read_bytes()
    (package.folder / "schemas/terms.schema.json").write_bytes(b"{")
    repository.commit("broken")
    package.descriptor(version="0.3.0")
    package.rows("sources", SOURCE)
    (package.folder / "schemas/terms.schema.json").write_bytes(terms)
    repository.commit("mended")
    found = known(package.folder)
    datasets = [(r, found.dataset(r, tmp_path / "cache")) for r in found.releases]
    assert [sorted(set(package.tables) - set(dataset.tables)) for _, dataset in datasets] == [
        [],
        ["sources", "terms"],
        [],
    ]
    assert "observations" in datasets[1][1].tables
    assert changes(datasets[0][1], datasets[1][1]) == ()


def test_a_descriptor_that_nobody_can_read_is_no_release(
    repository: Repository, package: SmallPackage
) -> None:
    first = repository.commit("first")
    good = (package.folder / "datapackage.json").read_bytes()
    for broken in (b"{", b"[]", b'{"version": 1}', b"\xff", b"[" * 100_000):
        (package.folder / "datapackage.json").write_bytes(broken)
        repository.commit("broken")
    (package.folder / "datapackage.json").write_bytes(good)
    repository.commit("mended")
    found = known(package.folder)
    assert versions(found) == [("0.1.0", first)]
    assert found.problems == ()


def test_a_table_that_an_old_release_did_not_have_is_new(
    repository: Repository, package: SmallPackage, tmp_path: Path
) -> None:
    kept = SmallPackage(tmp_path / "kept")
    package.drop("persons")
    repository.commit("first")
    for path in ("datapackage.json", "data/persons.csv", "schemas/persons.schema.json"):
        (package.folder / path).write_bytes((kept.folder / path).read_bytes())
    package.descriptor(version="0.2.0")
    repository.commit("second")
    found = known(package.folder)
    old, new = (found.dataset(release, tmp_path / "cache") for release in found.releases)
    assert old.problems == ()
    assert [(t.name, t.only_in) for t in changes(old, new)] == [("persons", "head")]


def test_a_package_at_the_root_of_a_repository_has_releases(tmp_path: Path) -> None:
    package = SmallPackage(tmp_path / "p")
    first = Repository(package.folder).commit("first")
    found = known(package.folder)
    assert versions(found) == [("0.1.0", first)]
    assert found.dataset(found.releases[0], tmp_path / "cache").problems == ()


def test_a_shallow_clone_says_what_it_lacks(
    repository: Repository, package: SmallPackage, tmp_path: Path
) -> None:
    repository.commit("first")
    package.descriptor(version="0.2.0")
    repository.commit("second")
    address = repository.folder.as_uri()
    repository.git("clone", "--quiet", "--depth=1", address, str(tmp_path / "clone"))
    assert history(tmp_path / "clone" / "datapackage") == Unavailable(
        "a shallow clone lacks what came before; git fetch --unshallow gets it"
    )


def test_a_folder_outside_any_repository_says_so(tmp_path: Path) -> None:
    package = SmallPackage(tmp_path / "p")
    found = history(package.folder)
    assert isinstance(found, Unavailable)
    assert found.reason.startswith("not a git repository")


def test_a_machine_without_git_says_so(
    package: SmallPackage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert history(package.folder) == Unavailable("git is not installed")


def test_before_the_first_commit_nothing_is_known(package: SmallPackage) -> None:
    assert history(package.folder) == Unavailable("nothing has been committed yet")


def test_a_package_that_was_never_committed_has_no_releases(repository: Repository) -> None:
    repository.commit("empty")
    package = SmallPackage(repository.folder / "datapackage")
    assert known(package.folder).releases == ()


def test_two_hundred_releases_take_no_more_questions_to_git_than_one(
    repository: Repository, package: SmallPackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit("first")
    repository.git("fast-import", "--quiet", "--force", given=_two_hundred(package))
    asked: list[str] = []
    run = subprocess.run

    def counted(command: list[str], **options: object) -> object:
        asked.append(" ".join(command))
        return run(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(git.subprocess, "run", counted)
    found = known(package.folder)
    assert [str(release.version) for release in found.releases][-2:] == ["0.200.0", "0.201.0"]
    assert len(found.releases) == 201
    assert len(asked) == 6


def _two_hundred(package: SmallPackage) -> bytes:
    """Commits for `git fast-import`, on top of the main branch."""
    text = (package.folder / "datapackage.json").read_text(encoding="utf-8")
    stream = []
    for number in range(2, 202):
        data = text.replace('"version": "0.1.0"', f'"version": "0.{number}.0"').encode()
        stream += [
            b"commit refs/heads/main\n",
            b"committer Editor <editor@example.org> 1800000000 +0000\n",
            b"data 1\nx\n",
            b"from refs/heads/main^0\n" if number == 2 else b"",
            b"M 100644 inline datapackage/datapackage.json\n",
            b"data %d\n%s\n" % (len(data), data),
        ]
    return b"".join(stream)


def test_a_package_is_found_by_folder_and_by_revision(
    repository: Repository, package: SmallPackage, tmp_path: Path
) -> None:
    first = repository.commit("first")
    repository.git("tag", "v1")
    package.descriptor(version="0.2.0")
    repository.commit("second")
    package.descriptor(version="0.3.0")

    def version(named: str) -> object:
        found = package_at(named, package.folder, tmp_path / "cache")
        assert isinstance(found, Dataset)
        return found.descriptor["version"]

    names = ("HEAD", "HEAD~1", "main", "v1", first[:10], str(package.folder))
    assert [version(name) for name in names] == [
        "0.2.0",
        "0.1.0",
        "0.2.0",
        "0.1.0",
        "0.1.0",
        "0.3.0",
    ]


@pytest.mark.parametrize("named", ["nowhere", "--all", "", "HEAD:datapackage", "a\nb"])
def test_what_is_neither_folder_nor_revision_is_refused(
    repository: Repository, package: SmallPackage, tmp_path: Path, named: str
) -> None:
    repository.commit("first")
    assert package_at(named, package.folder, tmp_path / "cache") == Unavailable(
        f"{named} is neither a folder nor a commit with a package"
    )


def test_a_commit_without_the_package_is_refused(repository: Repository, tmp_path: Path) -> None:
    repository.commit("empty")
    package = SmallPackage(repository.folder / "datapackage")
    assert isinstance(package_at("HEAD", package.folder, tmp_path / "cache"), Unavailable)


@LINKS_AND_MODES
def test_links_and_paths_that_leave_the_folder_are_never_written(
    repository: Repository, package: SmallPackage, tmp_path: Path
) -> None:
    (package.folder / "data/link.csv").symlink_to("/etc/passwd")
    (package.folder / "data/a:b.csv").write_text("x")
    (package.folder / "data/sub").mkdir()
    (package.folder / "data/sub/z z é.csv").write_text("kept")
    repository.commit("first")
    found = known(package.folder)
    folder = found.dataset(found.releases[0], tmp_path / "cache").folder
    names = {path.name for path in (folder / "data").rglob("*")}
    assert (folder / "data/sub/z z é.csv").read_text() == "kept"
    assert names & {"link.csv", "a:b.csv"} == set()
    assert not any(path.is_symlink() for path in folder.rglob("*"))


def test_contents_are_the_same_bytes_whatever_git_is_set_to(
    repository: Repository, package: SmallPackage, tmp_path: Path
) -> None:
    data = (package.folder / "data/units.csv").read_bytes()
    repository.git("config", "core.autocrlf", "true")
    repository.git("config", "log.showSignature", "true")
    (repository.folder / ".gitattributes").write_text("*.csv text eol=crlf export-ignore\n")
    repository.commit("first")
    found = known(package.folder)
    folder = found.dataset(found.releases[0], tmp_path / "cache").folder
    assert (folder / "data/units.csv").read_bytes() == data


def test_messages_are_those_since_a_commit(
    repository: Repository, package: SmallPackage, tmp_path: Path
) -> None:
    repository.commit("first")
    repository.commit("second\n\nAcknowledge-Large-Change: units")
    repository.commit("thứ ba")
    assert messages_since("HEAD~2", package.folder) == [
        "thứ ba",
        "second\n\nAcknowledge-Large-Change: units",
    ]
    assert messages_since("nowhere", package.folder) == []
    assert messages_since("HEAD", tmp_path) == []
