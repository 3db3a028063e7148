"""How an indicator went in a place: falls, sources that differ, what was given up, two sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.dataset import load
from generator.views.catalogue import indicator_page
from generator.views.coverage import province_rows
from generator.views.lists import districts_page, home_page, timeline_page, totals
from generator.views.maker import Maker
from generator.views.progress import Progress, progress
from generator.views.store import Store
from generator.views.unit import unit_page
from tests.small_package import INDICATOR, OBSERVATION, SOURCE, UNITS, SmallPackage

if TYPE_CHECKING:
    from pathlib import Path

EVENT = {
    "unit_id": "d-196",
    "indicator_id": "village-secretary-head",
    "status": "actual",
    "source_id": "bao-2017",
    "quote": "không còn thực hiện",
    "date_basis": "stated",
}
OTHER = {**SOURCE, "source_id": "dai-2018", "publisher": "Đài Quảng Ninh"}


class Told:
    """A small package whose observations and events are those that a test gives."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.package = SmallPackage(folder)
        self.package.rows("sources", SOURCE, OTHER)

    def observations(self, *rows: dict[str, str]) -> Told:
        cells = [
            {**OBSERVATION, "observation_id": f"o{n}", "numerator": "", "denominator": "", **row}
            for n, row in enumerate(rows)
        ]
        self.package.rows("observations", *cells)
        return self

    def events(self, *rows: dict[str, str]) -> Told:
        cells = [
            {**EVENT, "event_id": f"e{n}", "title_vi": str(n), "title_en": str(n), **row}
            for n, row in enumerate(rows)
        ]
        self.package.rows("events", *cells)
        return self

    @property
    def maker(self) -> Maker:
        return Maker(Store(load(self._folder)), "en")

    @property
    def of_district(self) -> Progress:
        (told,) = progress(self.maker, "d-196")
        return told


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


def test_a_count_without_a_share_falls_as_plainly_as_a_share_rises(told: Told) -> None:
    fall = told.observations(
        {"date": "2017-12-02", "numerator": "1"}, {"date": "[..2017-12-01]", "numerator": "8"}
    ).of_district
    assert fall.trend == "down"
    assert fall.latest
    assert fall.earlier
    assert (fall.earlier.numerator, fall.latest.numerator) == (8, 1)
    rise = told.observations(
        {"date": "2019", "numerator": "119", "denominator": "156"},
        {"date": "2020", "numerator": "147", "denominator": "156"},
    ).of_district
    assert rise.trend == "up"


def test_what_cannot_be_compared_is_neither_a_rise_nor_a_fall(told: Told) -> None:
    course = told.observations(
        {"date": "2017", "percent_reported": "90"}, {"date": "2018", "numerator": "3"}
    ).of_district
    assert (course.earlier, course.trend) == (None, None)


def test_sources_that_differ_about_what_may_be_one_time_are_both_told(told: Told) -> None:
    course = told.observations(
        {"date": "[2016-01-01..2018-12-31]", "numerator": "13", "source_id": "dai-2018"},
        {"date": "2017-12-02", "numerator": "2"},
    ).of_district
    assert course.latest
    assert course.latest.numerator == 2
    assert [figure.numerator for figure in course.disputing] == [13]


@pytest.mark.parametrize(
    "other",
    [
        {"date": "2016", "numerator": "13", "source_id": "dai-2018"},  # certainly before
        {"date": "[2016..2018]", "numerator": "13"},  # the same source
        {"date": "[2016..2018]", "numerator": "2", "source_id": "dai-2018"},  # says the same
        {"date": "[..2018]", "numerator": "13", "source_id": "dai-2018"},  # at any time before
        {"date": "2017", "percent_reported": "13", "source_id": "dai-2018"},  # something else
    ],
)
def test_what_does_not_contradict_is_no_dispute(told: Told, other: dict[str, str]) -> None:
    latest = {"date": "2017-12-02", "numerator": "2"}
    assert told.observations(other, latest).of_district.disputing == ()


def test_a_pilot_that_was_given_up_later_says_so_beside_its_last_figure(told: Told) -> None:
    told.observations({"date": "2009", "numerator": "5"})
    told.events({"stage": "discontinuation", "date": "[2015-01-01..2016-09-05]"})
    ended = told.of_district.ended
    assert ended
    assert ended.ends
    told.observations({"date": "2017", "numerator": "5"})
    assert told.of_district.ended is None


def test_what_is_only_planned_to_end_has_not_ended(told: Told) -> None:
    told.observations({"date": "2009", "numerator": "5"})
    told.events({"stage": "discontinuation", "date": "2030", "status": "planned"})
    assert told.of_district.ended is None


def test_nothing_decided_above_comes_after_the_end_of_a_pilot(told: Told) -> None:
    directive = {"unit_id": "vn", "stage": "directive", "date": "2017-10-25"}
    plan = {"unit_id": "p-22", "stage": "plan", "date": "2009"}
    end = {"stage": "discontinuation", "date": "[2015-01-01..2016-09-05]"}
    told.events(directive, plan, end)
    (programme,) = unit_page(told.maker, "d-196").programmes
    assert [event.stage for event in programme.events] == ["plan", "discontinuation"]
    told.events(directive, plan, end, {"stage": "implementation", "date": "2018"})
    (programme,) = unit_page(told.maker, "d-196").programmes
    assert [event.date.told_at[0].year for event in programme.events] == [2009, 2015, 2017, 2018]


