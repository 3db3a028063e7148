"""What readers see of dates, numbers, names and links."""

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.dates import parse
from generator.render.date_words import date_html, date_words
from generator.render.filters import (
    capfirst,
    external_link,
    file_size,
    json_ld,
    lang_span,
    list_words,
    name_of,
    number,
    percent,
    sha_short,
    share,
    share_words,
    unit_name,
)
from generator.views.parts import UnitRef

LANGUAGES = ("vi", "en")

# date and part of it, then as said in Vietnamese, in a table, in English, in a table
DATES = [
    ("2018", "năm 2018", "2018", "2018", "2018"),
    ("2018-06", "tháng 6-2018", "6-2018", "June 2018", "Jun 2018"),
    ("2016-12-28", "ngày 28-12-2016", "28-12-2016", "28 December 2016", "28 Dec 2016"),
    ("2018-09-03", "ngày 3-9-2018", "3-9-2018", "3 September 2018", "3 Sept 2018"),
    ("2018-06 early", "đầu tháng 6-2018", "đầu tháng 6-2018", "early June 2018", "early June 2018"),
    ("2018-06 mid", "giữa tháng 6-2018", "giữa tháng 6-2018", "mid-June 2018", "mid-June 2018"),
    ("2018-06 late", "cuối tháng 6-2018", "cuối tháng 6-2018", "late June 2018", "late June 2018"),
    ("2018 late", "cuối năm 2018", "cuối năm 2018", "late 2018", "late 2018"),
    ("2018?", "có lẽ năm 2018", "có lẽ 2018", "probably 2018", "probably 2018"),
    ("2018-06~", "khoảng tháng 6-2018", "khoảng 6-2018", "about June 2018", "about Jun 2018"),
    (
        "2018-06% late",
        "có lẽ khoảng cuối tháng 6-2018",
        "có lẽ khoảng cuối tháng 6-2018",
        "probably about late June 2018",
        "probably about late June 2018",
    ),
    ("2018/2020", "từ năm 2018 đến năm 2020", "2018-2020", "from 2018 to 2020", "2018–2020"),
    (
        "2018-06-01/2019-07",
        "từ ngày 1-6-2018 đến tháng 7-2019",
        "1-6-2018 – 7-2019",
        "from 1 June 2018 to July 2019",
        "1 Jun 2018 – Jul 2019",
    ),
    (
        "2018-07/..",
        "từ tháng 7-2018",
        "từ 7-2018",
        "from July 2018 onwards",
        "from Jul 2018 onwards",
    ),
    (
        "../2019-03-31",
        "đến ngày 31-3-2019",
        "đến 31-3-2019",
        "until 31 March 2019",
        "until 31 Mar 2019",
    ),
    (
        "2018?/2020?",
        "có lẽ từ năm 2018 đến năm 2020",
        "có lẽ từ 2018 đến 2020",
        "probably from 2018 to 2020",
        "probably from 2018 to 2020",
    ),
    (
        "2018~/2020?",
        "từ khoảng năm 2018 đến có lẽ năm 2020",
        "từ khoảng 2018 đến có lẽ 2020",
        "from about 2018 to probably 2020",
        "from about 2018 to probably 2020",
    ),
    (
        "[2016-12-28..2017-05-31]",
        "trong khoảng từ ngày 28-12-2016 đến ngày 31-5-2017",
        "trong khoảng từ 28-12-2016 đến 31-5-2017",
        "between 28 December 2016 and 31 May 2017",
        "between 28 Dec 2016 and 31 May 2017",
    ),
    (
        "[..2021-06-25]",
        "chậm nhất ngày 25-6-2021",
        "chậm nhất 25-6-2021",
        "by 25 June 2021 at the latest",
        "by 25 Jun 2021 at the latest",
    ),
    (
        "[2018-01..]",
        "sớm nhất tháng 1-2018",
        "sớm nhất 1-2018",
        "not before January 2018",
        "not before Jan 2018",
    ),
    (
        "[..2018?]",
        "có lẽ chậm nhất năm 2018",
        "có lẽ chậm nhất 2018",
        "probably by 2018 at the latest",
        "probably by 2018 at the latest",
    ),
]


@pytest.mark.parametrize(("text", "vi", "vi_short", "en", "en_short"), DATES)
def test_a_date_is_said_as_a_newspaper_would(
    text: str, vi: str, vi_short: str, en: str, en_short: str
) -> None:
    when = parse(*text.split())
    said = [date_words(when, lang, short=short) for lang in LANGUAGES for short in (False, True)]
    assert said == [vi, vi_short, en, en_short]


