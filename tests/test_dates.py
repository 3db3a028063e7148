from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.dates import (
    DateError,
    Edtf,
    Kind,
    Part,
    Point,
    Precision,
    Reason,
    certainly_after,
    certainly_before,
    lies_within,
    overlaps,
    parse,
)

# A busy machine is no fault of the code.
untimed = settings(deadline=None)

days = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
points = st.builds(
    lambda day, length, mark: day[:length] + mark,
    days,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "?", "~", "%"]),
)


def first_day(point: str) -> str:
    return (point.rstrip("?~%") + "-01-01")[:10]


ordered_pairs = st.tuples(points, points).map(lambda pair: sorted(pair, key=first_day))
valid_texts = st.one_of(
    points,
    ordered_pairs.map("/".join),
    points.map("{}/..".format),
    points.map("../{}".format),
    ordered_pairs.map(lambda pair: "[" + "..".join(pair) + "]"),
    points.map("[{}..]".format),
    points.map("[..{}]".format),
)
dates = valid_texts.map(parse)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-06", date(2018, 6, 1), date(2018, 6, 30)),
        ("2018-06-30", date(2018, 6, 30), date(2018, 6, 30)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2000-02-29", date(2000, 2, 29), date(2000, 2, 29)),
        ("2017/2020", date(2017, 1, 1), date(2020, 12, 31)),
        ("2017-07/2018-06-30", date(2017, 7, 1), date(2018, 6, 30)),
        ("2018/2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-06/2018", date(2018, 6, 1), date(2018, 12, 31)),
        ("2018-06/..", date(2018, 6, 1), None),
        ("../2018-06", None, date(2018, 6, 30)),
        ("[2018-06..2018-09]", date(2018, 6, 1), date(2018, 9, 30)),
        ("[..2018-06-27]", None, date(2018, 6, 27)),
        ("[2018..]", date(2018, 1, 1), None),
        ("2018-06~", date(2018, 6, 1), date(2018, 6, 30)),
        ("2017?/2020%", date(2017, 1, 1), date(2020, 12, 31)),
        ("1900", date(1900, 1, 1), date(1900, 12, 31)),
        ("2100", date(2100, 1, 1), date(2100, 12, 31)),
    ],
)
def test_a_date_is_bounded_by_its_earliest_and_latest_possible_day(
    text: str, earliest: date | None, latest: date | None
) -> None:
    read = parse(text)
    assert (read.earliest, read.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "part", "earliest", "latest"),
    [
        ("2018-06", "early", date(2018, 6, 1), date(2018, 6, 10)),
        ("2018-06", "mid", date(2018, 6, 11), date(2018, 6, 20)),
        ("2018-06", "late", date(2018, 6, 21), date(2018, 6, 30)),
        ("2018-07~", "late", date(2018, 7, 21), date(2018, 7, 31)),
        ("2019-02", "late", date(2019, 2, 21), date(2019, 2, 28)),
        ("2020-02", "late", date(2020, 2, 21), date(2020, 2, 29)),
        ("2018", "early", date(2018, 1, 1), date(2018, 4, 30)),
        ("2018", "mid", date(2018, 5, 1), date(2018, 8, 31)),
        ("2018?", "late", date(2018, 9, 1), date(2018, 12, 31)),
        ("2018", "", date(2018, 1, 1), date(2018, 12, 31)),
    ],
)
def test_a_part_narrows_a_month_or_a_year_to_a_third(
    text: str, part: str, earliest: date, latest: date
) -> None:
    read = parse(text, part)
    assert (read.earliest, read.latest) == (earliest, latest)
    assert str(read) == text


