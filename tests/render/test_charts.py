"""Where the marks of charts lie; the records are as the maker of views makes them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import parse
from generator.views.axis import axis_of
from generator.views.charts import share_chart, stage_chart, trend
from generator.views.parts import (
    Event,
    Evidence,
    Figure,
    IndicatorRef,
    SourceRef,
    Target,
    UnitRef,
)

UNIT = UnitRef(
    unit_id="d-196",
    level="district",
    type="thanh_pho",
    type_label="city",
    name="Uông Bí",
    gso_code="196",
    url="units/d-196-uong-bi.html",
    ended=date(2025, 7, 1),
)
INDICATOR = IndicatorRef(
    indicator_id="village-secretary-head",
    name="Party cell secretary is also village head",
    url="indicators/village-secretary-head.html",
    kind="share",
    group="consolidation",
    group_label="consolidation",
    numerator="villages",
    denominator="villages",
    remainder="",
    headline=True,
)
EVIDENCE = Evidence(
    quote="85/101 thôn, khu",
    source=SourceRef(
        source_id="article",
        url="sources/article.html",
        title="Uông Bí sẵn sàng",
        title_en="Uông Bí is ready",
        publisher="",
        author="",
        language="vi",
        published=parse("2017"),
        external_url="",
        archived_url="",
    ),
    date_as_written="",
    basis="article",
    basis_label="article",
    note="",
    row_url="",
)


def figure(when: str, percent: str | None, *, forecast: bool = False) -> Figure:
    return Figure(
        observation_id=f"at-{when}",
        indicator=INDICATOR,
        unit=UNIT,
        date=parse(when),
        forecast=forecast,
        value=None,
        numerator=None if percent else 2,
        denominator=None,
        remainder=None,
        percent_reported=Decimal(percent) if percent else None,
        qualifier="exact",
        qualifier_label="exactly",
        term="",
        evidence=EVIDENCE,
    )


def target(deadline: str | None, percent: str = "100") -> Target:
    return Target(
        target_id=f"by-{deadline}",
        indicator=INDICATOR,
        unit=UNIT,
        percent=Decimal(percent),
        direction="at_least",
        direction_label="at least",
        deadline=parse(deadline) if deadline else None,
        term="",
        document=None,
        evidence=EVIDENCE,
    )


def event(when: str, stage: str, term: tuple[date, date] | None = None) -> Event:
    return Event(
        event_id=f"{stage}-{when}",
        unit=UNIT,
        stage=stage,
        stage_label=stage,
        title=stage,
        date=parse(when),
        planned=False,
        indicator=INDICATOR,
        term="A term" if term else "",
        term_days=term,
        document=None,
        evidence=EVIDENCE,
    )


def ticks(first: str, last: str) -> list[tuple[str, float]]:
    chart = share_chart([figure(first, "50"), figure(last, "60")], [])
    assert chart
    return [(str(tick.when), tick.left) for tick in chart.axis.ticks]


def test_less_than_a_year_is_divided_into_quarters() -> None:
    assert ticks("2016-12-28", "2017-07") == [
        ("2016-10", 0.0),
        ("2017-01", 25.2),
        ("2017-04", 49.9),
        ("2017-07", 74.8),
        ("2017-10", 100.0),
    ]


@pytest.mark.parametrize(
    ("last", "named"),
    [("2017-07", ["2016-10", "2017-04", "2017-10"]), ("2021", ["2016", "2018", "2020", "2022"])],
)
def test_on_a_narrow_screen_there_is_room_for_all_years_and_for_every_second_month(
    last: str, named: list[str]
) -> None:
    axis = axis_of((parse("2016-12-28"), parse(last)))
    assert [str(tick.when) for tick in axis.ticks if tick.named] == named


def test_several_years_are_divided_into_whole_years() -> None:
    assert ticks("2016-03", "2021-06-25") == [
        ("2016", 0.0),
        ("2018", 33.3),
        ("2020", 66.7),
        ("2022", 100.0),
    ]


def test_a_figure_lies_where_its_date_and_percent_put_it() -> None:
    chart = share_chart([figure("[2016-12-28..2017-05-31]", "84.2")], [target("2017-07")])
    assert chart
    reached, aim = chart.marks
    assert (reached.kind, reached.top) == ("actual", 15.8)
    assert (reached.span.start, reached.span.end) == (24.1, 66.3)
    assert (aim.kind, aim.top) == ("target", 0.0)
    assert (aim.span.start, aim.span.end) == (74.8, 83.0)


@pytest.mark.parametrize(
    ("when", "vague"),
    [
        ("2017-05-31", False),
        ("2017-05", False),
        ("2017-01/2017-05", False),
        ("2017", True),
        ("[2017-01..2017-05]", True),
        ("[..2017-05]", True),
        ("2017-01/..", True),
    ],
)
def test_a_span_is_vague_where_a_day_is_not_known_to_the_month(when: str, *, vague: bool) -> None:
    chart = share_chart([figure(when, "50"), figure("2018-01-01", "60")], [])
    assert chart
    assert chart.marks[0].span.vague is vague


def test_an_open_end_reaches_the_edge_of_the_chart() -> None:
    chart = share_chart([figure("[..2016-12-27]", "50"), figure("2017-02/..", "60")], [])
    assert chart
    assert [(m.span.start, m.span.end) for m in chart.marks] == [(0.0, 28.9), (68.9, 100.0)]


def test_more_than_all_is_drawn_at_the_top() -> None:
    chart = share_chart([figure("2016", "105"), figure("2017", "100")], [])
    assert chart
    assert [mark.top for mark in chart.marks] == [0.0, 0.0]


@pytest.mark.parametrize(
    ("figures", "targets"),
    [
        ([], []),
        ([figure("2017", "84.2")], []),
        ([figure("2017", "84.2"), figure("2017", "85")], []),
        ([figure("2018", None)], [target("2020", "50")]),
        ([figure("2021-06-25", "90.8")], [target(None)]),
    ],
    ids=["nothing", "one date", "one date twice", "no percent", "no deadline"],
)
def test_there_is_no_chart_of_fewer_than_two_dates(
    figures: list[Figure], targets: list[Target]
) -> None:
    assert share_chart(figures, targets) is None


def test_the_first_and_the_last_of_many_figures_are_labelled() -> None:
    many = [figure(str(year), "50") for year in (2014, 2016, 2018, 2020)]
    chart = share_chart(many, [])
    assert chart
    assert [mark.labelled for mark in chart.marks] == [True, False, False, True]


def test_of_two_labels_that_would_touch_the_later_stays() -> None:
    chart = share_chart([figure("2019-03", "50"), figure("2019-04", "60")], [target("2030")])
    assert chart
    assert [mark.labelled for mark in chart.marks] == [False, True, True]


def test_of_several_targets_the_last_is_labelled() -> None:
    chart = share_chart([], [target("2012", "30"), target("2017", "100")])
    assert chart
    assert [mark.labelled for mark in chart.marks] == [False, True]


@pytest.mark.parametrize(
    ("reached", "aim", "above"),
    [("40", "100", [False, True]), ("60", "50", [True, False]), ("5", "10", [True, True])],
    ids=["below the target", "above the target", "both at the axis"],
)
def test_labels_of_figures_and_of_targets_keep_out_of_each_others_way(
    reached: str, aim: str, above: list[bool]
) -> None:
    chart = share_chart([figure("2016", reached)], [target("2017", aim)])
    assert chart
    assert [mark.above for mark in chart.marks] == above


def test_labels_at_the_edges_run_inwards() -> None:
    chart = share_chart(
        [figure("2016-01-01", "50"), figure("2018-01-01", "55"), figure("2019-12-31", "60")], []
    )
    assert chart
    assert [mark.anchor for mark in chart.marks] == ["start", "middle", "end"]


def test_a_forecast_is_marked_as_one() -> None:
    chart = share_chart([figure("2016", "50"), figure("2017", "60", forecast=True)], [])
    assert chart
    assert [mark.kind for mark in chart.marks] == ["actual", "forecast"]


def test_events_of_one_stage_share_a_lane_in_the_order_of_time() -> None:
    chart = stage_chart(
        [
            event("2016-12-28", "directive"),
            event("2017-02", "consultation"),
            event("2017-05", "election"),
            event("2017-06", "consultation"),
        ]
    )
    assert chart
    assert [(lane.stage_label, len(lane.marks)) for lane in chart.lanes] == [
        ("directive", 1),
        ("consultation", 2),
        ("election", 1),
    ]


@pytest.mark.parametrize(
    "dates", [[], ["2017-05"], ["[2017..2021]", "2019", "[2016..2020]"], ["[..2018]", "2018-06"]]
)
def test_there_is_no_chart_of_stages_whose_order_is_not_known(dates: list[str]) -> None:
    assert stage_chart([event(when, f"stage {when}") for when in dates]) is None


def test_terms_of_office_lie_behind_the_stages_as_far_as_the_axis_goes() -> None:
    one, other = (date(2014, 1, 1), date(2016, 12, 31)), (date(2017, 1, 1), date(2020, 12, 31))
    chart = stage_chart(
        [event("2016", "a", one), event("2017", "b", other), event("2018", "c", other)]
    )
    assert chart
    assert [(band.span.start, band.span.end) for band in chart.bands] == [
        (0.0, 33.3),
        (33.4, 100.0),
    ]


def test_charts_that_share_an_axis_have_the_same_time_and_need_one_date_each() -> None:
    axis = axis_of([parse("2016"), parse("2019")])
    one, other = (share_chart([figure(when, "50")], [], axis) for when in ("2016", "2019-12"))
    assert one
    assert other
    assert one.axis is other.axis
    assert [one.marks[0].span.start, other.marks[0].span.end] == [0.0, 99.9]
    assert share_chart([], [], axis) is None


def test_two_shares_that_are_not_exact_have_no_trend() -> None:
    assert trend(figure("2016", "50"), figure("2017", None)) == "unclear"


@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 12, 31)), min_size=2, unique=True))
def test_every_mark_lies_on_the_chart_and_the_axis_stays_readable(days: list[date]) -> None:
    chart = share_chart([figure(day.isoformat(), "50") for day in days], [])
    assert chart
    assert all(0 <= mark.span.start <= mark.span.end <= 100 for mark in chart.marks)
    assert 2 <= len(chart.axis.ticks) <= 5
    assert chart.axis.ticks[0].left == 0
    assert chart.axis.ticks[-1].left == 100