def test_days_of_the_calendar_are_dates_too() -> None:
    assert date_words(date(2025, 7, 1), "vi") == "ngày 1-7-2025"
    assert date_words(datetime(2025, 7, 1, 23, 0, tzinfo=UTC), "en") == "1 July 2025"


_points = st.builds(
    lambda day, length, mark: day.isoformat()[:length] + mark,
    st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "?", "~", "%"]),
)
_ordered = st.lists(_points, min_size=2, max_size=2).map(sorted)
_texts = st.one_of(
    _points,
    _ordered.map("/".join),
    _ordered.map(lambda ends: f"[{'..'.join(ends)}]"),
    *(_points.map(pattern.format) for pattern in ("{}/..", "../{}", "[{}..]", "[..{}]")),
)


@given(_texts, st.sampled_from(["", "early", "mid", "late"]), st.booleans())
def test_every_date_has_words_that_name_its_years(text: str, part: str, short: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
    narrowed = part if re.fullmatch(r"\d{4}(-\d\d)?[?~%]?", text) else ""
    when = parse(text, narrowed)
    for lang in LANGUAGES:
        said = date_words(when, lang, short=short)
        assert re.findall(r"\d{4}", said) == re.findall(r"\d{4}", text)
        assert "%" not in said
        assert said in date_html(when, lang, short=short).striptags()


@pytest.mark.parametrize(
    ("text", "part", "html"),
    [
        ("2016-12-28", "", '<time datetime="2016-12-28">ngày 28-12-2016</time>'),
        ("2018-06", "", '<time datetime="2018-06">tháng 6-2018</time>'),
        ("2018", "", '<time datetime="2018">năm 2018</time>'),
        ("2018-06", "late", 'cuối tháng <span class="nb">6-2018</span>'),
        ("2018?", "", "có lẽ năm 2018"),
        ("2018/2020", "", "từ năm 2018 đến năm 2020"),
        ("[..2018]", "", "chậm nhất năm 2018"),
    ],
)
def test_only_a_date_beyond_doubt_is_marked_up_as_a_time(text: str, part: str, html: str) -> None:
    assert date_html(parse(text, part), "vi") == html


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0", "0"),
        (87, "87", "87"),
        (1234567, "1.234.567", "1,234,567"),
        (Decimal("90.8"), "90,8", "90.8"),
        (Decimal("90.80"), "90,80", "90.80"),
        (Decimal(91), "91", "91"),
        (Decimal("91.0"), "91,0", "91.0"),
        (Decimal("1E+3"), "1.000", "1,000"),
    ],
)
def test_a_number_keeps_its_digits(value: Decimal | int, vi: str, en: str) -> None:
    assert [number(value, lang) for lang in LANGUAGES] == [vi, en]


def test_a_percentage_keeps_its_digits() -> None:
    assert percent(Decimal("90.8"), "vi") == "90,8\u00a0%"
    assert percent(Decimal("90.8"), "en") == "90.8%"
    assert percent(Decimal(91), "vi") == "91\u00a0%"
    assert percent(100, "en") == "100%"


def test_a_part_of_a_whole_is_a_fraction_in_a_table_and_words_in_a_sentence() -> None:
    assert share(79, 87, "vi") == "79/87"
    assert share(1200, 3321, "vi") == "1.200/3.321"
    assert share_words(79, 87, "vi") == "79 trên 87"
    assert share_words(1200, 3321, "en") == "1,200 of 3,321"


@pytest.mark.parametrize(
    ("size", "vi", "en"),
    [
        (0, "0 byte", "0 bytes"),
        (1, "1 byte", "1 byte"),
        (999, "999 byte", "999 bytes"),
        (1234, "1,2 kB", "1.2 kB"),
        (12_345_678, "12,3 MB", "12.3 MB"),
    ],
)
def test_a_file_size_is_rounded_to_a_unit(size: int, vi: str, en: str) -> None:
    assert [file_size(size, lang) for lang in LANGUAGES] == [vi, en]


@pytest.mark.parametrize(
    ("items", "vi", "en"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a và b", "a and b"),
        (["a", "b", "{0}"], "a, b và {0}", "a, b and {0}"),
    ],
)
def test_a_list_ends_in_and(items: list[str], vi: str, en: str) -> None:
    assert [list_words(items, lang) for lang in LANGUAGES] == [vi, en]


