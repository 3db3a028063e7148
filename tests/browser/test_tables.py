"""The table of districts in a real browser: filter, order, columns, picks, all in the address."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    return f"{serve(site)}districts.html"


def names(page: Page) -> list[str]:
    """The districts that are shown, in their order."""
    found: list[str] = page.locator("table[data-filter] tbody").evaluate(
        "body => [...body.rows].filter((row) => !row.hidden).map((row) => row.cells[0].innerText)"
    )
    return [name.strip() for name in found]


@pytest.mark.parametrize(
    "typed", ["uong bi", "Uông Bí", unicodedata.normalize("NFD", "uông bí"), "quang ninh uong"]
)
def test_the_filter_folds_as_the_search_does(page: Page, address: str, typed: str) -> None:
    page.goto(address)
    page.locator("#filter [name=q]").fill(typed)
    assert names(page) == ["Uông Bí"]
    assert page.locator("#filter output").inner_text() == "đang hiện 1 trên 696"


def test_an_address_shows_the_view_that_it_was_taken_from(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#filter [name=known]").check()
    page.get_by_role("button", name="Huyện").click()
    page.get_by_label("Loại").uncheck()
    page.get_by_label("Nguồn").uncheck()
    page.get_by_label("so sánh Uông Bí").check()
    page.get_by_label("so sánh Lạng Sơn").check()
    assert page.url == (f"{address}?known=1&sort=0&dir=ascending&hide=2,6&units=d-196,d-178")
    before = names(page)
    assert {"Kỳ Anh", "Lạng Sơn", "Lâm Bình", "Uông Bí"} < set(before)
    assert len(before) < 100
    page.goto(page.url)
    assert names(page) == before
    headers = page.locator("table[data-filter] thead th:visible").all_inner_texts()
    assert [text.strip() for text in headers] == ["Huyện", "Tỉnh", "Số liệu mới nhất", "Thời điểm"]
    assert page.get_by_label("so sánh Uông Bí").is_checked()
    page.get_by_role("link", name="đặt cạnh nhau").click()
    page.wait_for_url("**/compare.html?units=d-196,d-178")


def test_names_are_in_the_order_of_a_vietnamese_dictionary(page: Page, address: str) -> None:
    page.goto(f"{address}?sort=0&dir=ascending")
    shown = names(page)
    order = [shown.index(name) for name in ("An Lão", "Ân Thi", "Ba Bể", "Đà Bắc", "Ea H'leo")]
    assert order == sorted(order)
    assert shown.index("Dương Minh Châu") < shown.index("Đà Bắc")


def test_numbers_are_in_the_order_of_numbers_and_the_empty_last(page: Page, address: str) -> None:
    page.goto(address)
    for rising in (False, True):
        page.get_by_role("button", name="Số liệu mới nhất").click()
        cells = page.locator("table[data-filter] tbody td:nth-of-type(3)")
        sorted_by = cells.evaluate_all("all => all.map(cell => cell.dataset.v ?? '')")
        known = [float(text) for text in sorted_by if text]
        assert known == sorted(known, reverse=not rising)
        assert not any(sorted_by[len(known) :])
        assert len(known) > 1


def test_the_keyboard_sorts_and_the_order_is_told(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Tỉnh").focus()
    page.keyboard.press("Enter")
    header = page.locator("table[data-filter] th", has_text="Tỉnh").first
    assert header.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Space")
    assert header.get_attribute("aria-sort") == "descending"


def test_the_head_of_the_table_stays_in_sight(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    page.mouse.wheel(0, 5000)
    page.wait_for_function("scrollY > 4000")
    head = page.locator("table[data-filter] thead th").first.bounding_box()
    bar = page.locator("header.md-header").bounding_box()
    assert head is not None
    assert bar is not None
    assert bar["y"] + bar["height"] - 1 <= head["y"] < 100


def test_each_table_of_a_page_has_its_own_order(page: Page, address: str) -> None:
    page.goto(address.replace("districts", "coverage"))
    page.get_by_role("button", name="Số đơn vị cấp huyện").last.click()
    assert page.url.endswith("coverage.html?sort2=2&dir2=descending")
    first, second = page.locator("table tbody").all()
    assert first.locator("th").first.inner_text() == "Tỉnh An Giang"
    assert second.locator("th").first.inner_text() == "Thành phố Hồ Chí Minh"


def test_without_a_script_the_table_is_whole(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("table[data-filter] tbody tr:visible").count() == 696
    assert not page.locator("#filter").is_visible()
    assert page.locator(".pick").count() == 0
    context.close()
