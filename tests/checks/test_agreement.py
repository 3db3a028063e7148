"""Our verdicts are those of Frictionless over the whole package, read from its files."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from frictionless import Package

from generator.checks.cells import judge
from generator.checks.run import CELL_RULES, check
from generator.dataset import load

if TYPE_CHECKING:
    from frictionless import Report

    from tests.checks.copies import Copy

REPOSITORY = Path(__file__).parent.parent.parent
FIXTURE = REPOSITORY / "tests" / "fixtures" / "package"
Cell: TypeAlias = tuple[str, int, str]

OF_THE_STANDARD = {
    "not-an-integer",
    "not-a-number",
    "not-a-date",
    "not-a-boolean",
    "value-missing",
    "value-pattern",
    "value-too-small",
    "value-too-large",
    "text-too-long",
}
"""Rules that say what Frictionless says."""

OF_FORM = {
    "text-invisible",
    "text-line-break",
    "text-not-nfc",
    "text-spaces",
    "text-formula",
    "number-form",
    "number-thousands",
}
"""Stricter rules, which speak first of cells that may be wrong by the standard, too."""

VALUES = (
    "",
    "0",
    "7",
    "-1",
    "1.5",
    "1,5",
    "101",
    "true",
    "True",
    "2025-07-01",
    "2025-7-1",
    "2025-02-30",
    "d-196",
    "D-196",
    "vn",
    "lang-son-2018",
    "https://example.org/a b",
    "https://example.org/a",
    "x" * 81,
    "x" * 501,
    " 7",
    "７",
    "1_0",
)


def judged_whole(folder: Path) -> Report:
    return Package(str(folder / "datapackage.json")).validate(limit_errors=0)


def cells_of(report: Report) -> set[Cell]:
    """The cells with a wrong type or against a constraint, by table, line and field."""
    return {
        (task.name, error.row_number, error.field_name)
        for task in report.tasks
        for error in task.errors
        if error.type in {"type-error", "constraint-error"}
    }


@pytest.mark.parametrize("folder", [FIXTURE, REPOSITORY / "datapackage"], ids=["small", "real"])
def test_frictionless_finds_nothing_in_a_package_that_passes(folder: Path) -> None:
    assert check(load(folder)).errors == ()
    assert judged_whole(folder).valid


def test_each_value_in_each_column_of_each_table_is_judged_alike(package: Copy) -> None:
    for path in (package.folder / "data").glob("*.csv"):
        put_values_everywhere(path)
    theirs = cells_of(judged_whole(package.folder))
    found = [
        problem
        for table in package.load().tables.values()
        for problem in judge(table, table.fields, CELL_RULES)[0]
    ]
    standard, form = (
        {(Path(p.file).stem, p.line, p.field) for p in found if p.rule in rules}
        for rules in (OF_THE_STANDARD, OF_FORM)
    )
    assert standard <= theirs <= standard | form
    assert len(standard) > 500


def put_values_everywhere(path: Path) -> None:
    """Below the table, its first row again and again, with another value in another cell."""
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    for column in range(len(header)):
        for value in VALUES:
            rows.append([*rows[0][:column], value, *rows[0][column + 1 :]])
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("events", ",lang-son-2018,", ",lang-son-2019,"),
        ("observations", ",lang-son-2018,", ",lang-son-2019,"),
        ("units", "d-196,p-22,", "d-196,p-23,"),
        ("unit_successions", "c-06817,c-06811-2025,", "c-06817,c-06812-2025,"),
        ("documents", ",uong-bi-2017,", ",uong-bi-2018,"),
        ("memberships", ",commune-chair,", ",commune-head,"),
    ],
)
def test_references_that_lead_nowhere_are_found_alike(
    package: Copy, file: str, old: str, new: str
) -> None:
    package.replace(f"data/{file}.csv", old, new)
    theirs = rows_of(judged_whole(package.folder), "foreign-key")
    (ours,) = package.check().problems
    assert ours.rule == "reference-unknown"
    assert (file, ours.line) == min(theirs)
    assert ours.details["repeated"] == str(len(theirs))


def rows_of(report: Report, error_type: str) -> set[tuple[str, int]]:
    """The rows with an error of a type, by table and line."""
    return {
        (task.name, error.row_number)
        for task in report.tasks
        for error in task.errors
        if error.type == error_type
    }


def test_keys_that_are_there_twice_are_found_alike(package: Copy) -> None:
    package.replace("data/persons.csv", "tran-van-lam", "tran-lenh-truong")
    package.replace("data/unit_successions.csv", "p-22,p-22-2025,", "p-20,p-20-2025,")
    theirs = rows_of(judged_whole(package.folder), "primary-key")
    ours = {
        (Path(problem.file).stem, problem.line)
        for problem in package.check().problems
        if problem.rule == "primary-key-twice"
    }
    assert ours == theirs == {("persons", 3), ("unit_successions", 5)}
