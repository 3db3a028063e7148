"""Every kind of page as axe-core judges it; not what only a reader can judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.waiting import LAY_OUT
from tests.kinds import KINDS, one_of_each

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PHONE, DESKTOP = 320, 1280
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

VIEWS = {
    "compare.html": "?units=d-196,d-178",
    "districts.html": "?q=quang ninh",  # 700 rows alike would take minutes
}


RICHEST = ("units/d-178-lang-son.html", "districts.html", "compare.html", "data/index.html")
"""The kinds of pages that have between them every part that has colours or a width of its own."""


def violations(page: Page) -> list[str]:
    """The rules of WCAG 2.2 A and AA that a page breaks, each with where it does."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(
    ("folder", "scheme", "width"),  # each two of these meet
    [
        ("", "light", PHONE),
        ("", "dark", DESKTOP),
        ("en/", "light", DESKTOP),
        ("en/", "dark", PHONE),
    ],
)
def test_no_kind_of_page_breaks_a_rule_of_wcag(
    browser: Browser, site: Path, folder: str, scheme: Literal["light", "dark"], width: int
) -> None:
    context = browser.new_context(
        color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    broken = {}
    # Pages in English have the same markup in other words.
    for file in one_of_each(site, folder, RICHEST if folder else KINDS):
        page.goto(file.as_uri() + VIEWS.get(file.name, ""))
        page.evaluate(LAY_OUT)
        if found := violations(page):
            broken[file.name] = found
    context.close()
    assert broken == {}
