"""Dates beside each other: only what cannot be true is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.checks.copies import Copy

EVENTS = "data/events.csv"
SOURCES = "data/sources.csv"
MEMBERSHIPS = "data/memberships.csv"


@pytest.mark.parametrize(
    ("date", "part", "told"),
    [
        ("2018-06", "late", False),
        ("2020-02-26", "", False),
        ("2020-02-27", "", True),
        ("2020-02", "late", False),
        ("2020-03", "", True),
        ("2020", "", False),
        ("2020", "early", False),
        ("2020", "mid", True),
        ("2021", "", True),
        ("../2019", "", False),
        ("2019/..", "", False),
        ("2021/..", "", True),
        ("[2020-02-01..2020-12-31]", "", False),
        ("2021?", "", True),
    ],
)
def test_what_was_done_was_done_by_the_last_possible_day_of_publication(
    package: Copy, date: str, part: str, *, told: bool
) -> None:
    package.replace(EVENTS, ",2018-06,late,actual,", f",{date},{part},actual,")
    assert package.told() == ([f"date-after-source {EVENTS}:2 date"] if told else [])


def test_what_is_planned_may_lie_after_the_publication(package: Copy) -> None:
    package.replace(EVENTS, ",2018-06,late,actual,", ",2021,,planned,")
    assert package.told() == []


def test_who_holds_a_post_held_it_by_the_publication(package: Copy) -> None:
    package.replace(MEMBERSHIPS, ",late,,2018-07,", ",late,,2020-03,")
    assert package.told() == [f"date-after-source {MEMBERSHIPS}:2 as_of"]


@pytest.mark.parametrize(
    ("date", "part", "told"),
    [
        ("2016", "", False),
        ("2016", "late", False),
        ("2016", "mid", True),
        ("2016-11", "", True),
        ("2015/2016", "", False),
        ("2016-12-28", "", False),
        ("2016-12-27", "", True),
    ],
)
def test_only_a_plan_wholly_before_its_source_is_doubted(
    package: Copy, date: str, part: str, *, told: bool
) -> None:
    package.replace(EVENTS, ",2017-05,,planned,", f",{date},{part},planned,")
    assert package.told() == ([f"plan-in-the-past {EVENTS}:3 date"] if told else [])


@pytest.mark.parametrize(
    ("date", "part"), [("2018-06-30", "late"), ("2018/2019", "mid"), ("[2018..2019]", "early")]
)
def test_a_part_goes_with_one_month_or_year(package: Copy, date: str, part: str) -> None:
    package.replace(EVENTS, ",2018-06,late,actual,", f",{date},{part},actual,")
    assert package.told() == [f"date-part-misplaced {EVENTS}:2 date_part"]


def test_a_part_without_a_date_is_told(package: Copy) -> None:
    package.replace(MEMBERSHIPS, ",2018-06,late,,2018-07,", ",,late,,2018-07,")
    (problem,) = package.check().problems
    assert (problem.rule, problem.field) == ("date-part-misplaced", "start_part")
    assert problem.details["date"] == "–"


def test_a_date_that_is_none_is_not_also_early_or_late(package: Copy) -> None:
    package.replace(EVENTS, ",2018-06,late,actual,", ",2021-13,late,actual,")
    assert package.told() == [f"date-impossible-month {EVENTS}:2 date"]


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2017", "2020", []),
        ("2017", "2017", []),
        ("2017-06", "2017", []),
        ("2017-06-01", "2017-06-01", []),
        ("2017", "", []),
        ("2018", "2017-06", ["period-reversed data/terms.csv:2 end"]),
    ],
)
def test_a_term_ends_after_it_has_started(
    package: Copy, start: str, end: str, told: list[str]
) -> None:
    package.replace("data/terms.csv", ",2017,2020,", f",{start},{end},")
    assert package.told() == told


@pytest.mark.parametrize(
    ("start", "end", "as_of", "told"),
    [
        ("2018-06", "", "2018-07", []),
        ("2018-06", "2018-07", "2018-07", []),
        ("2018-08", "", "2018-07", ["as-of-outside-period"]),
        ("", "2018-06", "2018-07", ["as-of-outside-period"]),
        ("2018", "2017", "2018-07", ["period-reversed"]),
        ("2018-07-03", "2018-07-03", "2018-07-03", []),
        ("2018-07-03", "2018-07-03", "2018-07-04", ["as-of-outside-period"]),
    ],
)
def test_a_post_is_held_between_start_and_end(
    package: Copy, start: str, end: str, as_of: str, told: list[str]
) -> None:
    package.replace(MEMBERSHIPS, ",2018-06,late,,2018-07,", f",{start},,{end},{as_of},")
    assert [problem.rule for problem in package.check().problems] == told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [("2018-08", "", ("2018-08", "..")), ("", "2018-06", ("..", "2018-06"))],
)
def test_an_open_side_of_a_period_is_told_as_such(
    package: Copy, start: str, end: str, told: tuple[str, str]
) -> None:
    package.replace(MEMBERSHIPS, ",2018-06,late,,2018-07,", f",{start},,{end},2018-07,")
    (problem,) = package.check().problems
    assert (problem.details["start"], problem.details["end"]) == told


def test_a_source_that_is_too_early_for_several_rows_is_told_once(package: Copy) -> None:
    package.replace(SOURCES, ",[2018-07-01..2020-02-26],2020-02-26,page_clock,", ",2017-01,,,")
    found = [p for p in package.check().problems if p.rule == "date-after-source"]
    assert {p.file: p.details["repeated"] for p in found} == {
        "data/observations.csv": "2",
        EVENTS: "1",
        MEMBERSHIPS: "2",
    }


@pytest.mark.parametrize(
    ("printed", "role", "missing"),
    [("2020-02-26", "", "printed_date_role"), ("", "page_clock", "printed_date")],
)
def test_a_printed_date_and_its_role_come_together(
    package: Copy, printed: str, role: str, missing: str
) -> None:
    package.replace(SOURCES, ",2020-02-26,page_clock,", f",{printed},{role},")
    assert package.told() == [f"printed-date-incomplete {SOURCES}:2 {missing}"]


@pytest.mark.parametrize(
    ("published", "printed", "role", "told"),
    [
        ("2020-02-26", "2020-02-26", "page_clock", []),
        ("[2018-07-01..2020-12-31]", "2020-02-26", "page_clock", []),
        ("2020-02-27", "2020-02-26", "page_clock", ["published-after-page"]),
        ("2020-02-26", "2020-02-26", "publication", []),
        ("2020-02", "2020-02-26", "publication", []),
        ("2020-02-25", "2020-02-26", "publication", ["published-unlike-printed"]),
        ("2020-02-26", "", "publication", ["printed-date-incomplete"]),
    ],
)
def test_a_printed_date_bounds_the_publication(
    package: Copy, published: str, printed: str, role: str, told: list[str]
) -> None:
    package.replace(
        SOURCES,
        ",[2018-07-01..2020-02-26],2020-02-26,page_clock,",
        f",{published},{printed},{role},",
    )
    assert [problem.rule for problem in package.check().problems] == told