def test_a_list_with_html_in_it_escapes_its_other_texts() -> None:
    joined = list_words([Markup("<b>a</b>"), "<i>"], "en")
    assert Markup("{}").format(joined) == "<b>a</b> and &lt;i&gt;"


@pytest.mark.parametrize(
    ("kind", "name", "lang", "said"),
    [
        ("thành phố", "Uông Bí", "vi", "thành phố Uông Bí"),
        ("city", "Uông Bí", "en", "Uông Bí city"),
        ("quận", "1", "vi", "quận 1"),
        ("urban district", "1", "en", "District 1"),
        ("urban district", "Hồng Bàng", "en", "Hồng Bàng urban district"),
        ("ward", "12", "en", "Ward 12"),
    ],
)
def test_a_unit_is_named_with_its_kind(kind: str, name: str, lang: str, said: str) -> None:
    assert unit_name(kind, name, lang) == said


def test_a_country_is_named_without_its_kind() -> None:
    country = UnitRef(
        unit_id="vn",
        level="country",
        type="quoc_gia",
        type_label="quốc gia",
        name="Việt Nam",
        gso_code="",
        url="",
        ended=None,
    )
    assert name_of(country, "vi") == "Việt Nam"


@pytest.mark.parametrize(
    ("text", "capitalised"),
    [
        ("đầu tháng 6-2018", "Đầu tháng 6-2018"),
        ("ủy ban", "Ủy ban"),
        ("từ 2018", "Từ 2018"),
        ("2018", "2018"),
        ("HĐND", "HĐND"),
        ("", ""),
        ("<b>plain text", "<b>plain text"),
        (Markup('<time datetime="2018">năm 2018</time>'), '<time datetime="2018">Năm 2018</time>'),
        (Markup("&lt;i&gt;"), "&lt;i&gt;"),
    ],
)
def test_the_first_letter_becomes_a_capital(text: str, capitalised: str) -> None:
    assert capfirst(text) == capitalised
    assert type(capfirst(text)) is type(text)


def test_text_in_another_language_is_marked() -> None:
    assert lang_span("Nhất thể hoá", "vi", "en") == '<span lang="vi">Nhất thể hoá</span>'
    assert lang_span("Nhất thể hoá <b>", "vi", "vi") == "Nhất thể hoá &lt;b&gt;"
    assert lang_span("<b>", 'vi" onclick="', "en") == (
        '<span lang="vi&#34; onclick=&#34;">&lt;b&gt;</span>'
    )


def test_an_address_of_the_web_becomes_a_link() -> None:
    assert external_link("https://example.org/a?b=1&c=2#d") == (
        '<a href="https://example.org/a?b=1&amp;c=2#d" rel="external noopener">'
        "https://example.org/a?b=1&amp;c=2#d</a>"
    )
    assert external_link("http://example.org", "Báo <Quảng Ninh>") == (
        '<a href="http://example.org" rel="external noopener">Báo &lt;Quảng Ninh&gt;</a>'
    )


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//example.org/",
        "ftp://example.org/",
        "https://",
        "https:///path",
        "https://good.example@evil.example/",
        "https://example.org/ javascript:",
        "https://example.org/\n",
        "https://example.org/\x00",
        'https://example.org/"onclick="alert(1)',
        " https://example.org/",
    ],
)
def test_what_is_no_address_of_the_web_stays_text(url: str) -> None:
    assert "<a" not in external_link(url)
    assert "<a" not in external_link(url, "Báo")
    assert external_link(url, "Báo & đài") == "Báo &amp; đài"


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(_json)
@example("</script><script>alert(1)</script>")
@example({"<!--": "\u2028\u2029&amp;"})
def test_json_ld_is_read_back_as_it_was_and_cannot_end_its_element(value: object) -> None:
    written = json_ld(value)
    assert json.loads(written) == value
    assert not re.search("[<>&\u2028\u2029]", written)


def test_json_ld_keeps_vietnamese_readable() -> None:
    assert json_ld({"name": "Uông Bí"}) == '{"name": "Uông Bí"}'


def test_a_long_digest_is_shown_by_its_first_digits() -> None:
    assert sha_short("650fdafa2468af73c11f7d1b") == "650fdafa2468"
    assert sha_short("650fdafa2468af73c11f7d1b", 7) == "650fdaf"
