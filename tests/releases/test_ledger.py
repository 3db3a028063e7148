"""What is said to be taken out for good stays said, and is said aloud: `check --base`."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.dataset import load
from generator.problems import Problem
from generator.redactions import LEDGER, Redaction, digest, ledger_bytes
from generator.settings import PROJECT
from generator.versions.gate import change_problems
from tests.small_package import Repository, SmallPackage

if TYPE_CHECKING:
    from pathlib import Path


def taken_out(day: str, reason: str = "privacy", key: str = "a") -> Redaction:
    return Redaction(date=day, table="persons", reason=reason, key=digest("persons", [key]))


@pytest.mark.parametrize(
    ("after", "told"),
    [
        pytest.param([taken_out("2027-01-20"), taken_out("2027-01-21")], [], id="as it was"),
        pytest.param([taken_out("2027-01-21")], ["2027-01-20"], id="one gone"),
        pytest.param([], ["2027-01-20", "2027-01-21"], id="all gone"),
        pytest.param(
            [taken_out("2027-01-20", "order"), taken_out("2027-01-21")],
            ["2027-01-20"],
            id="another reason",
        ),
        pytest.param(
            [taken_out("2027-01-20", key="b"), taken_out("2027-01-21")],
            ["2027-01-20"],
            id="another row",
        ),
    ],
)
def test_what_was_taken_out_for_good_may_not_vanish_or_change(
    base: SmallPackage, head: SmallPackage, after: list[Redaction], told: list[str]
) -> None:
    before = [taken_out("2027-01-20"), taken_out("2027-01-21")]
    (base.folder / LEDGER).write_bytes(ledger_bytes(before))
    (head.folder / LEDGER).write_bytes(ledger_bytes(after))
    sides = load(base.folder), load(head.folder)
    message = "Acknowledge-Large-Change: redactions"
    assert list(change_problems(*sides, [message])) == [
        Problem(rule="redaction-gone", file=LEDGER, details={"date": day, "table": "persons"})
        for day in told
    ]


def test_a_ledger_that_is_deleted_has_lost_all_its_items(
    base: SmallPackage, head: SmallPackage
) -> None:
    (base.folder / LEDGER).write_bytes(ledger_bytes([taken_out("2027-01-20")]))
    (problem,) = change_problems(load(base.folder), load(head.folder), [])
    assert (problem.rule, problem.file) == ("redaction-gone", "redactions.json")


def test_what_is_taken_out_of_all_releases_must_be_acknowledged(
    base: SmallPackage, head: SmallPackage
) -> None:
    (head.folder / LEDGER).write_bytes(ledger_bytes([taken_out("2027-01-20")]))
    sides = load(base.folder), load(head.folder)
    details = {"count": "1", "trailer": "Acknowledge-Large-Change: redactions"}
    assert list(change_problems(*sides, ["Fix names"])) == [
        Problem(rule="redaction-unacknowledged", file=LEDGER, details=details)
    ]
    assert list(change_problems(*sides, ["Acknowledge-Large-Change: redactions"])) == []


def test_a_branch_that_deletes_the_ledger_does_not_pass(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    package = SmallPackage(repository.folder / "datapackage")
    (package.folder / LEDGER).write_bytes(ledger_bytes([taken_out("2027-01-20")]))
    repository.commit("released")
    (package.folder / LEDGER).unlink()
    done = subprocess.run(
        [
            *(sys.executable, "-m", "generator", "check", "--base=HEAD", "--lang=en"),
            f"--package={package.folder}",
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "redactions.json redaction-gone: In the list of removals, an item of" in done.stdout
