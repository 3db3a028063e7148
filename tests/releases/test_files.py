"""What is in the folder of a release stays there for good, and can be checked."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import frictionless
import pytest

from generator.dataset import load
from generator.releases.files import aliases
from generator.releases.kept import Kept
from generator.releases.known import Past
from generator.settings import PROJECT
from tests.releases.histories import NOW, Story, paths
from tests.small_package import OBSERVATION, SOURCE

if TYPE_CHECKING:
    from generator.releases.known import Releases

GOLDEN = Path(__file__).parent.parent / "fixtures/releases"
TABLES = (
    "documents",
    "events",
    "indicators",
    "memberships",
    "observations",
    "persons",
    "posts",
    "sources",
    "targets",
    "terms",
    "unit_successions",
    "units",
)
OWN = sorted(
    [
        "CHANGELOG.md",
        "SHA256SUMS",
        "datapackage.json",
        *(f"data/{table}.csv" for table in TABLES),
        *(f"schemas/{table}.schema.json" for table in TABLES),
    ]
)


def folders(published: dict[str, bytes]) -> list[str]:
    return sorted({p.split("/")[1] for p in published if p.startswith("data/") and p[5].isdigit()})


def read(published: dict[str, bytes], folder: str) -> dict[str, bytes]:
    """The files in the folder of a release or an alias."""
    return {
        path: published[f"data/{folder}/{path}"] for path in paths(published, f"data/{folder}/")
    }


def test_each_release_and_each_line_of_versions_has_a_folder(
    published: dict[str, bytes],
) -> None:
    assert folders(published) == [
        "0",
        "0.1",
        "0.1.0",
        "0.1.1",
        "0.2",
        "0.2.0",
        "1",
        "1.0",
        "1.0.0",
    ]
    assert paths(published, "data/0.2.0/") == sorted(
        [*OWN, "changes.csv", "changes.json", "nhat-the-hoa-0.2.0.zip"]
    )
    assert paths(published, "data/0.1.0/") == sorted([*OWN, "nhat-the-hoa-0.1.0.zip"])
    assert paths(published, "data/0.2/") == OWN


def test_an_alias_is_the_highest_release_of_its_line(
    told: Story, published: dict[str, bytes]
) -> None:
    found = {alias: release.version for alias, release in aliases(told.releases()).items()}
    assert found == {
        "0": "0.2.0",
        "0.1": "0.1.1",
        "0.2": "0.2.0",
        "1": "1.0.0",
        "1.0": "1.0.0",
    }
    alias, of_release = read(published, "0.1"), read(published, "0.1.1")
    del alias["SHA256SUMS"]
    assert alias == {path: of_release[path] for path in OWN if path != "SHA256SUMS"}


def test_a_release_has_the_same_bytes_in_every_later_build(
    story: Story, published: dict[str, bytes]
) -> None:
    story.package.rows("observations")
    story.release(date(2027, 2, 1))
    (story.folder / "kept").rename(story.folder / "gone")
    after = story.published()
    for version in ("0.1.0", "0.1.1", "0.2.0", "1.0.0"):
        assert read(after, version) == read(published, version)
    assert read(after, "1.0") != read(published, "1.0")


def test_a_release_holds_what_was_committed(told: Story, published: dict[str, bytes]) -> None:
    shown = told.repository.git("show", "HEAD~2:datapackage/data/observations.csv")
    assert published["data/0.1.1/data/observations.csv"].decode() == f"{shown}\n"


def sums(files: dict[str, bytes]) -> str:
    """A line for each file but the list itself, as `sha256sum` writes it."""
    paths = [path for path in sorted(files) if path != "SHA256SUMS"]
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in paths)


def test_a_folder_has_the_checksums_of_all_its_files(published: dict[str, bytes]) -> None:
    for folder in ("0.1.0", "0.2.0", "0.2", "1"):
        files = read(published, folder)
        assert files["SHA256SUMS"].decode() == sums(files)


def test_its_zip_has_its_own_files_with_their_checksums(published: dict[str, bytes]) -> None:
    own = {path: data for path, data in read(published, "0.2.0").items() if path in OWN}
    own["SHA256SUMS"] = sums(own).encode()
    with zipfile.ZipFile(io.BytesIO(published["data/0.2.0/nhat-the-hoa-0.2.0.zip"])) as zipped:
        assert {name: zipped.read(name) for name in zipped.namelist()} == own
        assert {info.date_time for info in zipped.infolist()} == {(2026, 12, 5, 0, 0, 0)}


def test_a_release_is_a_data_package_wherever_it_is_put(
    published: dict[str, bytes], tmp_path: Path
) -> None:
    for path, data in read(published, "0.2.0").items():
        file = tmp_path / "copy" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    report = frictionless.validate(tmp_path / "copy/datapackage.json")
    assert report.valid, report.to_summary()


@pytest.mark.parametrize("name", ["0.1.1/changes.json", "0.2.0/changes.csv", "1.0.0/changes.json"])
def test_what_changed_between_two_releases_is_listed_whole(
    published: dict[str, bytes], name: str
) -> None:
    assert published[f"data/{name}"].decode() == (GOLDEN / name.replace("/", "-")).read_text(
        "utf-8"
    )


def test_rows_that_changed_and_went_are_listed_with_their_old_values(tmp_path: Path) -> None:
    story = Story.begin(tmp_path)
    story.package.rows(
        "unit_successions",
        {"from_unit_id": "d-193", "to_unit_id": "d-196", "date": "2025-07-01", "relation": "full"},
    )
    story.repository.commit("0.1.0")
    story.package.rows("unit_successions")
    story.package.rows("sources", {**SOURCE, "author": "Lê, “An”"})
    story.release(date(2026, 12, 1))
    assert story.published()["data/0.1.1/changes.csv"].decode() == (
        "table,change,key,field,old,new\n"
        "unit_successions,removed,d-193 / d-196,from_unit_id,d-193,\n"
        "unit_successions,removed,d-193 / d-196,to_unit_id,d-196,\n"
        "unit_successions,removed,d-193 / d-196,date,2025-07-01,\n"
        "unit_successions,removed,d-193 / d-196,relation,full,\n"
        'sources,changed,bao-2017,author,,"Lê, “An”"\n'
    )


def test_downloads_are_of_the_last_release_until_the_next(story: Story) -> None:
    story.package.rows("observations", {**OBSERVATION, "numerator": "99"})
    releases = story.releases()
    assert releases.all[-1].version == "1.0.0"
    assert len(releases.latest.frame("observations")) == 4
    assert releases.since is not None
    assert [table.rows for table in releases.since.tables] == [4]
    assert len(releases.now.frame("observations")) == 1


def test_a_package_as_it_was_released_needs_no_word_on_that(told: Story) -> None:
    releases = told.releases()
    assert releases.since is None
    assert releases.latest is releases.now


def test_a_version_that_is_not_committed_yet_is_published_as_it_will_be(story: Story) -> None:
    story.package.rows("observations")
    story.package.descriptor(version="1.0.1", created="2027-01-09T00:00:00Z")
    before = story.published()
    releases = story.releases()
    assert [(r.version, r.edition.commit == "") for r in releases.all[-2:]] == [
        ("1.0.0", False),
        ("1.0.1", True),
    ]
    story.repository.commit("1.0.1")
    assert story.published() == before


def test_outside_a_repository_only_the_version_at_hand_is_published(tmp_path: Path) -> None:
    story = Story.begin(tmp_path)
    (story.repository.folder / ".git").rename(tmp_path / "git")
    releases = story.releases()
    assert releases.unknown.startswith("not a git repository")
    assert [release.version for release in releases.all] == ["0.1.0"]
    assert folders(story.published()) == ["0", "0.1", "0.1.0"]


def test_a_shallow_clone_publishes_only_the_version_at_hand(story: Story, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    story.repository.git("clone", "-q", "--depth=1", story.repository.folder.as_uri(), str(clone))
    past = Past(clone / "datapackage", Kept(tmp_path / "kept"), tmp_path / "scratch")
    dataset = load(clone / "datapackage")
    assert list(past.problems(dataset)) == []
    assert past.unknown == "a shallow clone lacks what came before; git fetch --unshallow gets it"
    assert [r.version for r in past.releases(dataset, NOW).all] == ["1.0.0"]


def break_a_release(story: Story) -> None:
    """Release 1.1.0 with a table that nobody can read and a schema that is none, then 1.1.1."""
    folder = story.package.folder
    kept = {path: (folder / path).read_bytes() for path in ("data/sources.csv", TERMS)}
    (folder / "data/sources.csv").write_bytes(b'"')
    (folder / TERMS).write_bytes(b"{")
    story.version("1.1.0")
    for path, data in kept.items():
        (folder / path).write_bytes(data)
    story.version("1.1.1")


TERMS = "schemas/terms.schema.json"


def test_a_broken_release_is_published_as_far_as_it_can_be_read(story: Story) -> None:
    break_a_release(story)
    assert story.told() == [("release-broken", "1.1.0")]
    published = story.published()
    missing = {"data/sources.csv", "schemas/sources.schema.json", "data/terms.csv", TERMS}
    assert set(OWN) - set(paths(published, "data/1.1.0/")) == missing
    assert [r.record.left_out for r in story.releases().all[-2:]] == [("sources", "terms"), ()]
    assert "data/1.1.1/data/sources.csv" in published


def test_an_alias_passes_over_a_broken_release(story: Story) -> None:
    (story.package.folder / "data/sources.csv").write_bytes(b'"')
    story.version("1.1.0")
    story.package.rows("sources", SOURCE)
    story.version("2.0.0")
    assert {a: r.version for a, r in aliases(story.releases()).items() if a[0] != "0"} == {
        "1": "1.0.0",
        "1.0": "1.0.0",
        "2": "2.0.0",
        "2.0": "2.0.0",
    }


def test_what_a_browser_would_run_and_what_takes_our_names_is_left_out(tmp_path: Path) -> None:
    story = Story.begin(tmp_path)
    sound = (story.package.folder / "datapackage.json").read_bytes()
    resources = story.package.read("datapackage.json")["resources"]
    moved = {"persons": "data/persons.html", "posts": "changes.csv", "terms": "sha256sums/t.csv"}
    for resource in resources:
        if resource["name"] in moved:
            path = moved[resource["name"]]
            (story.package.folder / path).parent.mkdir(exist_ok=True)
            shutil.copy(story.package.folder / resource["path"], story.package.folder / path)
            resource["path"] = path
    story.package.descriptor(resources=resources, name="../../../etc")
    story.repository.commit("odd")
    (story.package.folder / "datapackage.json").write_bytes(sound)
    for path in moved.values():
        (story.package.folder / path).unlink()
    story.version("0.2.0")
    odd = story.releases().all[0].record
    assert (odd.left_out, odd.name) == (("persons", "posts", "terms"), "package")
    tables = {f"data/{table}.csv" for table in ("persons", "posts", "terms")}
    published = paths(story.published(), "data/0.1.0/")
    assert published == sorted([*(set(OWN) - tables), "package-0.1.0.zip"])


def test_tables_that_an_old_release_did_not_have_are_new(tmp_path: Path) -> None:
    story = Story.begin(tmp_path)
    kept = PROJECT / "datapackage"
    story.package.drop("persons")
    story.repository.commit("0.1.0")
    resources = json.loads((kept / "datapackage.json").read_bytes())["resources"]
    story.package.descriptor(resources=resources)
    shutil.copy(kept / "schemas/persons.schema.json", story.package.folder / "schemas")
    story.package.rows("persons", {"person_id": "an", "name": "An"})
    assert story.release(date(2026, 12, 1)) == "0.2.0"
    assert changed_tables(story.releases()) == [("persons", 1, 1)]
    assert "data/0.1.0/data/persons.csv" not in story.published()


def changed_tables(releases: Releases) -> list[tuple[str, int, int]]:
    tables = releases.all[-1].record.tables
    return [(t.name, t.rows, t.added) for t in tables if t.name == "persons"]
