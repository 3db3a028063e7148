"""What is ranked against what: figures of one level and one year, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.dataset import load
from generator.views import extent
from generator.views.maker import Maker
from generator.views.ranking import Ranking, rankings
from generator.views.store import Store
from tests.small_package import INDICATOR, OBSERVATION, UNITS, SmallPackage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Rank = Callable[..., tuple[Ranking, ...]]

HA_LONG, UONG_BI = "d-193", "d-196"


def figure(unit_id: str, date: str, percent: str, **cells: str) -> dict[str, str]:
    return {
        **OBSERVATION,
        "observation_id": f"{unit_id}-{date.strip('[]').replace('..', '-')}-{percent}",
        "unit_id": unit_id,
        "date": date,
        "numerator": "",
        "denominator": "",
        "percent_reported": percent,
        **cells,
    }


@pytest.fixture
def rank(tmp_path: Path) -> Rank:
    """Ranks some observations by their one indicator."""
    package = SmallPackage(tmp_path)
    third = {**UNITS[2], "unit_id": "d-194", "name_vi": "Móng Cái", "gso_code": "194"}
    package.rows("units", *UNITS, third)

    def ranked(*rows: dict[str, str]) -> tuple[Ranking, ...]:
        package.rows("observations", *rows)
        maker = Maker(Store(load(tmp_path)), "en")
        return rankings(maker, INDICATOR["indicator_id"])

    return ranked


def told(
    ranking: Ranking,
) -> list[tuple[int | None, int | None, list[tuple[int | None, str, str]]]]:
    return [
        (
            period.first,
            period.last,
            [(p.rank, p.figure.unit.name, str(p.figure.percent)) for p in period.places],
        )
        for period in ranking.periods
    ]


def test_a_figure_is_never_ranked_against_one_of_another_year(rank: Rank) -> None:
    (ranking,) = rank(
        figure(UONG_BI, "2017", "84.2"),
        figure(HA_LONG, "2022-03", "60"),
        figure("d-194", "2022", "55"),
    )
    assert told(ranking) == [
        (2022, 2022, [(1, "Hạ Long", "60"), (2, "Móng Cái", "55")]),
        (2017, 2017, [(None, "Uông Bí", "84.2")]),
    ]
    assert ranking.compared is ranking.periods[0]


def test_figures_whose_year_is_not_known_stand_together_unranked(rank: Rank) -> None:
    (ranking,) = rank(
        figure(UONG_BI, "[2016-12-28..2017-05-31]", "84.2"),
        figure(HA_LONG, "[2016-02..2017-01]", "90"),
        figure("d-194", "[..2017-01]", "70"),
    )
    assert told(ranking) == [
        (2016, 2017, [(None, "Hạ Long", "90"), (None, "Uông Bí", "84.2")]),
        (None, 2017, [(None, "Móng Cái", "70")]),
    ]
    assert ranking.compared is None


def test_equal_shares_have_one_rank_however_they_are_written(rank: Rank) -> None:
    counted = {"numerator": "9", "denominator": "10", "percent_reported": ""}
    (ranking,) = rank(
        figure(HA_LONG, "2017", "90.0"),
        figure(UONG_BI, "2017-05", "", **counted),
        figure("d-194", "2017", "50"),
    )
    assert told(ranking) == [
        (2017, 2017, [(1, "Hạ Long", "90.0"), (1, "Uông Bí", "90"), (3, "Móng Cái", "50")]),
    ]
    assert [len(ranking.periods[0].highest), len(ranking.periods[0].lowest)] == [2, 1]


def test_what_is_not_exact_stands_in_its_place_without_a_rank(rank: Rank) -> None:
    (ranking,) = rank(
        figure(HA_LONG, "2017", "90", qualifier="more_than"),
        figure(UONG_BI, "2017", "90"),
        figure("d-194", "2017", "95"),
    )
    assert told(ranking) == [
        (2017, 2017, [(1, "Móng Cái", "95"), (None, "Hạ Long", "90"), (2, "Uông Bí", "90")]),
    ]


def test_a_forecast_comes_last_and_is_not_ranked(rank: Rank) -> None:
    (ranking,) = rank(
        figure(HA_LONG, "2017", "100", status="forecast"),
        figure(UONG_BI, "2017", "80"),
        figure("d-194", "2017", "70"),
    )
    assert told(ranking) == [
        (2017, 2017, [(1, "Uông Bí", "80"), (2, "Móng Cái", "70"), (None, "Hạ Long", "100")]),
    ]


def test_of_two_figures_of_a_unit_in_one_year_the_later_is_ranked(rank: Rank) -> None:
    (ranking,) = rank(
        figure(UONG_BI, "2017-02", "80"),
        figure(UONG_BI, "2017-11", "70"),
        figure(HA_LONG, "2017", "75"),
    )
    assert told(ranking) == [
        (2017, 2017, [(None, "Uông Bí", "80"), (1, "Hạ Long", "75"), (2, "Uông Bí", "70")]),
    ]


@pytest.mark.parametrize(
    ("before", "after", "trend"),
    [
        (("80", "exact"), ("90", "exact"), "up"),
        (("90", "exact"), ("80", "exact"), "down"),
        (("90", "exact"), ("90", "exact"), "same"),
        (("80", "more_than"), ("90", "exact"), "unclear"),
    ],
)
def test_a_fall_is_told_as_plainly_as_a_rise(
    rank: Rank, before: tuple[str, str], after: tuple[str, str], trend: str
) -> None:
    (ranking,) = rank(
        figure(UONG_BI, "2017", before[0], qualifier=before[1]),
        figure(UONG_BI, "2019", after[0], qualifier=after[1]),
    )
    (last,) = ranking.periods[0].places
    assert (str(last.earlier and last.earlier.percent), last.trend) == (before[0], trend)
    (first,) = ranking.periods[1].places
    assert (first.earlier, first.trend) == (None, None)


def test_a_figure_that_may_be_later_is_no_earlier_one(rank: Rank) -> None:
    (ranking,) = rank(figure(UONG_BI, "2017", "80"), figure(UONG_BI, "[2016..2018]", "90"))
    assert [place.earlier for period in ranking.periods for place in period.places] == [None, None]


def test_each_level_is_ranked_by_itself_and_counts_are_not(rank: Rank) -> None:
    district, ward = rank(
        figure(UONG_BI, "2017", "80"),
        figure("c-06817", "2017", "100"),
        figure(HA_LONG, "2017", "", numerator="2"),
    )
    assert [district.level, ward.level] == ["district", "commune"]
    assert told(district) == [(2017, 2017, [(None, "Uông Bí", "80")])]
    within = ward.periods[0].places[0].within
    assert within is not None
    assert within.name == "Uông Bí"


def test_of_too_many_figures_the_latest_years_are_ranked_beside_what_came_before(
    rank: Rank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extent, "FIGURES", 3)
    (ranking,) = rank(
        figure(UONG_BI, "2015", "10"),
        figure(UONG_BI, "2017", "20"),
        figure(HA_LONG, "2017", "30"),
        figure(HA_LONG, "2019", "40"),
    )
    assert told(ranking) == [
        (2019, 2019, [(None, "Hạ Long", "40")]),
        (2017, 2017, [(1, "Hạ Long", "30"), (2, "Uông Bí", "20")]),
    ]
    (first, second) = ranking.periods[1].places
    assert first.earlier is None
    assert second.earlier is not None
    assert str(second.earlier.date) == "2015"
