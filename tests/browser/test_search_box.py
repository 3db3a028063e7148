"""The search box in a real browser: what each query finds first, and how the box behaves."""

from __future__ import annotations

import shutil
import unicodedata
from html import escape
from typing import TYPE_CHECKING

import pytest

from generator.dataset import load
from generator.render.entries import (
    document_entry,
    indicator_entry,
    source_entry,
    unit_entries,
)
from generator.settings import PROJECT, discover
from generator.site.contents import hand_written_entries
from generator.site.search import search_index
from generator.site.theme import render_shells
from generator.vietnamese import fold
from generator.views.maker import Maker
from generator.views.store import Store
from tests.browser.conftest import watched_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from generator.render.page import SearchEntry

STRICT = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'"}
WORDS = {
    "vi": {
        "results": "Kết quả tìm kiếm",
        "loading": "Đang tải chỉ mục…",
        "failed": "Không tải được chỉ mục. Nhấn Enter để tìm trong danh sách huyện.",
        "none": "Không tìm thấy.",
        "first": "{shown} trong {total} kết quả",
        "count-other": "{total} kết quả",
    },
    "en": {
        "results": "Search results",
        "loading": "Loading the index…",
        "failed": "The index cannot be loaded. Press Enter to search the list of districts.",
        "none": "Nothing found.",
        "first": "{shown} of {total} results",
        "count-one": "{total} result",
        "count-other": "{total} results",
    },
}

VIETNAMESE = {
    # with accents and without, in capitals, decomposed, run together
    "uong bi": "units/d-196-uong-bi.html",
    "uông bí": "units/d-196-uong-bi.html",
    "UONG BI": "units/d-196-uong-bi.html",
    "Uông Bí": "units/d-196-uong-bi.html",
    unicodedata.normalize("NFD", "Uông Bí"): "units/d-196-uong-bi.html",
    "  uông   bí ": "units/d-196-uong-bi.html",
    "uong\N{NO-BREAK SPACE}bi": "units/d-196-uong-bi.html",
    "uongbi": "units/d-196-uong-bi.html",
    "Uông Bị": "units/d-196-uong-bi.html",
    # the place of the tone mark
    "hoa binh": "units/p-17-hoa-binh.html",
    "hoà bình": "units/p-17-hoa-binh.html",
    "hòa bình": "units/p-17-hoa-binh.html",
    "thuy nguyen": "units/d-311-thuy-nguyen.html",
    "thuỷ nguyên": "units/d-311-thuy-nguyen.html",
    "thủy nguyên": "units/d-311-thuy-nguyen.html",
    # đ, and what old conversions left in its place
    "da nang": "units/p-48-da-nang.html",
    "đà nẵng": "units/p-48-da-nang.html",
    "Ðà Nẵng": "units/p-48-da-nang.html",
    "danang": "units/p-48-da-nang.html",
    # the accents typed come first
    "Đà": "units/p-48-da-nang.html",
    "Dạ": "units/d-422-con-cuong.html#c-17260",
    "Đạ": "units/d-682-da-huoai.html",
    "đà l": "units/d-672-da-lat.html",
    "Lăng": "units/d-504-tay-giang.html#c-20449",
    "lạng": "units/p-20-lang-son.html",
    # with the kind of unit, in full and in short
    "thành phố uông bí": "units/d-196-uong-bi.html",
    "thanh pho uong bi": "units/d-196-uong-bi.html",
    "tp uông bí": "units/d-196-uong-bi.html",
    "TP. Lạng Sơn": "units/d-178-lang-son.html",
    "thành phố hòa bình": "units/d-148-hoa-binh.html",
    "huyện hòa bình": "units/d-961-hoa-binh.html",
    "tx ky anh": "units/d-449-ky-anh.html",
    "huyen ky anh": "units/d-447-ky-anh.html",
    "tỉnh lạng sơn": "units/p-20-lang-son.html",
    "quận 1": "units/d-760-quan-1.html",
    "q1": "units/d-760-quan-1.html",
    "Q.12": "units/d-761-quan-12.html",
    "uong bi city": "units/d-196-uong-bi.html",
    "tp hcm": "units/p-79-ho-chi-minh.html",
    "TPHCM": "units/p-79-ho-chi-minh.html",
    "hcm": "units/p-79-ho-chi-minh.html",
    "brvt": "units/p-77-ba-ria-vung-tau.html",
    # half typed
    "u": "units/d-913-u-minh-thuong.html",
    "uo": "units/d-196-uong-bi.html",
    "uông b": "units/d-196-uong-bi.html",
    "lâm b": "units/d-071-lam-binh.html",
    "nguyê": "units/d-052-nguyen-binh.html",
    "thành phố uô": "units/d-196-uong-bi.html",
    # of the same name: provinces, then districts, then communes, with figures first
    "lang son": "units/p-20-lang-son.html",
    "chi lang": "units/d-187-chi-lang.html",
    "phường chi lăng": "units/c-05983-chi-lang.html",
    "chi lăng tràng định": "units/d-180-trang-dinh.html#c-06034",
    "chi lang gia lai": "units/d-622-pleiku.html#c-23586",
    "quang trung uong bi": "units/c-06817-quang-trung.html",
    # communes of before lead to their row on their district's page
    "vàng danh": "units/d-196-uong-bi.html#c-06808",
    "thuong yen cong": "units/d-196-uong-bi.html#c-06829",
    "xã láng dài": "units/d-753-long-dat.html#c-26698",
    "phúc xá": "units/d-001-ba-dinh.html#c-00001",
    "Trúc Bạch": "units/d-001-ba-dinh.html#c-00004",
    "Đắk R'Lấp": "units/d-666-dak-r-lap.html",
    "dak rlap": "units/d-666-dak-r-lap.html",
    "cư m’gar": "units/d-648-cu-m-gar.html",
    "cu m gar": "units/d-648-cu-m-gar.html",
    "phan rang tháp chàm": "units/d-582-phan-rang-thap-cham.html",
    # codes
    "196": "units/d-196-uong-bi.html",
    "05983": "units/c-05983-chi-lang.html",
    "5983": "units/c-05983-chi-lang.html",
    "22": "units/d-765-binh-thanh.html#c-26956",  # the ward's name comes before a code
    # documents, indicators, sources
    "12-CT/TU": "documents/12-ct-tu-2016.html",
    "12–CT/TU": "documents/12-ct-tu-2016.html",
    "12 ct": "documents/12-ct-tu-2016.html",
    "chỉ thị 12": "documents/12-ct-tu-2016.html",
    "33/2023/NĐ-CP": "documents/33-2023-nd-cp.html",
    "18-nq": "documents/18-nq-tw-2017.html",
    "đoàn kiểm tra": "indicators/inspection-teams.html",
    "hộ dân": "indicators/households.html",
    "uong bi san sang": "sources/baoquangninh-2017-uong-bi.html",
    # pages written by hand, their headings, what they explain
    "phuong phap": "methodology.html",
    "đóng góp": "contributing.html",
    "đồng hồ của trang báo": "methodology.html#page-clock",
    "UBND": "glossary.html#abbreviations",
    "TDP": "glossary.html#abbreviations",
    "ủy ban nhân dân": "glossary.html#state",
    "uỷ ban nhân dân": "glossary.html#state",
}

