"""The search box in a real browser: what each query finds first, and how the box behaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.vietnamese import fold
from tests.browser.conftest import watched_page
from tests.browser.queries import ENGLISH, FROM_A_DISK, VIETNAMESE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

BARE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>Tìm</title>
<script src="assets/js/search.js" defer></script><header>
<form action="districts.html" data-search="assets/search-index.js" data-results="Kết quả"
data-loading="…" data-failed="!" data-none="0" data-first="{total}" data-count-other="{total}">
<input type="search" name="q" aria-label="Tìm"></form></header></html>"""


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


class Box:
    """A search box on a page, by the place where it stands."""

    def __init__(self, page: Page, url: str, *, place: str = "header") -> None:
        """Open the page, enter the box, and wait until it answers."""
        self.page = page
        self.root = url.rpartition("/")[0] + "/"
        self.field = page.locator(f"{place} [name=q]")
        self.list = page.locator(f"{place} [role=listbox]")
        self.options = page.locator(f"{place} [role=option]")
        self.status = page.locator(f"{place} [role=status]")
        page.goto(url)
        self.field.fill("a")
        self.options.first.wait_for()
        self.field.fill("")

    def first(self, queries: Iterable[str]) -> dict[str, str]:
        """The address of what is shown first for each query."""
        found = self.field.evaluate(
            """(field, queries) => queries.map((query) => {
                field.value = query;
                field.dispatchEvent(new Event("input"));
                return field.form.querySelector("[role=option]").href;
            })""",
            [*queries],
        )
        return {q: url.removeprefix(self.root) for q, url in zip(queries, found, strict=True)}

    def said(self, query: str) -> str:
        """What is said of the number of results."""
        self.field.fill(query)
        return self.status.inner_text()

    def chosen(self) -> list[str]:
        """The name of what is chosen: the one option marked as such, to which the field points."""
        pointed = self.page.locator(f"#{self.field.get_attribute('aria-activedescendant')}")
        assert pointed.get_attribute("aria-selected") == "true"
        return self.list.locator("[aria-selected=true] .search-title").all_inner_texts()


@pytest.fixture(scope="module")
def box(browser: Browser, address: str) -> Iterator[Box]:
    """The box that tests share which do not leave the page."""
    with watched_page(browser) as page:
        yield Box(page, f"{address}index.html")


@pytest.fixture(scope="module")
def english(browser: Browser, address: str) -> Iterator[Box]:
    """Likewise in English."""
    with watched_page(browser) as page:
        yield Box(page, f"{address}en/index.html")


def test_each_query_finds_its_page_first(box: Box) -> None:
    assert box.first(VIETNAMESE) == VIETNAMESE


def test_each_query_finds_its_english_page_first(english: Box) -> None:
    assert english.first(ENGLISH) == ENGLISH


def test_the_box_works_from_a_disk(page: Page, site: Path) -> None:
    box = Box(page, (site / "index.html").as_uri())
    assert box.first(FROM_A_DISK) == {query: VIETNAMESE[query] for query in FROM_A_DISK}


def test_the_box_works_where_nothing_inline_is_allowed(page: Page, address: str) -> None:
    strict = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'"}
    page.route("**/strict.html", lambda route: route.fulfill(body=BARE, headers=strict))
    box = Box(page, f"{address}strict.html")
    assert box.first(["uông bí"]) == {"uông bí": "units/d-196-uong-bi.html"}


def test_homonyms_are_told_apart_by_kind_and_place(box: Box) -> None:
    box.field.fill("chi lăng")
    assert box.options.all_inner_texts()[:12] == [
        "Huyện Chi Lăng\ntỉnh Lạng Sơn",
        "Phường Chi Lăng\nthành phố Lạng Sơn, tỉnh Lạng Sơn",
        "Xã Chi Lăng\nhuyện Tràng Định, tỉnh Lạng Sơn",
        "Thị trấn Chi Lăng\nhuyện Chi Lăng, tỉnh Lạng Sơn",
        "Xã Chi Lăng\nhuyện Chi Lăng, tỉnh Lạng Sơn",
        "Xã Chi Lăng\nthị xã Quế Võ, tỉnh Bắc Ninh",
        "Xã Chi Lăng\nhuyện Hưng Hà, tỉnh Thái Bình",
        "Phường Chi Lăng\nthành phố Pleiku, tỉnh Gia Lai",
        "Phường Chi Lăng\nthị xã Tịnh Biên, tỉnh An Giang",
        "Xã Chi Lăng\ntỉnh Lạng Sơn, từ ngày 1-7-2025",
        "Xã Chi Lăng\ntỉnh Bắc Ninh, từ ngày 1-7-2025",
        "Phường Chi Lăng\ntỉnh An Giang, từ ngày 1-7-2025",
    ]


