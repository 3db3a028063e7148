"""Feeds tell those who follow them what changed, and every feed reader can read them."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest

from tests.releases.histories import BASE_URL, Story
from tests.small_package import OBSERVATION, SOURCE, UNITS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

GOLDEN = Path(__file__).parent.parent / "fixtures/releases"
FEEDS = (
    "data/versions.atom",
    "en/data/versions.atom",
    "units/p-22-quang-ninh.atom",
    "en/units/p-22-quang-ninh.atom",
)
ATOM = "{http://www.w3.org/2005/Atom}"
# https://www.rfc-editor.org/rfc/rfc3339#section-5.6
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
# https://www.rfc-editor.org/rfc/rfc4151#section-2.1
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*")


def test_there_is_a_feed_of_all_changes_and_one_for_each_province(
    published: dict[str, bytes],
) -> None:
    assert sorted(path for path in published if path.endswith(".atom")) == sorted(FEEDS)


@pytest.mark.parametrize("path", FEEDS[1:3])
def test_a_feed_tells_of_each_release_in_the_words_of_its_language(
    published: dict[str, bytes], path: str
) -> None:
    assert published[path].decode() == (GOLDEN / path.replace("/", "-")).read_text("utf-8")


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_what_rfc_4287_asks_for(published: dict[str, bytes], path: str) -> None:
    feed = ET.fromstring(published[path])  # noqa: S314 - our own
    assert feed.tag == f"{ATOM}feed"
    links = {link.get("rel"): link for link in feed.findall(f"{ATOM}link")}
    assert links["self"].get("href") == BASE_URL + path
    assert_described(feed)
    assert texts(feed.findall(f"{ATOM}author")[0], "name") == ["Dự án Nhất thể hóa"]
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        assert_described(entry)
        (content,) = entry.findall(f"{ATOM}content")
        assert content.get("type") == "html"
    ids = [text for element in (feed, *entries) for text in texts(element, "id")]
    assert len(ids) == len(set(ids)) == 1 + len(entries)
    assert texts(feed, "updated") == [max(t for e in entries for t in texts(e, "updated"))]


def assert_described(element: Element) -> None:
    """One id, one title, one time, one page: sections 4.1.1 and 4.1.2."""
    (id_,), (title,), (updated,) = (texts(element, name) for name in ("id", "title", "updated"))
    assert TAG.fullmatch(id_)
    assert title
    assert TIME.fullmatch(updated)
    assert datetime.fromisoformat(updated).tzinfo
    pages = [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
    (page,) = pages
    assert page.get("type") == "text/html"
    assert urlsplit(page.get("href", "")).scheme == "https"


def texts(element: Element, name: str) -> list[str]:
    return [found.text or "" for found in element.findall(f"{ATOM}{name}")]


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_reader_finds_nothing_wrong(published: dict[str, bytes], path: str) -> None:
    read = feedparser.parse(published[path])
    assert (read.bozo, read.version, len(read.entries)) == (
        False,
        "atom10",
        4 if "versions" in path else 2,
    )
    assert read.feed.language == ("en" if path.startswith("en/") else "vi")


def test_entries_keep_their_ids_when_a_release_is_added(
    story: Story, published: dict[str, bytes]
) -> None:
    story.package.rows("sources", {**SOURCE, "author": "An"})
    story.release(date(2027, 2, 1))
    later = story.published()
    for path in FEEDS:
        before, after = (feedparser.parse(found[path]) for found in (published, later))
        assert after.feed.id == before.feed.id
        assert after.entries[-len(before.entries) :] == before.entries


def test_texts_of_the_data_stay_texts(tmp_path: Path) -> None:
    story = Story.begin(tmp_path)
    units = [{**u, "name_vi": "<b>& ]]>\x01</b>"} if u["unit_id"] == "d-196" else u for u in UNITS]
    story.package.rows("units", *units)
    story.repository.commit("0.1.0")
    story.package.rows("units", *UNITS)
    story.package.rows("observations", {**OBSERVATION, "numerator": "92"})
    story.release(date(2026, 12, 1))
    told = feedparser.parse(story.published()["en/units/p-22-quang-ninh.atom"], sanitize_html=False)
    assert told.entries[0].content[0].value == (
        '<ul><li><b><a href="https://data.example.org/posts/en/units/d-196-uong-bi.html">'
        "Uông Bí city</a>.</b> "
        "Corrected: name: “&lt;b&gt;&amp; ]]&gt;\\x01&lt;/b&gt;” → “Uông Bí”. "
        "Corrected: Party cell secretary is also village head: 85/101 → 92/101.</li></ul>"
    )


def test_a_change_log_that_somebody_wrote_does_nothing_in_a_feed(tmp_path: Path) -> None:
    story = Story.begin(tmp_path)
    log = story.package.folder / "CHANGELOG.md"
    text = log.read_text("utf-8").replace(
        "The first version.",
        "<script>alert(1)</script> and ![a](https://e.org/x.png) *so*\non,\n\n"
        "- [good](https://e.org/), [bad](javascript:alert)\n- `code`",
    )
    log.write_text(text, "utf-8")
    story.repository.commit("0.1.0")
    (entry,) = feedparser.parse(
        story.published()["en/data/versions.atom"], sanitize_html=False
    ).entries
    assert entry.content[0].value == (
        "<ul><li>&lt;script&gt;alert(1)&lt;/script&gt; and "
        '!<a href="https://e.org/x.png">a</a> <em>so</em> on,</li>'
        '<li><a href="https://e.org/">good</a>, [bad](javascript:alert)</li>'
        "<li><code>code</code></li></ul>"
    )


def test_without_an_address_there_are_no_feeds(told: Story) -> None:
    assert [path for path in told.published(base_url="") if path.endswith(".atom")] == []


def test_the_feed_of_a_province_of_today_tells_of_those_that_it_was_made_of(
    tmp_path: Path,
) -> None:
    story = Story.begin(tmp_path)
    today = {**UNITS[1], "unit_id": "p-22-2025", "valid_from": "2025-07-01", "valid_to": ""}
    story.package.rows("units", *UNITS, today)
    succession = {"from_unit_id": "p-22", "to_unit_id": "p-22-2025", "date": "2025-07-01"}
    story.package.rows("unit_successions", {**succession, "relation": "unchanged"})
    story.repository.commit("0.1.0")
    story.package.rows("observations", {**OBSERVATION, "numerator": "92"})
    story.release(date(2026, 12, 1))
    told = feedparser.parse(story.published()["en/units/p-22-2025-quang-ninh.atom"])
    assert told.feed.id == "tag:data.example.org,2026:/posts/units/p-22-2025/en"
    assert [re.sub("<[^>]*>", "", entry.content[0].value) for entry in told.entries] == [
        "Uông Bí city. Corrected: Party cell secretary is also village head: 85/101 → 92/101.",
    ]


def test_the_host_of_an_id_is_written_in_ascii(told: Story) -> None:
    feed = told.published(base_url="https://dữliệu.vn/số/")["data/versions.atom"]
    assert feedparser.parse(feed).feed.id == "tag:xn--dliu-nw5ark.vn,2026:/s%E1%BB%91/data/vi"