def test_a_date_offers_the_parts_that_its_wording_needs() -> None:
    month = Point(2018, 6)
    assert parse("2018-06", "late") == Edtf(Kind.DATE, month, month, Part.LATE)
    assert parse("2017~/2018-06") == Edtf(Kind.INTERVAL, Point(2017, approximate=True), month)
    assert parse("2018-06/..") == Edtf(Kind.INTERVAL, month, None)
    assert parse("[..2018-06]") == Edtf(Kind.ONE_OF, None, month)
    assert [point.precision for point in (Point(2018), month, Point(2018, 6, 3))] == [
        Precision.YEAR,
        Precision.MONTH,
        Precision.DAY,
    ]


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2018", False, False),
        ("2018?", True, False),
        ("2018-06~", False, True),
        ("2018-06-30%", True, True),
        ("2017/2018?", True, False),
        ("2017~/..", False, True),
        ("[2017?..2018~]", True, True),
    ],
)
def test_a_mark_of_doubt_on_either_end_is_told(
    text: str, *, uncertain: bool, approximate: bool
) -> None:
    read = parse(text)
    assert (read.uncertain, read.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "part", "reason", "piece"),
    [
        ("", None, "syntax", ""),
        ("tháng 6", None, "syntax", "tháng 6"),
        ("30-06-2018", None, "syntax", "30-06-2018"),
        ("6/2018", None, "syntax", "6"),
        ("30/6/2018", None, "syntax", "30/6/2018"),
        ("2018-6", None, "syntax", "2018-6"),
        ("20180630", None, "syntax", "20180630"),
        ("2018-06-30 ", None, "syntax", "2018-06-30 "),
        ("2018-06-30\n", None, "syntax", "2018-06-30\n"),
        ("2018-06-30T00:00", None, "syntax", "2018-06-30T00:00"),
        ("2018?~", None, "syntax", "2018?~"),
        ("?2018", None, "syntax", "?2018"),
        ("٢٠١٨", None, "syntax", "٢٠١٨"),
        ("２０１８", None, "syntax", "２０１８"),
        ("1" * 5000, None, "syntax", "1" * 5000),
        ("../..", None, "syntax", "../.."),
        ("[..]", None, "syntax", "[..]"),
        ("..", None, "syntax", ".."),
        ("2018/", None, "syntax", "2018/"),
        ("/2018", None, "syntax", "/2018"),
        ("2018/tháng 6", None, "syntax", "tháng 6"),
        ("2017/2018/2019", None, "syntax", "2017/2018/2019"),
        ("[2018]", None, "syntax", "[2018]"),
        ("[2017,2018]", None, "syntax", "[2017,2018]"),
        ("[2017..2018]?", None, "syntax", "[2017..2018]?"),
        ("[2017...2018]", None, "syntax", "[2017...2018]"),
        ("[[2017..2018]]", None, "syntax", "[2017"),
        ("1899", None, "out-of-range", "1899"),
        ("2101-01-01", None, "out-of-range", "2101-01-01"),
        ("0000", None, "out-of-range", "0000"),
        ("2018/9999", None, "out-of-range", "9999"),
        ("2018-13", None, "impossible-month", "2018-13"),
        ("2018-00", None, "impossible-month", "2018-00"),
        ("2018-30-06", None, "impossible-month", "2018-30-06"),
        ("2019-02-29", None, "impossible-day", "2019-02-29"),
        ("1900-02-29", None, "impossible-day", "1900-02-29"),
        ("2018-06-31?", None, "impossible-day", "2018-06-31?"),
        ("2018-06-00", None, "impossible-day", "2018-06-00"),
        ("[2018-06-01..2018-06-31]", None, "impossible-day", "2018-06-31"),
        ("2020/2017", None, "reversed", "2020/2017"),
        ("2018-07/2018-06-30", None, "reversed", "2018-07/2018-06-30"),
        ("[2018-06-02..2018-06-01]", None, "reversed", "[2018-06-02..2018-06-01]"),
        ("2018-06", "cuối", "unknown-part", "cuối"),
        ("2018-06", "LATE", "unknown-part", "LATE"),
        ("2018-06-30", "late", "part-needs-month-or-year", "2018-06-30"),
        ("2017/2018", "late", "part-needs-month-or-year", "2017/2018"),
        ("[2018-06..]", "early", "part-needs-month-or-year", "[2018-06..]"),
        ("../2018", "mid", "part-needs-month-or-year", "../2018"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason_and_the_piece_at_fault(
    text: str, part: str | None, reason: str, piece: str
) -> None:
    with pytest.raises(DateError) as refused:
        parse(text, part)
    assert (refused.value.reason, refused.value.piece) == (reason, piece)


def test_dates_stand_by_their_earliest_possible_day_then_the_latest() -> None:
    in_order = [
        ("[..2017]", None),
        ("../2018", None),
        ("2017-12-31", None),
        ("2018-01-01", None),
        ("2018-01", "early"),
        ("2018-01", None),
        ("2018", "early"),
        ("2018", None),
        ("2018/2019", None),
        ("2018/..", None),
        ("2018-01-02", None),
    ]
    shuffled = in_order[::2] + in_order[1::2]
    assert sorted(shuffled, key=lambda cell: parse(*cell).sort_key) == in_order


@pytest.mark.parametrize(
    ("observed", "published", "certain"),
    [
        ("2018-07-01", "2018-06-30", True),
        ("2018-06-30", "2018-06-30", False),
        ("2018-07", "2018-06", True),
        ("2018-06", "2018-06-15", False),
        ("2018", "2018-06-15", False),
        ("2019", "2018", True),
        ("2019?", "2018", True),
        ("2018-06/2018-09", "2018-07-01", False),
        ("2018-07-02/2018-09", "2018-07-01", True),
        ("2019/..", "2018", True),
        ("../2019", "2018", False),
        ("2019", "[..2018-06-27]", True),
        ("2019", "[2018..]", False),
        ("2019", "[2018-06..2019-01]", False),
    ],
)
def test_an_observation_is_after_its_source_only_if_no_possible_day_agrees(
    observed: str, published: str, *, certain: bool
) -> None:
    assert certainly_after(parse(observed), parse(published)) is certain
    assert certainly_before(parse(published), parse(observed)) is certain


LONG_AGO = date(2004, 1, 1)
ABOLITION = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("text", "part", "period", "possible", "certain"),
    [
        ("2018", None, (LONG_AGO, ABOLITION), True, True),
        ("2025-06-30", None, (LONG_AGO, ABOLITION), True, True),
        ("2025-07-01", None, (LONG_AGO, ABOLITION), False, False),
        ("2025-07-01", None, (ABOLITION, None), True, True),
        ("2025-06-30", None, (ABOLITION, None), False, False),
        ("2025", None, (LONG_AGO, ABOLITION), True, False),
        ("2025", None, (ABOLITION, None), True, False),
        ("2025", "early", (ABOLITION, None), False, False),
        ("2025-06", "late", (None, ABOLITION), True, True),
        ("2020/2025-12", None, (ABOLITION, None), True, False),
        ("2020/..", None, (None, ABOLITION), True, False),
        ("2026/..", None, (None, ABOLITION), False, False),
        ("../2024", None, (None, ABOLITION), True, True),
        ("../2024", None, (LONG_AGO, ABOLITION), True, False),
        ("2024/..", None, (None, None), True, True),
        ("2004", None, (LONG_AGO, LONG_AGO), False, False),
    ],
)
def test_a_record_may_or_must_fall_into_the_life_of_its_unit(
    text: str,
    part: str | None,
    period: tuple[date | None, date | None],
    *,
    possible: bool,
    certain: bool,
) -> None:
    read = parse(text, part)
    assert overlaps(read, *period) is possible
    assert lies_within(read, *period) is certain


@untimed
@given(valid_texts)
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    assert str(parse(text)) == text


@untimed
@given(dates)
def test_the_earliest_day_is_never_after_the_latest(read: Edtf) -> None:
    earliest, latest = read.sort_key
    assert earliest <= latest
    assert (read.earliest is None) == (read.start is None)
    assert (read.latest is None) == (read.end is None)


@untimed
@given(points.filter(lambda point: len(point.rstrip("?~%")) < 10))
def test_the_thirds_of_a_month_or_year_follow_each_other_and_fill_it(text: str) -> None:
    early, mid, late = (parse(text, part) for part in Part)
    assert early.earliest == parse(text).earliest
    assert late.latest == parse(text).latest
    for one, next_one in ((early, mid), (mid, late)):
        assert one.latest is not None
        assert next_one.earliest is not None
        assert (next_one.earliest - one.latest).days == 1


@untimed
@given(dates, dates)
def test_what_is_certainly_before_sorts_before(one: Edtf, other: Edtf) -> None:
    if certainly_before(one, other):
        assert one.sort_key < other.sort_key
        assert not certainly_before(other, one)
    assert certainly_after(one, other) == certainly_before(other, one)


@untimed
@given(dates, st.none() | st.dates(), st.none() | st.dates())
def test_what_is_certain_is_possible(
    read: Edtf, valid_from: date | None, valid_to: date | None
) -> None:
    if lies_within(read, valid_from, valid_to):
        assert overlaps(read, valid_from, valid_to)


pieces = [
    "2018",
    "-06",
    "-30",
    "13",
    "-",
    "/",
    "..",
    ".",
    "[",
    "]",
    "?",
    "~",
    "٣",
    "\n",
    "9" * 5000,
]


def outcome(text: str, part: str | None) -> Edtf | DateError:
    try:
        return parse(text, part)
    except DateError as error:
        return error


@untimed
@given(
    st.text() | st.lists(st.sampled_from(pieces)).map("".join),
    st.none() | st.sampled_from(Part) | st.text(),
)
def test_any_text_is_a_date_or_refused_with_a_known_reason(text: str, part: str | None) -> None:
    read = outcome(text, part)
    if isinstance(read, DateError):
        assert isinstance(read.reason, Reason)
        assert read.piece == part or read.piece in text
    else:
        assert str(read) == text
