"""What search engines and messengers are told of every page: names, addresses, languages."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from tests.building import BASE_URL

if TYPE_CHECKING:
    from pathlib import Path

_NAMESPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_SITE_NAMES = {"vi": "Nhất thể hóa chức danh", "en": "Consolidation of posts in Vietnam"}


class _Head(HTMLParser):
    """Title, metadata and links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.meta: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self._tag = ""
        self.feed(html.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._tag = tag
        if tag == "meta":
            name = given.get("name") or given.get("property") or ""
            self.meta.setdefault(name, []).append(given.get("content", ""))
        if tag == "link" and (given["rel"] == "canonical" or "hreflang" in given):
            self.links[given.get("hreflang", "canonical")] = given["href"]

    def handle_data(self, data: str) -> None:
        if self._tag == "title":
            self.title += data

    def handle_endtag(self, _tag: str) -> None:
        self._tag = ""

    def one(self, name: str) -> str:
        (value,) = self.meta[name]
        return value


@pytest.fixture(scope="module")
def heads(site: Path) -> dict[str, _Head]:
    """Every page that is there to be found: not the one for missing addresses, no embeds."""
    return {
        url: _Head(file.read_text("utf-8"))
        for file in sorted(site.rglob("*.html"))
        if "embed/" not in (url := file.relative_to(site).as_posix())
        and not url.endswith("404.html")
    }


def of_language(heads: dict[str, _Head], lang: str) -> dict[str, _Head]:
    english = lang == "en"
    return {url: head for url, head in heads.items() if url.startswith("en/") == english}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_two_pages_have_one_title_or_one_description(heads: dict[str, _Head], lang: str) -> None:
    pages = of_language(heads, lang).values()
    assert len(pages) > 1000
    for texts in (
        Counter(head.title for head in pages),
        Counter(head.one("description") for head in pages),
    ):
        assert [text for text, times in texts.items() if times > 1] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_title_names_the_page_and_the_site_and_a_description_says_something(
    heads: dict[str, _Head], lang: str
) -> None:
    pages = of_language(heads, lang)
    name = _SITE_NAMES[lang]
    unnamed = [
        url
        for url, head in pages.items()
        if head.title != name and not re.fullmatch(rf".{{3,}} · {name}", head.title)
    ]
    assert unnamed == []
    assert [url for url, head in pages.items() if len(head.one("description")) < 40] == []
    markup = re.compile(r"<\w|&\w+;|\{\{|\{%|%\(|None")
    assert [u for u, h in pages.items() if markup.search(h.title + h.one("description"))] == []


def test_each_page_tells_its_address_and_those_in_all_languages(heads: dict[str, _Head]) -> None:
    wrong = []
    for url, head in heads.items():
        name = url.removeprefix("en/")
        if head.links != {
            "canonical": BASE_URL + url,
            "vi": BASE_URL + name,
            "en": f"{BASE_URL}en/{name}",
            "x-default": BASE_URL + name,
        }:
            wrong.append(url)
    assert wrong == []


def test_the_sitemap_has_every_page_with_the_alternates_that_the_page_names(
    site: Path, heads: dict[str, _Head]
) -> None:
    entries = ET.fromstring((site / "sitemap.xml").read_bytes()).findall("s:url", _NAMESPACES)  # noqa: S314 - our own
    told = {
        entry.findtext("s:loc", "", _NAMESPACES): {
            link.get("hreflang"): link.get("href") for link in entry.findall("x:link", _NAMESPACES)
        }
        for entry in entries
    }
    assert told == {
        head.links["canonical"]: {lang: head.links[lang] for lang in ("vi", "en", "x-default")}
        for head in heads.values()
    }


def test_a_page_that_is_passed_on_shows_what_it_is(heads: dict[str, _Head]) -> None:
    locales = {"vi": ("vi_VN", "en_GB"), "en": ("en_GB", "vi_VN")}
    wrong = []
    for lang in ("vi", "en"):
        for url, head in of_language(heads, lang).items():
            shown = {
                "og:title": head.title.removesuffix(f" · {_SITE_NAMES[lang]}"),
                "og:description": head.one("description"),
                "og:url": head.links["canonical"],
                "og:type": "website",
                "og:site_name": _SITE_NAMES[lang],
                "og:locale": locales[lang][0],
                "og:locale:alternate": locales[lang][1],
                "twitter:card": "summary_large_image",
            }
            wrong += [(url, name) for name, text in shown.items() if head.meta.get(name) != [text]]
    assert wrong == []


def test_a_page_that_is_passed_on_shows_a_picture_that_is_there(
    site: Path, heads: dict[str, _Head]
) -> None:
    wrong = []
    own = set()
    for url, head in heads.items():
        home = "en/index.png" if url.startswith("en/") else "index.png"
        picture = head.one("og:image").removeprefix(BASE_URL)
        if picture == url.replace(".html", ".png"):
            own.add(url)
        elif picture != home:
            wrong.append((url, picture))
        said = head.one("og:image:alt"), head.one("twitter:image:alt")
        if head.one("twitter:image") != BASE_URL + picture or said[0] != said[1] or not said[0]:
            wrong.append((url, *said))
    assert wrong == []
    assert {
        f.relative_to(site).with_suffix(".html").as_posix()
        for f in site.rglob("*.png")
        if "assets" not in f.parts
    } == own
    assert {"index.html", "en/index.html", "units/d-196-uong-bi.html"} <= own
    assert "units/d-180-trang-dinh.html" not in own
    size = [heads["index.html"].one(f"og:image:{side}") for side in ("width", "height")]
    assert size == ["1200", "630"]


def crumbs(site: Path, url: str) -> list[Any]:
    """The path to a page as search engines read it: position, name, address."""
    scripts = map(json.loads, _SCRIPT.findall((site / url).read_text("utf-8")))
    (path,) = (script for script in scripts if script["@type"] == "BreadcrumbList")
    return [(e["position"], e["name"], e["item"]) for e in path["itemListElement"]]


def test_the_path_to_a_district_is_told_to_search_engines(site: Path) -> None:
    units = f"{BASE_URL}en/units/"
    assert crumbs(site, "en/units/d-196-uong-bi.html") == [
        (1, "Quảng Ninh province", f"{units}p-22-quang-ninh.html"),
        (2, "Uông Bí city, Quảng Ninh province", f"{units}d-196-uong-bi.html"),
    ]


def test_the_path_to_a_rule_is_told_to_search_engines(site: Path) -> None:
    rules = f"{BASE_URL}rules/"
    assert crumbs(site, "rules/byte-order-mark.html") == [
        (1, "Các quy tắc kiểm tra", f"{rules}index.html"),
        (2, "Có dấu BOM ở đầu tệp", f"{rules}byte-order-mark.html"),
    ]
