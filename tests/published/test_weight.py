"""What a page costs over the wire: bytes, requests, scripts that keep a reader waiting."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KB = 1000
FULL_DISTRICT, EMPTY_DISTRICT = "units/d-178-lang-son.html", "units/d-180-trang-dinh.html"

_TAG = re.compile(r"</?(?:link|script|img|source|iframe|embed|video|audio|input|body)\b[^>]*>")
_FETCHED_RELS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest"}
_IN_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_HOST = re.compile(r"""["'`(](?:https?:)?//([\w.-]+\.[a-z]+)""")


class _Fetched(HTMLParser):
    """What a browser asks for as it opens a page, and which scripts it waits for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.urls: list[str] = []
        self.blocking: list[str] = []
        self._in_head = True
        self.feed("".join(_TAG.findall(html)))  # the rest would take ten times as long

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") in _FETCHED_RELS:
            self.urls.append(given.get("href") or "")
        self.urls += [given[name] or "" for name in ("src", "srcset", "poster") if name in given]
        if tag == "body":
            self._in_head = False
        waited_for = not {"defer", "async"} & given.keys() and given.get("type") != "module"
        if tag == "script" and "src" in given and self._in_head and waited_for:
            self.blocking.append(given["src"] or "")


@dataclass(frozen=True)
class _Weighed:
    """A page: its own bytes compressed, and the files that it asks for."""

    html: int
    files: frozenset[str]
    elsewhere: tuple[str, ...]
    blocking: tuple[str, ...]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, _Weighed]:
    """Every page but that for missing addresses, whose links begin at the host's root."""
    return {
        url: _weighed(url, file.read_bytes())
        for file in sorted(site.rglob("*.html"))
        if not (url := file.relative_to(site).as_posix()).endswith("404.html")
    }


def _weighed(url: str, html: bytes) -> _Weighed:
    fetched = _Fetched(html.decode())
    elsewhere = tuple(file for file in fetched.urls if "//" in file)
    files = frozenset(
        normpath(join(dirname(url), file))
        for file in fetched.urls
        if not file.startswith("data:") and file not in elsewhere
    )
    return _Weighed(_compressed(html), files, elsewhere, tuple(fetched.blocking))


def _compressed(data: bytes) -> int:
    return len(gzip.compress(data, 6, mtime=0))


@pytest.fixture(scope="module")
def weight(site: Path, pages: dict[str, _Weighed]) -> dict[str, int]:
    """The bytes of each file that pages ask for, compressed, with what a style sheet asks for."""

    @cache
    def weigh(file: str) -> int:
        data = (site / file).read_bytes()
        further = _asked_by_css(file, data) if file.endswith(".css") else ()
        return _compressed(data) + sum(map(weigh, further))

    return {file: weigh(file) for page in pages.values() for file in page.files}


def _asked_by_css(file: str, data: bytes) -> Iterable[str]:
    for one, other in _IN_CSS.findall(data.decode()):
        if not (one or other).startswith(("data:", "#")):
            yield normpath(join(dirname(file), one or other))


@pytest.mark.parametrize("folder", ["", "en/"])
@pytest.mark.parametrize("url", [FULL_DISTRICT, EMPTY_DISTRICT])
def test_the_page_of_a_district_is_light(pages: dict[str, _Weighed], folder: str, url: str) -> None:
    assert pages[folder + url].html <= 25 * KB


def test_a_first_visit_is_light_wherever_it_begins(
    pages: dict[str, _Weighed], weight: dict[str, int]
) -> None:
    visits = {url: page.html + sum(weight[f] for f in page.files) for url, page in pages.items()}
    assert {url: cost for url, cost in visits.items() if cost > 200 * KB} == {}


def test_the_next_page_costs_little_more_than_its_text(
    pages: dict[str, _Weighed], weight: dict[str, int]
) -> None:
    known = {folder: pages[f"{folder}index.html"].files for folder in ("", "en/")}
    costs = {
        url: page.html
        + sum(weight[f] for f in page.files - known["en/" if url.startswith("en/") else ""])
        for url, page in pages.items()
        if "embed/" not in url  # opened within the pages of others, never after one of ours
    }
    assert {url: cost for url, cost in costs.items() if cost > 30 * KB} == {}


def test_a_page_asks_for_few_files(pages: dict[str, _Weighed]) -> None:
    assert {url: page.files for url, page in pages.items() if len(page.files) > 12} == {}


def test_no_script_is_waited_for_before_a_page_is_drawn(pages: dict[str, _Weighed]) -> None:
    assert {url: page.blocking for url, page in pages.items() if page.blocking} == {}


def test_no_page_asks_another_host_for_anything(pages: dict[str, _Weighed]) -> None:
    assert {url: page.elsewhere for url, page in pages.items() if page.elsewhere} == {}


def test_no_style_sheet_or_script_of_ours_names_another_host(site: Path) -> None:
    files = [*site.glob("assets/**/*.css"), *site.glob("assets/js/*.js")]
    named = {
        file.name: hosts
        for file in files
        if (hosts := set(_HOST.findall(file.read_text("utf-8"))) - {"www.w3.org"})  # a namespace
    }
    assert len(files) >= 10
    assert named == {}