def test_folding_in_the_browser_is_that_of_the_generator(box: Box) -> None:
    names = set(box.page.evaluate("nhatthehoaSearchIndex.names").split("\n"))
    assert len(names) > 5000
    # Signs that both sides' versions of Unicode know: Latin to Georgian, symbols, wide forms.
    signs = map(chr, (*range(1, 0x1100), *range(0x1E00, 0x2C00), *range(0x2E00, 0x3100)))
    wide = map(chr, (*range(0xA000, 0xA480), *range(0xFE30, 0xFFF0), 0x10EAD))
    texts = sorted({*names, *(f"A{sign} {sign}b  c" for sign in (*signs, *wide))})
    folded = box.page.evaluate("texts => texts.map(nhatthehoaSearch.fold)", texts)
    assert dict(zip(texts, folded, strict=True)) == {text: fold(text) for text in texts}


def test_index_and_engine_are_fetched_once_when_a_box_is_entered(page: Page, address: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(address)))
    page.goto(f"{address}index.html", wait_until="networkidle")
    assert not {"assets/js/search-engine.js", "assets/search-index.js"} & {*fetched}
    before = len(fetched)
    for place in ("header", "main"):
        page.locator(f"{place} [name=q]").fill("a")
        page.locator(f"{place} [role=option]").first.wait_for()
    assert fetched[before:] == ["assets/js/search-engine.js", "assets/search-index.js"]


def test_arrows_choose_and_enter_goes_there(page: Page, address: str) -> None:
    box = Box(page, f"{address}index.html")
    box.field.fill("05983")
    assert box.chosen() == ["Phường Chi Lăng"]
    box.field.press("ArrowDown")
    assert box.chosen() == ["Phường Lương Văn Tri"]
    box.field.press("ArrowDown")
    assert box.chosen() == ["Phường Chi Lăng"]
    box.field.press("ArrowUp")
    assert box.chosen() == ["Phường Lương Văn Tri"]
    box.field.press("Enter")
    page.wait_for_url(f"{address}units/p-20-2025-lang-son.html#c-05983-2025")


def test_a_click_goes_to_the_row_of_a_commune(page: Page, address: str) -> None:
    box = Box(page, f"{address}index.html")
    box.field.fill("vàng danh")
    box.options.first.click()
    page.wait_for_url(f"{address}units/d-196-uong-bi.html#c-06808")


def test_escape_closes_the_list_and_keeps_what_was_typed(box: Box) -> None:
    box.field.fill("uong bi")
    assert box.field.get_attribute("aria-expanded") == "true"
    box.field.press("Escape")
    assert box.field.get_attribute("aria-expanded") == "false"
    assert not box.list.is_visible()
    assert box.status.inner_text() == ""
    assert box.field.input_value() == "uong bi"
    box.field.press("ArrowDown")
    assert box.chosen() == ["Thành phố Uông Bí"]


def test_leaving_the_box_closes_the_list(box: Box) -> None:
    box.field.fill("uong bi")
    assert box.list.is_visible()
    box.field.press("Tab")
    assert not box.list.is_visible()


def test_the_number_of_results_is_said(box: Box, english: Box) -> None:
    vietnamese = {
        "châu thành": "20 trong 239 kết quả",
        "tp uong bi": "2 kết quả",
        "uôngg": "Không tìm thấy kết quả nào.",
        "": "",
    }
    assert {query: box.said(query) for query in vietnamese} == vietnamese
    assert english.said("tp uong bi") == "2 results"
    assert english.said("tp hcm") == "2 results"


def test_the_stroke_goes_to_the_box_but_is_a_letter_in_a_field(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.keyboard.press("/")
    field = page.locator("header [name=q]")
    assert field.evaluate("field => field === document.activeElement")
    page.keyboard.type("12/")
    assert field.input_value() == "12/"


def test_every_box_of_a_page_answers_for_itself(page: Page, address: str) -> None:
    box = Box(page, f"{address}index.html", place="main")
    box.field.fill("uông bí")
    assert box.options.first.inner_text() == "Thành phố Uông Bí\ntỉnh Quảng Ninh"
    assert page.locator("header [role=option]").count() == 0


def test_the_list_fits_a_narrow_screen_and_moves_nothing(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    box = Box(page, f"{address}index.html")
    before = page.locator("main p").last.bounding_box()
    box.field.fill("chi lăng")
    shown = box.list.bounding_box()
    assert shown is not None
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= 320
    assert page.locator("main p").last.bounding_box() == before
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("missing", ["scripts", "index"])
def test_the_form_leads_to_the_list_of_districts(
    browser: Browser, address: str, missing: str
) -> None:
    context = browser.new_context(java_script_enabled=missing != "scripts")
    page = context.new_page()
    page.route("**/search-index.js", lambda route: route.abort())
    page.goto(f"{address}index.html")
    page.locator("header [name=q]").fill("uông bí")
    page.locator("header [name=q]").press("Enter")
    page.wait_for_url(f"{address}districts.html?q=u%C3%B4ng+b%C3%AD")
    context.close()


def test_a_failure_is_said_and_the_next_try_succeeds(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search-index.js", lambda route: route.abort(), times=1)
    page.goto(f"{address}index.html")
    page.locator("header [name=q]").fill("uông bí")
    page.get_by_text("Không tải được dữ liệu tìm kiếm").wait_for()
    page.locator("header [name=q]").fill("uông b")
    page.locator("header [role=option]").first.wait_for()
    context.close()
