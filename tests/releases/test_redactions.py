"""What was taken out is in no release any more, and nothing repeats what it was."""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.checks.run import check
from generator.dataset import Redacted, load
from generator.redactions import Redaction, digest, redacted
from generator.settings import PROJECT
from tests.releases.histories import Story
from tests.releases.test_files import read, sums
from tests.small_package import OBSERVATION, SmallPackage

if TYPE_CHECKING:
    from pathlib import Path

PERSON = {"person_id": "le-van-a", "name": "Lê Văn Ả"}
POST = {
    "post_id": "commune-chair",
    "title_vi": "Chủ tịch UBND cấp xã",
    "title_en": "Chair of the commune People’s Committee",
    "system": "state",
    "level": "commune",
}
HOLDS = {
    "membership_id": "le-van-a-c-06817-chair",
    "person_id": "le-van-a",
    "post_id": "commune-chair",
    "unit_id": "c-06817",
    "as_of": "2017-05",
    "source_id": "bao-2017",
    "quote": "ông Lê Văn Ả, Chủ tịch UBND phường",
    "date_basis": "article",
}
TERM = {
    "term_id": "d-196-2015",
    "name_vi": "Nhiệm kỳ 2015-2020",
    "name_en": "Term of 2015–2020",
    "unit_id": "d-196",
    "start": "2015",
    "source_id": "bao-2017",
    "quote": "nhiệm kỳ 2015-2020",
}
LEDGER = "redactions.json"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """0.1.0 has a person in a post, 0.2.0 a figure beside; the person is taken out after that."""
    story = Story.begin(tmp_path_factory.mktemp("redacted"))
    story.package.rows("persons", PERSON)
    story.package.rows("posts", POST)
    story.package.rows("memberships", HOLDS)
    story.repository.commit("0.1.0")
    more = {**OBSERVATION, "observation_id": "d-193-2017", "unit_id": "d-193"}
    story.package.rows("observations", OBSERVATION, more)
    assert story.release(date(2026, 12, 5)) == "0.2.0"
    (story.folder / "before").write_bytes(pickle.dumps(story.published()))
    tried = redact(story, "persons", "le-van-a", "--dry-run", lang="vi")
    assert tried.returncode == 0
    assert tried.stdout.startswith(
        "Dữ liệu hiện tại: memberships: 1 dòng và persons: 1 dòng\n0.1.0: "
    )
    # What refers to others comes first: where the command is killed, the data have no gap.
    written = tried.stdout.partition("\nChạy thử: chưa ghi gì. Sẽ ghi: ")[2]
    assert re.findall("[a-z]+[.](?:csv|json)", written) == [
        "memberships.csv",
        "persons.csv",
        "redactions.json",
    ]
    assert not (story.package.folder / LEDGER).exists()
    done = redact(story, "persons", "le-van-a")
    assert (done.returncode, done.stdout.splitlines()[:3]) == (0, TAKEN), done.stdout + done.stderr
    return story


TAKEN = [
    "the data as they are: 1 row of memberships and 1 row of persons",
    "0.1.0: 1 row of memberships and 1 row of persons",
    "0.2.0: 1 row of memberships and 1 row of persons",
]


@pytest.fixture(scope="module")
def before(told: Story) -> dict[str, bytes]:
    """What was published until then."""
    kept: dict[str, bytes] = pickle.loads((told.folder / "before").read_bytes())  # noqa: S301 - our own
    return kept


