"""The page of comparisons in a real browser: choosing, sharing the address, printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.building import build_site
from tests.small_package import INDICATOR, OBSERVATION, UNITS, SmallPackage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

NAMES = ["Ba Chẽ", "Bình Liêu", "Cô Tô", "Đầm Hà", "Hạ Long", "Hải Hà", "Móng Cái"]
TEAMS = {**INDICATOR, "indicator_id": "teams", "kind": "count", "headline": "false"}
TEAMS |= {"name_vi": "Đoàn kiểm tra", "name_en": "Inspection teams"}


def unit_id(number: int) -> str:
    return f"d-20{number}"


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with seven districts: a share each, the last two of another year; one count."""
    package = SmallPackage(tmp_path_factory.mktemp("package") / "seven")
    district, source = UNITS[2], {"unit_id": "", "observation_id": ""}
    units = [
        {**district, "unit_id": unit_id(n), "name_vi": name, "gso_code": f"20{n}"}
        for n, name in enumerate(NAMES)
    ]
    shares = [
        {
            **OBSERVATION,
            **source,
            "observation_id": f"share-{n}",
            "unit_id": unit_id(n),
            "date": "2015" if n < 5 else "2017",
            "numerator": str(10 * n + 10),
        }
        for n in range(7)
    ]
    count = {**shares[0], "observation_id": "count", "indicator_id": "teams", "value": "3"}
    package.rows("units", *UNITS[:2], *units)
    package.rows("indicators", INDICATOR, TEAMS)
    package.rows("observations", *shares, {**count, "numerator": "", "denominator": ""})
    out = package.folder.parent / "site"
    done = build_site(out, "--package", str(package.folder))
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def address(seven: Path, serve: Callable[[Path], str]) -> str:
    return f"{serve(seven)}en/compare.html"


def sections(page: Page) -> Locator:
    return page.locator("#comparison section")


def shown(page: Page) -> list[str]:
    """The districts that are side by side in the first section."""
    sections(page).first.wait_for()
    return sections(page).first.locator("h3 a").all_inner_texts()


def said(page: Page) -> str:
    return page.locator("#choose [role=status]").inner_text()


def test_the_address_says_what_is_compared(page: Page, address: str) -> None:
    page.goto(f"{address}?units=d-203,d-201,none,d-203")
    assert shown(page) == ["Đầm Hà city", "Bình Liêu city"]
    assert sections(page).first.locator("h2").inner_text() == INDICATOR["name_en"]
    assert sections(page).first.locator(".plot").count() == 2


def test_choosing_changes_the_address_and_back(page: Page, address: str) -> None:
    page.goto(address)
    assert said(page) == "None is chosen yet."
    page.get_by_label("Cô Tô").check()
    page.get_by_label("Hạ Long").check()
    assert shown(page) == ["Cô Tô city", "Hạ Long city"]
    assert page.url == f"{address}?units=d-202,d-204"
    assert said(page) == "Chosen: Cô Tô city and Hạ Long city."
    page.get_by_label("Ba Chẽ").check()
    page.wait_for_url(f"{address}?units=d-202,d-204,d-200")
    chosen = page.locator("#choose [role=status]")
    expect(chosen).to_have_text("Chosen: Cô Tô city, Hạ Long city and Ba Chẽ city.")
    page.get_by_label("Ba Chẽ").uncheck()
    page.get_by_label("Cô Tô").uncheck()
    page.wait_for_url(f"{address}?units=d-204")
    assert shown(page) == ["Hạ Long city"]


def test_six_is_the_most(page: Page, address: str) -> None:
    page.goto(address)
    boxes = page.locator("[name=units]")
    for number in range(6):
        boxes.nth(number).check()
    assert boxes.nth(6).is_disabled()
    page.get_by_text("Six is the most").wait_for()
    assert len(shown(page)) == 6
    boxes.nth(0).uncheck()
    assert boxes.nth(6).is_enabled()


def test_figures_of_different_years_are_called_so(page: Page, address: str) -> None:
    page.goto(f"{address}?units=d-200,d-201")
    shown(page)
    note = sections(page).first.locator(".note").first
    assert note.inner_text() == "All latest figures are of one time: 2015."
    page.goto(f"{address}?units=d-200,d-205")
    shown(page)
    assert note.inner_text() == (
        "The latest figures are not of one time (Ba Chẽ city: 2015; Hải Hà city: 2017): "
        "they do not say which place is ahead."
    )


def test_what_is_known_of_one_alone_is_not_set_beside_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}?units=d-200,d-201")
    shown(page)
    assert sections(page).count() == 1
    alone = page.get_by_text("Known of one of them alone")
    assert alone.inner_text() == "Known of one of them alone: Inspection teams (Ba Chẽ city)."


def test_charts_side_by_side_have_one_scale_and_a_table(page: Page, address: str) -> None:
    page.goto(f"{address}?units=d-200,d-205")
    shown(page)
    ticks = [
        plot.locator(".plot-x .tick").all_inner_texts()
        for plot in sections(page).first.locator(".plot").all()
    ]
    assert ticks[0] == ticks[1]
    page.get_by_text("The charts as a table").click()
    rows = sections(page).first.locator("tbody tr").all_inner_texts()
    assert rows == [
        "Ba Chẽ city\treached\t10 of 101: 9.9% computed here\t2015",
        "Hải Hà city\treached\t60 of 101: 59.4% computed here\t2017",
    ]


def test_the_keyboard_alone_chooses_and_reads(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#choose [type=search]").focus()
    page.keyboard.type("dam ha")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert shown(page) == ["Đầm Hà city"]
    page.locator("#comparison .v").first.focus()
    assert page.locator("#comparison .reading").inner_text() == "39.6% (2015) – 40 of 101"


def test_it_works_from_a_disk(page: Page, seven: Path) -> None:
    page.goto(f"{(seven / 'compare.html').as_uri()}?units=d-200,d-201")
    assert shown(page) == ["Thành phố Ba Chẽ", "Thành phố Bình Liêu"]
    page.get_by_text("Chọn huyện").click()
    page.get_by_label("Móng Cái").check()
    page.locator("#comparison h3", has_text="Móng Cái").first.wait_for()


def test_a_failure_is_said(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/compare/d-200.js", lambda route: route.abort(), times=1)
    page.goto(f"{address}?units=d-200")
    page.get_by_text("The figures did not load").wait_for()
    page.reload()
    assert shown(page) == ["Ba Chẽ city"]
    context.close()


def test_without_a_script_the_page_says_what_to_do(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("noscript p").is_visible()
    assert not page.locator("#choose").is_visible()
    page.locator("#ready ~ ul a").first.click()
    page.wait_for_url("**/en/indicators/village-secretary-head.html")
    assert page.locator(".t-rank tbody th[scope=row]").count() == 7
    context.close()


def test_it_fits_a_narrow_screen_and_prints_without_the_form(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"{address}?units=d-200,d-201,d-205")
    shown(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.emulate_media(media="print")
    assert not page.locator("#choose details").is_visible()
    assert sections(page).first.is_visible()
