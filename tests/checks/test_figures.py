"""Figures that agree, and figures that do not."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.checks.copies import Copy

OBSERVATIONS = "data/observations.csv"


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        ("79", "87", "90.8"),
        ("79", "87", "90.8045977011494"),
        ("79", "87", "91"),
        ("13", "13", "100"),
        ("0", "7", "0"),
        ("1", "3", "33.3"),
        ("1", "3", "33.33"),
        ("2", "3", "66.7"),
        # at the very edge: 12.25 may be written 12.2 or 12.3, 0.5 as 0 or 1
        ("49", "400", "12.2"),
        ("49", "400", "12.3"),
        ("1", "200", "0"),
        ("1", "200", "1"),
        # 0.285 is none of the numbers that a computer stores
        ("57", "20000", "0.28"),
        ("57", "20000", "0.29"),
        # cut off instead of rounded: 84.78… and 15.53…
        ("78", "92", "84.7"),
        ("16", "103", "15"),
    ],
)
def test_a_percent_as_exact_as_it_is_written_agrees(
    package: Copy, numerator: str, denominator: str, percent: str
) -> None:
    package.replace(OBSERVATIONS, ",79,87,90.8,", f",{numerator},{denominator},{percent},")
    assert package.told() == []


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        ("79", "87", "90.7"),
        ("79", "87", "90.9"),
        ("79", "87", "89"),
        ("79", "87", "90.81"),
        ("13", "13", "99.9"),
        ("1", "3", "33.4"),
        ("49", "400", "12.1"),
        ("57", "20000", "0.27"),
        ("0", "7", "0.1"),
        # closer to the edge than floats can tell
        ("1", "3", "33.3333334"),
        ("123456789012344", "123456789012345", "98"),
    ],
)
def test_a_percent_that_its_counts_do_not_give_is_told(
    package: Copy, numerator: str, denominator: str, percent: str
) -> None:
    package.replace(OBSERVATIONS, ",79,87,90.8,", f",{numerator},{denominator},{percent},")
    assert package.told() == [f"percent-contradicts-count {OBSERVATIONS}:3 percent_reported"]


@pytest.mark.parametrize(
    ("qualifier", "percent", "agrees"),
    [
        ("more_than", "85", True),
        ("more_than", "90", True),
        ("more_than", "90.3", True),
        ("more_than", "91", True),
        ("more_than", "92", False),
        ("less_than", "92", True),
        ("less_than", "90.5", False),
        ("less_than", "89", False),
        ("about", "80", True),
        ("exact", "89", False),
    ],
)
def test_more_than_and_less_than_leave_room_on_one_side(
    package: Copy, qualifier: str, percent: str, *, agrees: bool
) -> None:
    package.replace(OBSERVATIONS, ",79,87,90.8,exact", f",79,87,{percent},{qualifier}")
    told = [] if agrees else [f"percent-contradicts-count {OBSERVATIONS}:3 percent_reported"]
    assert package.told() == told


def test_a_part_above_the_whole_is_not_also_a_wrong_percent(package: Copy) -> None:
    package.replace(OBSERVATIONS, ",79,87,90.8,", ",97,87,90.8,")
    assert package.told() == [f"numerator-exceeds-denominator {OBSERVATIONS}:3 numerator"]


@pytest.mark.parametrize(
    "figures", [",,85,101,,", ",,85,,,", ",,,101,84.2,", ",,,,84.2,"], ids=lambda text: text
)
def test_a_share_is_given_by_counts_a_numerator_or_a_percent(package: Copy, figures: str) -> None:
    package.replace(OBSERVATIONS, ",actual,,85,101,,", f",actual{figures}")
    assert package.told() == []


def test_a_count_with_several_columns_of_a_share_is_told_once(package: Copy) -> None:
    package.replace(OBSERVATIONS, ",actual,17000,,,,", ",actual,,1,2,50,")
    assert package.told() == [f"count-in-share {OBSERVATIONS}:2 numerator"]


def test_figures_of_another_kind_are_told_once_for_each_indicator(package: Copy) -> None:
    package.replace("data/indicators.csv", ",share,", ",count,")
    (problem,) = package.check().problems
    assert (problem.rule, problem.line) == ("count-in-share", 3)
    assert problem.details["repeated"] == "3"


@pytest.mark.parametrize(
    ("counts", "rest"),
    [(",131", "91"), (",131", "131"), (",", "91"), ("40,", "91"), ("40,131", "91"), ("40,131", "")],
)
def test_a_share_is_also_given_by_its_rest(package: Copy, counts: str, rest: str) -> None:
    _give_the_rest(package, counts, rest)
    assert package.told() == []


@pytest.mark.parametrize(("counts", "rest"), [(",131", "132"), ("41,131", "91")])
def test_a_rest_that_does_not_fit_its_whole_is_told(package: Copy, counts: str, rest: str) -> None:
    _give_the_rest(package, counts, rest)
    assert package.told() == [f"sides-contradict-denominator {OBSERVATIONS}:5 remainder"]


def test_counts_that_are_not_there_are_told_as_such(package: Copy) -> None:
    _give_the_rest(package, ",131", "132")
    (problem,) = package.check().problems
    assert (problem.details["numerator"], problem.details["denominator"]) == ("–", "131")


def test_a_package_without_a_column_for_the_rest_is_sound(package: Copy) -> None:
    *others, last = package.schema("observations")["fields"]
    assert last["name"] == "remainder"
    package.change_schema("observations", fields=others)
    table = package.folder / OBSERVATIONS
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row[:-1] for row in rows)
    assert package.told() == []


def _give_the_rest(package: Copy, counts: str, rest: str) -> None:
    package.replace(OBSERVATIONS, ",actual,,85,101,", f",actual,,{counts},")
    package.replace(OBSERVATIONS, "đến nay,article,,,", f"đến nay,article,,,{rest}")
