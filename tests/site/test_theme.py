"""The theme host: hand-written pages, the theme's files, and what a theme may not do."""

from __future__ import annotations

from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

import pytest
from mkdocs.config import load_config

from generator.exceptions import MachineError, PublicationError
from generator.settings import PROJECT, discover
from generator.site.stamping import stamp
from generator.site.theme import render_shells
from tests.site.projects import copy_project, settings_of
from tests.site.samples import pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.settings import Settings
    from generator.site.stamping import Shells


def text_of(shells: Shells, path: str) -> str:
    (data,) = (artifact.data for artifact in shells.artifacts if artifact.path == path)
    return data.decode()


def every_page(shells: Shells) -> dict[str, str]:
    """HTML of hand-written pages and of pages that have everything, by path."""
    hand_written = {a.path: a.data.decode() for a in shells.artifacts if a.path.endswith(".html")}
    folder = {"vi": "", "en": "en/"}
    stamped = {folder[p.lang] + p.url: stamp(shells, p).decode() for p in pages()}
    return hand_written | stamped


class Fetched(HTMLParser):
    """Addresses that a browser asks for as it opens a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.urls: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and (given.get("rel") or "").strip() not in ("alternate", "canonical"):
            self.urls.append(given.get("href") or "")
        self.urls += [given[name] or "" for name in ("src", "srcset", "poster") if name in given]


def test_pages_fetch_only_files_of_the_site(shells: Shells) -> None:
    there = {artifact.path for artifact in shells.artifacts}
    fetched = {
        normpath(join(dirname(path), url))
        for path, html in every_page(shells).items()
        for url in Fetched(html).urls
        if not path.endswith("404.html") and url != "x.png"
    }
    assert fetched - there == set()
    assert {"assets/css/site.css", "en/assets/css/site.css"} <= fetched


def test_the_themes_own_scripts_are_left_out(shells: Shells) -> None:
    """They ask other hosts for a number of stars, and lay a page out five times as it opens."""
    scripts = {
        url.rpartition("/")[2]
        for html in every_page(shells).values()
        for url in Fetched(html).urls
        if url.endswith(".js")
    }
    assert scripts == {"frame.js", "search.js"}
    folders = {dirname(a.path) for a in shells.artifacts if "assets/" in a.path}
    kinds = ("css", "images", "js", "stylesheets")
    assert folders == {f"{lang}assets/{kind}" for lang in ("", "en/") for kind in kinds}
    assert [a.path for a in shells.artifacts if a.path.endswith((".map", ".gz", ".xml"))] == []


def test_no_page_asks_for_fonts_elsewhere(shells: Shells) -> None:
    assert [path for path, html in every_page(shells).items() if "fonts.googleapis" in html] == []


def test_hand_written_pages_are_the_same_in_each_language(shells: Shells) -> None:
    assert shells.hand_written == ("about.html", "notes.html")
    assert [a.path for a in shells.artifacts if a.path.endswith(".html")] == [
        "404.html",
        "about.html",
        "en/404.html",
        "en/about.html",
        "en/notes.html",
        "notes.html",
    ]


def test_without_an_address_the_picture_of_a_page_is_named_by_its_path(
    offline_shells: Shells,
) -> None:
    assert '<meta property="og:image" content="../en/index.png">' in text_of(
        offline_shells, "en/about.html"
    )


def test_a_hand_written_page_has_title_description_and_links(shells: Shells) -> None:
    html = text_of(shells, "about.html")
    title = "Giới thiệu &amp; &#34;điều khoản&#34; &lt;b&gt; · Nhất thể hóa chức danh"
    assert f"<title>{title}</title>" in html
    assert 'content="Trang viết tay &amp; &#34;mô tả&#34;"' in html
    assert '<link rel="canonical" href="https://example.github.io/data/about.html">' in html
    assert '<a href="districts.html">trang tra cứu</a>' in html
    assert '<a href="notes.html#ve-du-lieu">đoạn dưới</a>' in html
    assert 'href="https://github.com/example/data/edit/main/site_src/pages/vi/about.md"' in html
    assert 'href="https://github.com/example/data/issues/new/choose"' in html


def test_a_hand_written_page_without_metadata_is_named_by_its_heading(shells: Shells) -> None:
    title = "Ghi chú &amp; nhấn · Nhất thể hóa chức danh"
    assert f"<title>{title}</title>" in text_of(shells, "notes.html")


def test_headings_of_hand_written_pages_have_ids_without_accents(shells: Shells) -> None:
    html = text_of(shells, "about.html")
    assert '<h2 id="tien-do-den-dau">Tiến độ đến đâu</h2>' in html
    assert '<h3 id="don-vi-1-2-khac">' in html
    entry = '<li class="md-nav__item"><a href="#{}" class="md-nav__link"><span class="md-ellipsis">'
    assert entry.format("tien-do-den-dau") + "Tiến độ đến đâu</span></a>\n<ul" in html
    assert entry.format("don-vi-1-2-khac") + "Đơn vị 1 &lt; 2 &amp; khác</span>" in html


def test_the_page_for_missing_addresses_speaks_both_languages_from_any_folder(
    shells: Shells, offline_shells: Shells
) -> None:
    html = text_of(shells, "404.html")
    assert '<link rel="stylesheet" href="/data/assets/css/site.css">' in html
    assert '<a href="/data/index.html">trang chủ</a>' in html
    assert '<a href="/data/en/index.html">home page</a>' in html
    assert '<a href="/en/index.html">home page</a>' in text_of(offline_shells, "404.html")


def test_the_foot_of_a_page_names_the_version_of_the_data(
    shells: Shells, offline_shells: Shells
) -> None:
    assert "Phiên bản dữ liệu 1.4.0." in text_of(shells, "about.html")
    assert "Data version 1.4.0." in text_of(shells, "en/about.html")
    assert "Phiên bản dữ liệu" not in text_of(offline_shells, "about.html")


def test_without_a_repository_nothing_links_to_one(offline_shells: Shells) -> None:
    html = text_of(offline_shells, "about.html")
    assert [word for word in ("/edit/", "/issues/", "repository") if word in html] == []


def test_the_same_input_gives_the_same_bytes_wherever_it_lies(
    published: Settings, shells: Shells, tmp_path: Path
) -> None:
    elsewhere = settings_of(
        copy_project(tmp_path), base_url=published.base_url, repo_url=published.repo_url
    )
    again = render_shells(elsewhere, data_version="1.4.0")
    assert again.artifacts == shells.artifacts
    assert [stamp(again, p) for p in pages()] == [stamp(shells, p) for p in pages()]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "main.html",
            "{% block htmltitle %}",
            "{% block htmltitle %}<meta content='{{ page.meta.title if page }}'>",
            "the theme shows what differs from page to page",
        ),
        (
            "main.html",
            '{% if page %}{% include "partials/toc.html" %}{% endif %}',
            "",
            "the theme does not show this once",
        ),
    ],
)
def test_a_theme_that_shows_more_or_less_of_a_page_is_refused(
    project: Callable[[], Settings], file: str, old: str, new: str, message: str
) -> None:
    settings = project()
    template = settings.site_src / "theme" / file
    text = template.read_text("utf-8")
    assert old in text
    template.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(MachineError, match=message):
        render_shells(settings)


def test_a_broken_link_between_hand_written_pages_stops_the_build(
    project: Callable[[], Settings], capfd: pytest.CaptureFixture[str]
) -> None:
    settings = project()
    page = settings.site_src / "pages" / "en" / "about.md"
    page.write_text("# About\n\n[x](notes.md#nowhere)\n", "utf-8")
    with pytest.raises(PublicationError, match=r"'about\.md' contains a link 'notes\.md#nowhere'"):
        render_shells(settings)
    assert capfd.readouterr() == ("", "")


def test_the_projects_own_hand_written_pages_build_and_are_there_in_each_language() -> None:
    shells = render_shells(discover(environ={}))
    built = {artifact.path for artifact in shells.artifacts}
    assert len(shells.hand_written) >= 5
    assert {f"{lang}{url}" for lang in ("", "en/") for url in shells.hand_written} <= built


def test_the_navigation_has_the_same_pages_in_each_language() -> None:
    vietnamese, english = (
        [path for entry in load_config(str(PROJECT / name)).nav for path in entry.values()]
        for name in ("mkdocs.yml", "mkdocs.en.yml")
    )
    assert vietnamese == english


def test_the_theme_has_the_same_words_in_each_language() -> None:
    vietnamese, english = (
        load_config(str(PROJECT / name)).extra["words"] for name in ("mkdocs.yml", "mkdocs.en.yml")
    )
    assert set(vietnamese) == set(english)
    assert [key for key in vietnamese if vietnamese[key] == english[key]] == []
    theme = PROJECT / "site_src" / "theme"
    templates = "".join(path.read_text("utf-8") for path in theme.rglob("*.html"))
    assert [key for key in vietnamese if f"words.{key} " not in templates] == []