def redact(story: Story, *arguments: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *(sys.executable, "-m", "generator", "redact", *arguments, "--reason=privacy"),
            *("--date=2027-01-20", f"--lang={lang}", f"--package={story.package.folder}"),
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def published(told: Story) -> dict[str, bytes]:
    return told.published()


def test_nothing_that_is_published_has_the_record_any_more(
    told: Story, before: dict[str, bytes], published: dict[str, bytes]
) -> None:
    words = [b"le-van-a", PERSON["name"].encode()]
    assert any(word in data for data in before.values() for word in words)
    assert [p for p, data in published.items() if any(word in data for word in words)] == []
    assert not any(word in (told.package.folder / LEDGER).read_bytes() for word in words)


def test_each_release_that_had_it_says_so_in_a_list_that_its_checksums_cover(
    published: dict[str, bytes],
) -> None:
    for version in ("0.1.0", "0.2.0"):
        files = read(published, version)
        assert list(csv.reader(io.StringIO(files["redactions.csv"].decode()))) == [
            ["date", "table", "reason", "rows"],
            ["2027-01-20", "memberships", "privacy", "1"],
            ["2027-01-20", "persons", "privacy", "1"],
        ]
        assert files["SHA256SUMS"].decode() == sums(files)
        assert files["data/persons.csv"] == b"person_id,name\n"


def test_all_else_of_a_release_is_as_it_was(
    before: dict[str, bytes], published: dict[str, bytes]
) -> None:
    old, new = read(before, "0.1.0"), read(published, "0.1.0")
    other = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    assert other == {
        "SHA256SUMS",
        "data/memberships.csv",
        "data/persons.csv",
        "nhat-the-hoa-0.1.0.zip",
        "redactions.csv",
    }


def test_no_list_of_changes_tells_of_it(published: dict[str, bytes]) -> None:
    changes = json.loads(published["data/0.2.0/changes.json"])
    assert [table["name"] for table in changes["tables"]] == ["observations"]


def test_the_package_without_it_is_the_last_release_still(told: Story) -> None:
    releases = told.releases()
    assert releases.since is None
    assert releases.latest is releases.now
    assert check(load(told.package.folder)).errors == ()
    assert told.told() == []


def test_feeds_tell_of_it_again_to_those_who_follow_them(published: dict[str, bytes]) -> None:
    feed = published["en/data/versions.atom"].decode()
    assert feed.count("was taken out of this version (privacy); its checksums have") == 4
    assert feed.count("<updated>2027-01-20T00:00:00+00:00</updated>") == 3
    assert "(quyền riêng tư)" in published["data/versions.atom"].decode()


def test_a_row_that_was_taken_out_cannot_come_back(told: Story) -> None:
    persons = told.package.folder / "data/persons.csv"
    without = persons.read_bytes()
    told.package.rows("persons", PERSON)
    found = check(load(told.package.folder)).errors
    persons.write_bytes(without)
    assert [(p.rule, p.file, p.line, p.value) for p in found] == [
        ("redacted-row", "data/persons.csv", 2, "")
    ]


def test_a_difference_from_a_revision_does_not_repeat_it(told: Story) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "diff", "HEAD", f"--package={told.package.folder}"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "le-van-a" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["persons", "le-van-a"], "it was taken out before"),
        (["people", "le-van-a"], "no such table: people (units, "),
        (["unit_successions", "d-193"], "the key of unit_successions is: from_unit_id, to_unit_id"),
    ],
)
def test_what_cannot_be_taken_out_is_wrong_use(
    told: Story, arguments: list[str], said: str
) -> None:
    done = redact(told, *arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_reference_that_a_row_can_do_without_is_emptied(tmp_path: Path) -> None:
    package = SmallPackage(tmp_path / "package")
    package.rows("terms", TERM)
    package.rows("observations", {**OBSERVATION, "term_id": "d-196-2015"})
    term = Redaction(
        date="2027-01-20", table="terms", reason="order", key=digest("terms", ["d-196-2015"])
    )
    after = redacted(load(package.folder), [term])
    assert after.redacted == (Redacted(date="2027-01-20", table="terms", reason="order", rows=1),)
    package.rows("terms")
    package.rows("observations", OBSERVATION)
    expected = load(package.folder)
    assert {name: table.data for name, table in after.tables.items()} == {
        name: table.data for name, table in expected.tables.items()
    }


ITEM = {"date": "2027-01-20", "table": "persons", "reason": "privacy", "key": "0" * 64}


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        {"redactions": {}},
        {"redactions": [7]},
        *(
            {"redactions": [ITEM | other]}
            for other in (
                {"date": "soon"},
                {"date": 2027},
                {"reason": "because"},
                {"key": "le-van-a"},
                {"who": "x"},
            )
        ),
    ],
    ids=str,
)
def test_a_ledger_that_cannot_be_read_stops_publication(tmp_path: Path, wrong: object) -> None:
    package = SmallPackage(tmp_path / "package")
    (package.folder / LEDGER).write_text(json.dumps(wrong))
    assert [problem.file for problem in check(load(package.folder)).errors] == [LEDGER]