def test_an_event_without_a_known_start_stands_where_it_had_happened(told: Told) -> None:
    told.events(
        {"stage": "plan", "date": "[..2017-12-02]"},
        {"stage": "plan", "date": "2002"},
        {"stage": "plan", "date": "[2025-11-12..2026-02-24]"},
    )
    years = timeline_page(told.maker).years
    assert [group.year for group in years] == [2002, 2017, 2025]


def test_two_sides_of_one_share_are_one_figure_with_the_words_of_both(told: Told) -> None:
    sides = {"denominator": "706"}, {"denominator": "706", "remainder": "488"}
    told.observations({**sides[0], "numerator": "218"}, sides[1])
    (figure,) = told.of_district.figures
    assert figure.numerator == 218
    assert figure.other_side
    assert figure.other_side.remainder == 488
    (ranking,) = indicator_page(told.maker, "village-secretary-head").rankings
    assert [len(period.places) for period in ranking.chart.periods] == [1]
    told.observations({**sides[0], "numerator": "217"}, sides[1])
    assert len(told.of_district.figures) == 2


def test_counts_stand_by_level_and_place_in_time(told: Told) -> None:
    told.observations(
        {"unit_id": "d-196", "date": "2019", "numerator": "1"},
        {"unit_id": "d-193", "date": "2020", "numerator": "2"},
        {"unit_id": "d-196", "date": "2012", "numerator": "3"},
        {"unit_id": "p-22", "date": "2021", "numerator": "4"},
    )
    page = indicator_page(told.maker, "village-secretary-head")
    assert page.rankings == ()
    assert [figure.numerator for figure in page.counts] == [4, 2, 3, 1]


def test_a_province_of_which_only_an_event_is_known_is_covered(told: Told) -> None:
    told.package.rows("observations")
    told.events({"unit_id": "p-22", "stage": "plan", "date": "2009"})
    (province,) = province_rows(told.maker)
    assert (province.known, province.recorded, province.own_figures) == (True, 0, 0)
    assert totals(told.maker).provinces_recorded == 1


def test_a_province_leads_the_home_page_with_figures_of_its_own(told: Told) -> None:
    told.observations({"unit_id": "p-22", "date": "2019", "numerator": "4", "denominator": "7"})
    home = home_page(told.maker)
    assert (home.featured, home.others, home.rest) == ((), (), ())
    assert [unit.unit.unit_id for unit in home.of_provinces] == ["p-22"]


def test_the_most_important_indicator_leads_whatever_its_id_is(told: Told) -> None:
    first = {**INDICATOR, "indicator_id": "z", "importance": "1"}
    told.package.rows("indicators", {**INDICATOR, "importance": "2"}, first)
    told.observations({"numerator": "1"}, {"numerator": "2", "indicator_id": "z"})
    leads = [p.indicator.indicator_id for p in progress(told.maker, "d-196")]
    assert leads == ["z", "village-secretary-head"]


def test_only_few_districts_are_shown_in_full_and_those_that_tell_most(told: Told) -> None:
    more = [{**UNITS[2], "unit_id": f"d-{n}", "gso_code": str(n)} for n in range(300, 305)]
    told.package.rows("units", *UNITS, *more)
    told.observations(
        {"date": "2012", "numerator": "1"},
        {"date": "2018", "numerator": "2"},
        *({"unit_id": unit["unit_id"], "percent_reported": "50"} for unit in more),
    )
    home = home_page(told.maker)
    assert len(home.featured) == 4
    assert "d-196" in [unit.unit.unit_id for unit in home.featured]
    assert len(home.others) == 2


def test_districts_are_not_sorted_across_indicators(told: Told) -> None:
    less = {**INDICATOR, "indicator_id": "a", "importance": "2"}
    told.package.rows("indicators", less, {**INDICATOR, "importance": "1"})
    told.observations(
        {"unit_id": "d-193", "indicator_id": "a", "percent_reported": "90"},
        {"unit_id": "d-196", "percent_reported": "10"},
    )
    page = districts_page(told.maker)
    by = {row.unit.unit_id: float(page.sort(row.lead)) for row in page.rows if row.lead}
    assert by["d-196"] > by["d-193"]


def test_the_timeline_leaves_what_is_too_much_to_the_pages_of_lower_levels(told: Told) -> None:
    told.events(
        {"unit_id": "vn", "stage": "directive", "date": "2017-10-25"},
        *({"unit_id": "p-22", "stage": "plan", "date": "2018"} for _ in range(3)),
        *({"unit_id": "d-196", "stage": "plan", "date": "2019"} for _ in range(500)),
    )
    page = timeline_page(told.maker)
    assert [(group.year, len(group.events)) for group in page.years] == [(2017, 1), (2018, 3)]
    assert (page.shown, page.all) == (4, 504)


def test_a_district_leaves_what_is_too_much_to_the_pages_of_its_communes(told: Told) -> None:
    few = [{"unit_id": "c-06817", "stage": "plan", "date": "2018"}] * 30
    told.events(*few)
    page = unit_page(told.maker, "d-196")
    assert sum(len(programme.events) for programme in page.programmes) == 30
    assert page.places_apart == 0
    told.events(*few, few[0], {"unit_id": "d-196", "stage": "plan", "date": "2019"})
    page = unit_page(told.maker, "d-196")
    assert sum(len(programme.events) for programme in page.programmes) == 1
    assert page.places_apart == 1
    (of_commune,) = unit_page(told.maker, "c-06817").programmes
    assert len(of_commune.events) == 32  # its own, and the district's
