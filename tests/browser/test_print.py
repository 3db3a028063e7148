"""A district on paper: two A4 pages, with its sources so that they can be found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

DISTRICTS = [
    "units/d-178-lang-son.html",
    "units/d-196-uong-bi.html",
    "units/d-449-ky-anh.html",
    "units/d-071-lam-binh.html",
]


def pages_of(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize("url", DISTRICTS)
def test_a_district_is_a_fact_sheet_of_two_pages(
    page: Page, site: Path, root: str, url: str
) -> None:
    page.goto((site / root / url).as_uri())
    assert 1 <= pages_of(page) <= 2


def test_a_sheet_has_its_figures_with_their_words_and_its_sources_in_full(
    page: Page, site: Path
) -> None:
    page.goto((site / "en/units/d-196-uong-bi.html").as_uri())
    page.emulate_media(media="print")
    text = page.locator("article").inner_text()
    for said in (
        "85 of 101",
        "“toàn thành phố có 85/101 thôn, khu thực hiện bí thư chi bộ kiêm trưởng thôn, khu”",
        "Báo Quảng Ninh, between 28 December 2016 and 31 May 2017",
        "Original: http://uongbi.gov.vn/",
        "/en/units/d-196-uong-bi.html",
    ):
        assert said in text, said
    for only_on_screen in ("Compare with other districts", "Download or embed", "Report an error"):
        assert only_on_screen not in text, only_on_screen