ENGLISH = {
    "uong bi": "units/d-196-uong-bi.html",
    "Uông Bí": "units/d-196-uong-bi.html",
    "Uong Bi city": "units/d-196-uong-bi.html",
    "uong bi cit": "units/d-196-uong-bi.html",
    "thành phố uông bí": "units/d-196-uong-bi.html",
    "chi lang district": "units/d-187-chi-lang.html",
    "Chi Lang ward": "units/c-05983-chi-lang.html",
    "chi lang township": "units/d-187-chi-lang.html#c-06466",
    "ky anh town": "units/d-449-ky-anh.html",
    "lang son province": "units/p-20-lang-son.html",
    "da nang": "units/p-48-da-nang.html",
    "Hanoi": "units/p-01-ha-noi.html",
    "district 1": "units/d-760-quan-1.html",
    "q1": "units/d-760-quan-1.html",
    "vang danh ward": "units/d-196-uong-bi.html#c-06808",
    "196": "units/d-196-uong-bi.html",
    "05983": "units/c-05983-chi-lang.html",
    "12-CT/TU": "documents/12-ct-tu-2016.html",
    "directive 12": "documents/12-ct-tu-2016.html",
    "residents": "indicators/residents.html",
    "inspection": "indicators/inspection-teams.html",
    "uong bi is ready": "sources/baoquangninh-2017-uong-bi.html",
    "UBND": "glossary.html#abbreviations",
    "People's Council": "glossary.html#state",
    "methodology": "methodology.html",
    "the newspaper's clock": "methodology.html#page-clock",
}

