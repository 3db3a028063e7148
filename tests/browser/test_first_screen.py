"""What a reader sees of a district on a phone before anything is touched, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

PHONE = {"width": 390, "height": 844}


def is_on_the_first_screen(element: Locator) -> bool:
    box = element.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= PHONE["height"]


@pytest.mark.parametrize(
    ("url", "answers"),
    [
        (
            "units/d-196-uong-bi.html",
            (
                "Thành phố Uông Bí|tỉnh Quảng Ninh|1-7-2025|phường Vàng Danh|85 trên 101|"
                "84,2\N{NO-BREAK SPACE}%|trang này tính|28-12-2016|không rõ ngày đăng bài|"
                "hạn tháng 7-2017"
            ),
        ),
        (
            "en/units/d-178-lang-son.html",
            (
                "Lạng Sơn city|Lạng Sơn province|1 July 2025|Kỳ Lừa ward|79 of 87|90.8%|"
                "as reported|25 June 2021|the article’s own date is not known|no deadline given"
            ),
        ),
    ],
)
def test_where_how_far_as_of_when_against_what_and_what_became_of_it(
    page: Page, site: Path, url: str, answers: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto((site / url).as_uri())
    article = page.locator("article")
    missing = [
        text
        for text in answers.split("|")
        if not is_on_the_first_screen(article.get_by_text(text).locator("visible=true").first)
    ]
    assert missing == []


def test_an_empty_district_leads_on_from_the_first_screen(page: Page, site: Path) -> None:
    page.set_viewport_size(PHONE)
    page.goto((site / "units/d-180-trang-dinh.html").as_uri())
    article = page.locator("article")
    for name in ("xã Thất Khê", "thành phố Lạng Sơn", "Cách thêm một dòng ngay trên trình duyệt"):
        assert is_on_the_first_screen(article.get_by_role("link", name=name).first), name


def test_the_contents_list_is_a_tap_away_on_a_phone(page: Page, site: Path) -> None:
    page.set_viewport_size(PHONE)
    page.goto((site / "units/d-196-uong-bi.html").as_uri())
    link = page.locator(".to-contents a")
    assert is_on_the_first_screen(link)
    link.click()
    entry = page.locator(".md-sidebar--secondary").get_by_role("link", name="Ai giữ chức vụ nào")
    entry.click()
    assert page.url.endswith("#holders")
    assert page.locator("#holders").is_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not link.is_visible()
