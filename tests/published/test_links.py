"""Every link within the published site leads somewhere, on every page, in both languages."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from tests.building import BASE_URL, REPO_URL

if TYPE_CHECKING:
    from pathlib import Path

_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}


class _Page(HTMLParser):
    """The ids of a page and where it links to, each with its tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        target = values.get(_LINKS.get(tag, ""))
        if target is not None:
            self.links.append((tag, target))


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, _Page]:
    return {
        file.relative_to(site).as_posix(): _Page(file.read_text("utf-8"))
        for file in site.rglob("*.html")
    }


def test_there_is_a_page_for_every_district_and_province_in_both_languages(
    pages: dict[str, _Page],
) -> None:
    for folder in ("units/", "en/units/"):
        units = [url.removeprefix(folder) for url in pages if url.startswith(folder)]
        assert sum(url.startswith("d-") for url in units) == 696
        assert sum(url.startswith("p-") and "-2025-" not in url for url in units) == 63
        assert sum(url.startswith("p-") and "-2025-" in url for url in units) == 34


def test_every_internal_link_leads_to_a_page_or_a_place_on_it(
    site: Path, pages: dict[str, _Page]
) -> None:
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    broken = []
    for url, page in pages.items():
        for _, link in page.links:
            target, anchor = _resolve(url, link)
            if target is None:
                continue
            if target not in files or (anchor and anchor not in pages[target].ids):
                broken.append(f"{url} -> {link}")
    assert broken == []


def _resolve(url: str, link: str) -> tuple[str | None, str]:
    """The file and the anchor that a link leads to; None where it leaves the site."""
    if link.startswith(BASE_URL):
        link = "/" + link.removeprefix(BASE_URL)
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None, ""
    path = unquote(parts.path)
    base_path = urlsplit(BASE_URL).path
    if path.startswith(base_path):
        path = "/" + path.removeprefix(base_path)
    folders = [] if path.startswith("/") else url.split("/")[:-1]
    if not path:
        return url, unquote(parts.fragment)
    for part in path.strip("/").split("/"):
        if part == "..":
            folders.pop()
        elif part not in ("", "."):
            folders.append(part)
    target = "/".join(folders)
    if path.endswith(("/", "..", "/.")) or target == "" or path == ".":
        target = f"{target}/index.html".lstrip("/")
    return target, unquote(parts.fragment)


def test_ids_are_used_once_on_a_page(pages: dict[str, _Page]) -> None:
    twice = {
        url: [anchor for anchor in set(page.ids) if page.ids.count(anchor) > 1]
        for url, page in pages.items()
        if len(page.ids) != len(set(page.ids))
    }
    assert twice == {}


def test_nothing_is_loaded_from_another_host(pages: dict[str, _Page]) -> None:
    loaded = {
        (tag, link)
        for page in pages.values()
        for tag, link in page.links
        if tag in ("script", "img", "form") and urlsplit(link).netloc
    }
    assert loaded == set()


def test_links_to_other_hosts_use_https_or_http_only(pages: dict[str, _Page]) -> None:
    schemes = {urlsplit(link).scheme for page in pages.values() for _, link in page.links}
    assert schemes <= {"", "https", "http"}


def test_every_page_is_there_in_both_languages_under_the_same_name(pages: dict[str, _Page]) -> None:
    english = {url.removeprefix("en/") for url in pages if url.startswith("en/")}
    vietnamese = {url for url in pages if not url.startswith("en/")}
    assert english == vietnamese


def test_figures_link_to_the_row_in_the_repository(pages: dict[str, _Page]) -> None:
    (page,) = [p for url, p in pages.items() if url.startswith("units/d-196-")]
    rows = [link for _, link in page.links if link.startswith(f"{REPO_URL}/blob/")]
    assert any("/datapackage/data/observations.csv?plain=1#L" in link for link in rows)
