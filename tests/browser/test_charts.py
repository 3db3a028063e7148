"""Charts in a real browser: what a mark says at the pointer and at the keyboard, and alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

PAGE = "en/units/d-196-uong-bi.html"
REACHED = "84.2% (between 28 December 2016 and 31 May 2017) – 85 of 101"
AIM = "Target 100% (July 2017)"


@pytest.fixture
def plot(page: Page, site: Path) -> Locator:
    """A chart of shares on a page opened from a disk."""
    page.goto((site / PAGE).as_uri())
    return page.locator(".plot").first


def reading(plot: Locator) -> str | None:
    shown = plot.locator(".reading")
    return shown.inner_text() if shown.is_visible() else None


def point_at(page: Page, mark: Locator) -> None:
    """Move the pointer to a mark, which is a line: its box has no height."""
    x, y = mark.evaluate(
        "mark => { mark.scrollIntoView({ block: 'center', behavior: 'instant' });"
        " const at = mark.getBoundingClientRect();"
        " return [(at.left + at.right) / 2, (at.top + at.bottom) / 2 + 3]; }"
    )
    page.mouse.move(x, y)


def test_the_pointer_reads_the_mark_that_it_is_near(page: Page, plot: Locator) -> None:
    assert reading(plot) is None
    point_at(page, plot.locator(".v").first)
    assert reading(plot) == REACHED
    point_at(page, plot.locator(".v").last)
    assert reading(plot) == AIM
    page.mouse.move(0, 0)
    assert reading(plot) is None


def test_the_keyboard_goes_from_mark_to_mark(page: Page, plot: Locator) -> None:
    plot.locator(".v").first.focus()
    assert reading(plot) == REACHED
    page.keyboard.press("ArrowRight")
    assert reading(plot) == AIM
    page.keyboard.press("ArrowRight")
    assert reading(plot) == REACHED
    page.keyboard.press("Escape")
    assert reading(plot) is None
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.plot')") is None


def test_a_mark_is_named_for_those_who_cannot_see_it(plot: Locator) -> None:
    assert plot.get_attribute("role") == "group"
    assert plot.aria_snapshot().splitlines()[1:] == [f'  - img "{REACHED}"', f'  - img "{AIM}"']


def test_a_reading_stays_within_a_narrow_screen(page: Page, plot: Locator) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    for mark in plot.locator(".v").all():
        point_at(page, mark)
        box = plot.locator(".reading").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_without_a_script_a_chart_is_an_image_with_its_text(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / PAGE).as_uri())
    plot = page.locator(".plot").first
    assert plot.get_attribute("role") == "img"
    said = plot.get_attribute("aria-label")
    assert said == (
        "Chart of shares in time: 84.2% (between 28 December 2016 and 31 May 2017); "
        "target 100% (July 2017)"
    )
    page.get_by_text("The chart as a table").first.click()
    cells = page.locator(".chart table").first.locator("tbody tr").first.locator("th, td")
    assert cells.all_inner_texts() == [
        "reached",
        "85 of 101: 84.2% computed here",
        "between 28 December 2016 and 31 May 2017",
    ]
    context.close()


@pytest.mark.parametrize("width", [320, 640])
def test_every_chart_alone_fits_its_frame(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 400})
    files = sorted((site / "en" / "embed").glob("*.html"))
    assert len(files) > 5
    for file in files:
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, file.name


def test_a_chart_alone_works_where_nothing_inline_is_allowed(
    page: Page, site: Path, serve: Callable[[Path], str]
) -> None:
    own = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
    strict = {
        "Content-Security-Policy": own,
        "Content-Type": "text/html; charset=utf-8",
    }
    body = (site / "en/embed/d-196-chart-village-secretary-head.html").read_text("utf-8")
    page.route("**/embed/*.html", lambda route: route.fulfill(body=body, headers=strict))
    page.goto(f"{serve(site)}en/embed/strict.html")
    plot = page.locator(".plot")
    point_at(page, plot.locator(".v").first)
    assert reading(plot) == REACHED


def test_a_tile_leads_to_its_province(page: Page, site: Path) -> None:
    page.goto((site / "en/coverage.html").as_uri())
    tile = page.locator(".tiles").first.get_by_role("link", name="Quảng Ninh province")
    tile.focus()
    told = "Quảng Ninh province: records of 1 of 13 districts"
    assert reading(page.locator(".plot-t").first) == told
    tile.press("Enter")
    page.wait_for_url("**/en/units/p-22-quang-ninh.html")
