"""The way through a page by keyboard alone; not what each control does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

_PAGES = ("index.html", "units/d-196-uong-bi.html", "districts.html?q=uong bi", "en/compare.html")

_FOCUSED = """() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  at.seen = (at.seen || 0) + 1;
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const drawn = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  return {
    name: at.outerHTML.slice(0, 120),
    again: at.seen > 1,
    drawn,
    shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""
_CONTROLS = """() => [...document.querySelectorAll('a[href], button, input, select, summary')]
  .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter((one) => !one.disabled && one.tabIndex >= 0 && !one.seen)
  .filter((one) => !one.closest('.md-skip'))
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("url", _PAGES)
def test_the_first_key_leads_past_the_header(page: Page, site: Path, url: str) -> None:
    page.goto(site.as_uri() + f"/{url}")
    page.keyboard.press("Tab")
    link = page.locator(".md-skip")
    assert link.evaluate("link => link === document.activeElement")
    assert link.is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#__content') !== null")


@pytest.mark.parametrize("url", _PAGES)
def test_the_tab_key_reaches_every_control_and_shows_where_it_is(
    page: Page, site: Path, url: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(site.as_uri() + f"/{url}")
    stops = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUSED)
        if stop is None or stop["again"]:
            break
        stops.append(stop)
    assert len(stops) > 10
    assert [stop["name"] for stop in stops if not stop["drawn"]] == []
    assert [stop["name"] for stop in stops if not stop["shown"]] == []
    assert page.evaluate(_CONTROLS) == []
