"""Pages for whoever reads otherwise: large text, no motion, colours of the system, a finger."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.waiting import LAY_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PAGES = (
    "index.html",
    "units/d-178-lang-son.html",
    "en/units/p-89-an-giang.html",
    "districts.html?q=quang ninh",
    "en/compare.html?units=d-196,d-178",
    "coverage.html",
    "indicators/village-secretary-head.html",
    "en/data/index.html",
    "contributing.html",
)
CHARTED = PAGES[1:3] + PAGES[4:7]

# Text that its box cuts off, and what reaches beyond the window without a way to scroll there.
_LOST = """() => {
  const lost = [], width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth > width) lost.push('the page scrolls sideways');
  for (const one of document.querySelectorAll('body *')) {
    if (!one.checkVisibility({visibilityProperty: true}) || !one.textContent.trim()) continue;
    if (one.closest('.visually-hidden, .md-skip, svg, [data-md-component=header-title]')) continue;
    const style = getComputedStyle(one);
    const cut = (axis) => ['hidden', 'clip'].includes(style['overflow' + axis]);
    const wide = cut('X') && one.clientWidth && one.scrollWidth > one.clientWidth + 1;
    const high = cut('Y') && one.clientHeight && one.scrollHeight > one.clientHeight + 2;
    if (wide || high) lost.push(one.outerHTML.slice(0, 120));
  }
  return lost;
}"""

_MOVING = """() => [...document.querySelectorAll('*')].filter((one) => {
  const style = getComputedStyle(one);
  const lasts = (times) => times.split(', ').some((time) => parseFloat(time) > 0);
  return lasts(style.transitionDuration) || lasts(style.animationDuration)
    || style.scrollBehavior === 'smooth';
}).map((one) => one.outerHTML.slice(0, 120))"""

# Shapes of charts of which neither fill nor stroke has a contrast of 3:1 to the page; with the
# system's colours, also those that are only a ground for others.
_UNSEEN = """() => {
  const light = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    if (a === 0) return null;
    const [x, y, z] = [r, g, b].map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const seen = (colour) => {
    const own = colour.startsWith('rgb') ? light(colour) : null;
    if (own === null) return false;
    return (Math.max(own, paper) + 0.05) / (Math.min(own, paper) + 0.05) >= 3;
  };
  const telling = '.bar-a, .bar-t, .bar-f, .bar-e, .m-actual, .m-target, .m-forecast, .m-ended,'
    + ' .tile-b, .chart text';
  const forced = matchMedia('(forced-colors: active)').matches;
  const shapes = forced ? telling + ', .bar-w, .tile, .band' : telling;
  return [...document.querySelectorAll(shapes)]
    .filter((one) => one.checkVisibility() && one.textContent.trim() !== '·')
    .filter((one) => {
      const style = getComputedStyle(one);
      return !seen(style.fill) && !(seen(style.stroke) && parseFloat(style.strokeWidth) > 0);
    }).map((one) => one.outerHTML.slice(0, 120));
}"""

# WCAG 2.2, 2.5.8: 24 by 24 pixels; or a circle of 24 around it that touches no other target;
# or a link within a line of text.
_SMALL = """() => {
  const targets = [...document.querySelectorAll('a[href], button, input, select, summary')]
    .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .filter((one) => !one.closest('.md-skip, .visually-hidden'))
    .map((one) => ({one, box: one.getBoundingClientRect()}))
    .filter(({box}) => box.width > 1 && box.height > 1);
  const small = ({box}) => box.width < 24 || box.height < 24;
  const inText = (one) => getComputedStyle(one).display === 'inline'
    && [...one.parentElement.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim().length > 1);
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  const near = (it, other) => {
    if (it.one === other.one) return false;
    const [x, y] = middle(it.box), box = other.box;
    const aside = Math.max(box.left - x, 0, x - box.right);
    const off = Math.max(box.top - y, 0, y - box.bottom);
    const [u, v] = middle(box);
    return Math.hypot(aside, off) < 12 || (small(other) && Math.hypot(u - x, v - y) < 24);
  };
  return targets.filter((it) => small(it) && !inText(it.one))
    .filter((it) => targets.some((other) => near(it, other)))
    .map(({one}) => one.outerHTML.slice(0, 120));
}"""


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[Page]:  # noqa: ANN401 - as the browser has them
    context = browser.new_context(**options)
    yield context.new_page()
    context.close()


def found(
    page: Page, site: Path, script: str, before: str = "", urls: tuple[str, ...] = PAGES
) -> dict[str, list[str]]:
    """What a script finds on each page on which it finds something."""
    wrong = {}
    for url in urls:
        page.goto(f"{site.as_uri()}/{url}")
        if before:
            page.evaluate(before)
        if finds := page.evaluate(script):
            wrong[url] = finds
    return wrong


def test_text_twice_as_large_is_neither_cut_off_nor_out_of_reach(
    browser: Browser, site: Path
) -> None:
    twice = "document.documentElement.style.fontSize = '250%'"  # the theme's own is 125 %
    with opened(browser, viewport={"width": 1280, "height": 800}) as page:
        assert found(page, site, _LOST, twice) == {}


def test_nothing_moves_for_who_wants_no_motion(browser: Browser, site: Path) -> None:
    with opened(browser, reduced_motion="reduce") as page:
        assert found(page, site, _MOVING, urls=PAGES[:4]) == {}


@pytest.mark.parametrize(
    ("forced", "scheme"),
    [("none", "light"), ("none", "dark"), ("active", "light"), ("active", "dark")],
)
def test_what_a_chart_says_stands_out_in_every_choice_of_colours(
    browser: Browser, site: Path, forced: str, scheme: str
) -> None:
    with opened(browser, forced_colors=forced, color_scheme=scheme) as page:
        assert found(page, site, _UNSEEN, urls=CHARTED) == {}
        page.goto(f"{site.as_uri()}/{PAGES[1]}")
        faint = "shape => { shape.style.fill = getComputedStyle(document.body).backgroundColor }"
        page.locator(".bar-a").first.evaluate(faint)
        assert len(page.evaluate(_UNSEEN)) == 1


def test_every_control_is_large_enough_for_a_finger(browser: Browser, site: Path) -> None:
    with opened(browser, viewport={"width": 390, "height": 844}, has_touch=True) as page:
        assert found(page, site, _SMALL, LAY_OUT) == {}