FROM_A_DISK = ("uong bi", "hoà bình", "Đà", "05983", "12 ct", "UBND")


@pytest.fixture(scope="session")
def store() -> Store:
    return Store(load(discover().package))


@pytest.fixture(scope="session")
def search_site(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Path:
    """A page in each language with two boxes, and the index of the whole package."""
    root = tmp_path_factory.mktemp("search")
    settings = discover()
    shells = render_shells(settings)
    for lang, folder in (("vi", root), ("en", root / "en")):
        shutil.copytree(PROJECT / "site_src" / "assets", folder / "assets")
        found = [*_entries(Maker(store, lang), settings.languages)]
        found += hand_written_entries(shells, lang, settings)
        artifact = search_index(found, lang, settings)
        (root / artifact.path).write_bytes(artifact.data)
        (folder / "index.html").write_text(_html(lang), "utf-8")
        (folder / "units").mkdir()
        for name in ("districts", "units/d-196-uong-bi", "units/p-20-2025-lang-son"):
            (folder / f"{name}.html").write_text("<!doctype html><title>d</title>", "utf-8")
    return root


def _entries(maker: Maker, languages: tuple[str, ...]) -> Iterator[SearchEntry]:
    for row in maker.store.rows("units"):
        if maker.has_page(row["unit_id"]):
            yield from unit_entries(maker, row["unit_id"], languages)
    for table, entry in (
        ("indicators", indicator_entry),
        ("documents", document_entry),
        ("sources", source_entry),
    ):
        yield from (entry(maker, row) for row in maker.store.rows(table))


def _html(lang: str) -> str:
    words = " ".join(f'data-{name}="{escape(text)}"' for name, text in WORDS[lang].items())
    header = f'role="search" data-search="assets/search-index.js" {words}'
    return f"""<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>Tìm</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="stylesheet" href="assets/css/search.css">
<script src="assets/js/search.js" defer></script>
<header class="md-header">{_form(header)}</header>
<main>{_form("data-search")}<p>Nội dung</p></main></html>"""


def _form(attributes: str) -> str:
    return f"""<form {attributes} action="districts.html"><label>Tìm
<input type="search" name="q"></label><button>Tìm</button></form>"""


@pytest.fixture(scope="session")
def address(search_site: Path, serve: Callable[..., str]) -> str:
    """The site at an address whose policy forbids everything but its own files."""
    return serve(search_site, **STRICT)


class Box:
    """A search box on a page, by the place where it stands."""

    def __init__(self, page: Page, url: str, *, place: str = "header") -> None:
        """Open the page, enter the box, and wait until it answers."""
        self.page = page
        self.root = url.removesuffix("index.html")
        self.field = page.locator(f"{place} [name=q]")
        self.list = page.locator(f"{place} [role=listbox]")
        self.options = page.locator(f"{place} [role=option]")
        self.status = page.locator(f"{place} [role=status]")
        page.goto(url)
        self.field.fill("a")
        self.options.first.wait_for()
        self.field.fill("")

    def first(self, query: str) -> str:
        """The address of what is shown first for a query."""
        self.field.fill(query)
        return str(self.options.first.get_attribute("href")).removeprefix(self.root)

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
    assert {query: box.first(query) for query in VIETNAMESE} == VIETNAMESE


def test_each_query_finds_its_english_page_first(english: Box) -> None:
    assert {query: english.first(query) for query in ENGLISH} == ENGLISH


def test_the_box_works_from_a_disk(page: Page, search_site: Path) -> None:
    box = Box(page, (search_site / "index.html").as_uri())
    found = {query: box.first(query) for query in FROM_A_DISK}
    assert found == {query: VIETNAMESE[query] for query in FROM_A_DISK}


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


def test_folding_in_the_browser_is_that_of_the_generator(box: Box, store: Store) -> None:
    names = {row["name_vi"] for row in store.rows("units")}
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
        "tp uong bi": "1 kết quả",
        "uôngg": "Không tìm thấy.",
        "": "",
    }
    assert {query: box.said(query) for query in vietnamese} == vietnamese
    assert english.said("tp uong bi") == "1 result"
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
    page.get_by_text("Không tải được chỉ mục").wait_for()
    page.locator("header [name=q]").fill("uông b")
    page.locator("header [role=option]").first.wait_for()
    context.close()
