"""What readers of the page of versions, of the home page and of a unit's page are told."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.dataset import load
from generator.releases.log import log, versions_page
from generator.render.pages import Renderer
from generator.views.maker import Maker
from generator.views.store import Store
from tests.small_package import OBSERVATION, SOURCE

if TYPE_CHECKING:
    from generator.render.page import Page
    from tests.releases.histories import Story

GOLDEN = Path(__file__).parent.parent / "fixtures/releases"
REPOSITORY = "https://git.example.org/posts"
SHOWN_ALREADY = (
    "The pages of this site show these changes already; "
    "the downloads will have them in the next version."
)
UONG_BI = "units/d-196-uong-bi.html"


def pages(story: Story, lang: str, base_url: str = "") -> dict[str, Page]:
    """The pages of a language that tell of releases, by their URLs."""
    settings, releases = story.settings(base_url), story.releases()
    store = Store(load(story.package.folder))
    maker = Maker(store, lang, log=log(releases, lang))
    renderer = Renderer(settings, maker, versions_page(releases, REPOSITORY, lang), {})
    return {plan.url: renderer.page(plan, plan.view()) for plan in renderer.plans()}


def lines(page: Page, start: str = "<h1") -> list[str]:
    """The text of a page from a place on, a line for each of its blocks."""
    html = page.body[page.body.index(start) :]
    html = re.sub(r"</t[hd]><t[hd][^>]*>", " | ", html)
    html = re.sub(
        r"</?(?:h[1-6]|p|li|ul|div|dt|dd|dl|tr|table|details|summary)\b[^>]*>", "\n", html
    )
    text = unescape(re.sub(r"<[^>]*>", "", html))
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_release_is_told_with_its_files(told: Story, lang: str) -> None:
    shown = lines(pages(told, lang)["data/versions.html"])
    differing = re.compile("[0-9a-f]{64}|[0-9]+[,.]?[0-9]* kB")  # with the version of zlib
    golden = (GOLDEN / f"versions.{lang}.txt").read_text("utf-8").splitlines()
    assert [differing.sub("…", line) for line in shown] == golden


def test_files_of_a_release_are_linked_from_its_own_folder(told: Story) -> None:
    body = pages(told, "en")["data/versions.html"].body
    assert re.findall(r'href="([^"]*/0\.2\.0/[^"]*)"', body)[:5] == [
        "../../data/0.2.0/nhat-the-hoa-0.2.0.zip",
        "../../data/0.2.0/datapackage.json",
        "../../data/0.2.0/SHA256SUMS",
        "../../data/0.2.0/changes.csv",
        "../../data/0.2.0/changes.json",
    ]
    commit = told.repository.git("rev-parse", "HEAD~1")
    assert f'href="{REPOSITORY}/commit/{commit}"' in body


def test_what_is_not_yet_released_is_told_as_such(story: Story) -> None:
    story.package.rows("observations", {**OBSERVATION, "numerator": "93"})
    shown = lines(pages(story, "en")["data/versions.html"])
    assert shown[2:7] == [
        "Not yet released",
        SHOWN_ALREADY,
        "Observations: 1 row changed, 3 rows removed.",
        "Corrected: Uông Bí city – Party cell secretary is also village head: 92/101 → 93/101.",
        "1.0.0",
    ]


def test_a_broken_release_is_called_broken(story: Story) -> None:
    (story.package.folder / "data/sources.csv").write_bytes(b'"')
    story.version("1.1.0")
    story.package.rows("sources", SOURCE)
    story.version("1.1.1")
    shown = lines(pages(story, "en")["data/versions.html"])
    assert shown[shown.index("1.1.0") + 2] == (
        "This version is broken: it has no readable sources. What can be read of it is here."
    )


def test_where_git_has_nothing_to_say_the_page_says_so(story: Story) -> None:
    (story.repository.folder / ".git").rename(story.folder / "git")
    assert lines(pages(story, "vi")["data/versions.html"])[2] == (
        "Trang này có thể thiếu các phiên bản trước: "
        "khi dựng trang không đọc được lịch sử của kho mã nguồn."
    )


def test_a_units_page_ends_with_its_own_changes(told: Story) -> None:
    assert lines(pages(told, "en")[UONG_BI], '<h2 id="changes"') == [
        "Changes in these data",
        "Version 0.2.0, 5 December 2026",
        "Quang Trung ward, Uông Bí city. 1 figure added.",
        "Version 0.1.1, 1 December 2026",
        "Corrected: Party cell secretary is also village head: 85/101 → 92/101.",
    ]
    assert lines(pages(told, "vi")["units/d-193-ha-long.html"], '<h2 id="changes"') == [
        "Thay đổi trong dữ liệu trang này",
        "Phiên bản 0.2.0, ngày 5-12-2026",
        "Thêm 1 số liệu.",
    ]


def test_the_home_page_has_the_latest_changes(told: Story) -> None:
    page = pages(told, "en")["index.html"]
    shown = lines(page, '<h2 id="changes"')
    assert shown[: shown.index("All versions") + 1] == [
        "Latest changes",
        "Version 1.0.0, 3 January 2027",
        "Table “Observations”, column quote: the constraint maxLength was tightened.",
        "Version 0.2.0, 5 December 2026",
        "2 districts gained figures: Hạ Long city and Uông Bí city.",
        "1 other unit gained figures: Quảng Ninh province.",
        "Observations: 3 rows added.",
        "Version 0.1.1, 1 December 2026",
        "Observations: 1 row changed.",
        "Corrected: Uông Bí city – Party cell secretary is also village head: 85/101 → 92/101.",
        "All versions",
    ]


def test_feeds_are_named_in_the_head_of_the_pages_that_they_follow(told: Story) -> None:
    found = {
        url: [(link.url, link.media_type) for link in page.feeds]
        for url, page in pages(told, "en", "https://data.example.org/").items()
        if page.feeds
    }
    all_changes = [("en/data/versions.atom", "application/atom+xml")]
    assert found == {
        "index.html": all_changes,
        "data/versions.html": all_changes,
        "units/p-22-quang-ninh.html": [("en/units/p-22-quang-ninh.atom", "application/atom+xml")],
    }
    assert not any(page.feeds for page in pages(told, "en").values())
