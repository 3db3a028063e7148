"""What is set side by side: districts, each indicator of all of them to one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.dataset import load
from generator.views.comparison import Comparison
from generator.views.maker import Maker
from generator.views.store import Store
from tests.small_package import INDICATOR, OBSERVATION, UNITS, SmallPackage

if TYPE_CHECKING:
    from pathlib import Path

EARLY = {**OBSERVATION, "observation_id": "a", "unit_id": "d-193", "date": "2012"}
LATE = {**OBSERVATION, "observation_id": "b", "date": "2019"}
WARD = {**OBSERVATION, "observation_id": "c", "unit_id": "c-06817", "date": "1990"}
COUNT = {**LATE, "observation_id": "d", "indicator_id": "teams", "value": "3"}


@pytest.fixture
def comparison(tmp_path: Path) -> Comparison:
    """Two districts with a share each, one with a count too, and a ward with a share."""
    package = SmallPackage(tmp_path)
    teams = {"indicator_id": "teams", "name_en": "Teams", "kind": "count", "headline": "false"}
    package.rows("indicators", INDICATOR, {**INDICATOR, **teams})
    uncounted = {"numerator": "", "denominator": ""}
    third = {**UNITS[2], "unit_id": "d-194", "name_vi": "Móng Cái"}
    package.rows("units", *UNITS, third)
    package.rows("observations", EARLY, LATE, WARD, {**COUNT, **uncounted})
    return Comparison(Maker(Store(load(tmp_path)), "en"))


def test_only_districts_of_which_there_is_something_can_be_chosen(comparison: Comparison) -> None:
    (province,) = comparison.provinces()
    assert [unit.name for unit in province.units] == ["Hạ Long", "Uông Bí"]


def test_all_districts_have_one_scale_of_time(comparison: Comparison) -> None:
    one, other = (comparison.of(unit_id).panels[0].chart for unit_id in ("d-193", "d-196"))
    assert one
    assert other
    assert one.axis == other.axis
    assert [str(tick.when) for tick in one.axis.ticks] == ["2012", "2014", "2016", "2018", "2020"]
    assert one.marks[0].span.end < other.marks[0].span.start


def test_a_count_is_told_but_not_drawn(comparison: Comparison) -> None:
    share, count = comparison.of("d-196").panels
    assert (share.chart is not None, share.years) == (True, (2019, 2019))
    assert (count.chart, count.years) == (None, (2019, 2019))


def test_what_several_districts_share_is_ready_made(comparison: Comparison) -> None:
    page = comparison.page()
    (ready,) = page.indicators
    assert [unit.unit_id for unit in ready.units] == ["d-193", "d-196"]
    assert page.documents == ()
    assert [indicator.indicator_id for indicator in page.order] == [
        "village-secretary-head",
        "teams",
    ]
