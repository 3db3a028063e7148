"""What is around every page, with its scripts: colours, title in the bar, place in the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

_SCHEME = "document.body.dataset.mdColorScheme"
_DISTRICT = "units/d-178-lang-son.html"
_COMING = (
    "index.html",
    _DISTRICT,
    "districts.html",
    "districts.html?known=1",
    "compare.html",
    "en/compare.html?units=d-196,d-178",
)
_WATCH = """window.moved = 0; new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) window.moved += value;
}).observe({ type: 'layout-shift', buffered: true });"""


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


@pytest.fixture
def dark(browser: Browser) -> Iterator[BrowserContext]:
    """A reader whose system is dark."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 1280, "height": 800})
    yield context
    context.close()


def test_a_page_has_the_colours_of_the_system_until_others_are_chosen_and_these_are_kept(
    dark: BrowserContext, address: str
) -> None:
    page = dark.new_page()
    page.goto(address)
    assert page.evaluate(_SCHEME) == "slate"
    page.get_by_role("button", name="Chuyển sang nền sáng").click()
    assert page.evaluate(_SCHEME) == "default"
    assert page.evaluate("document.activeElement.title") == "Chuyển sang nền tối"
    page.goto(f"{address}en/{_DISTRICT}")
    assert page.evaluate(_SCHEME) == "default"
    page.get_by_role("button", name="Switch to dark mode").click()
    assert page.evaluate(_SCHEME) == "slate"


def test_a_browser_that_keeps_nothing_shows_the_colours_of_the_system_and_of_a_choice(
    dark: BrowserContext, address: str
) -> None:
    page = dark.new_page()
    wrongs: list[str] = []
    page.on("pageerror", lambda error: wrongs.append(str(error)))
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('nothing') }})"
    )
    page.goto(address)
    assert page.evaluate(_SCHEME) == "slate"
    page.get_by_role("button", name="Chuyển sang nền sáng").click()
    assert page.evaluate(_SCHEME) == "default"
    assert wrongs == []


def test_the_bar_and_the_contents_list_say_where_a_reader_is(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + _DISTRICT)
    topic = page.locator("[data-md-component=header-topic]")
    current = page.locator(".md-sidebar--secondary .md-nav__link--active")
    expect(topic).to_have_css("opacity", "0")
    page.goto(address + _DISTRICT + "#others")
    expect(current).to_have_text("Số liệu khác")
    page.keyboard.press("End")
    expect(current).to_have_text("Văn bản và nguồn")
    expect(topic).to_have_css("opacity", "1")
    page.keyboard.press("Control+Home")
    expect(topic).to_have_css("opacity", "0")
    expect(current).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
def test_an_address_leads_to_its_record_far_down_a_page(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + _DISTRICT)
    last = page.locator("ol.tl").last.locator("> li").last
    anchor = last.get_attribute("id")
    page.goto(f"{address}{_DISTRICT}#{anchor}")
    page.wait_for_function(
        "one => { const { top, bottom } = one.getBoundingClientRect();"
        " return top >= 0 && top < innerHeight / 2 && bottom > 0; }",
        arg=last.element_handle(),
    )
    assert last.locator("details.ev").get_attribute("open") == ""


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_before_a_readers_eyes_as_a_page_comes(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(_WATCH)
    moved = {}
    for url in _COMING:
        page.goto(address + url, wait_until="networkidle")
        moved[url] = page.evaluate("window.moved")
    assert {url: by for url, by in moved.items() if by > 0.01} == {}


def test_a_citation_is_copied_by_its_button(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}en/data/index.html")
    text = page.locator("#citation").inner_text()
    page.locator("#citation + button").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == text
    context.close()
