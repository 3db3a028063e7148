"""Generated pages in their shells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.exceptions import MachineError
from generator.render.page import Crumb, DataLink, Heading, Page
from generator.site.stamping import shell, stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.site.stamping import Shells

UNIT = Page(
    lang="vi",
    url="units/d-1.html",
    title="A & B </title><b>",
    description='"hơn" & <ít>',
    body="<h1>A</h1>",
    section="districts.html",
    headings=(
        Heading(level=2, id="tien-do", text="Tiến độ <1>"),
        Heading(level=3, id="nguon", text="Nguồn"),
    ),
    breadcrumbs=(Crumb(title="Tỉnh <A>", url="units/p-1.html"),),
    structured_data='{"name": "</script>"}',
    data_links=(DataLink(url="units/d-1.csv", media_type="text/csv", title="CSV <1>"),),
    edit_url="https://github.com/example/data/edit/main/a.csv?a=1&b=2",
    report_url="https://github.com/example/data/issues/new",
)
BARE = Page(lang="en", url="timeline.html", title="Timeline", description="", body="<h1>T</h1>")


def lines(shells: Shells, page: Page) -> list[str]:
    return stamp(shells, page).decode().splitlines()


def test_every_value_is_escaped_where_it_stands(shells: Shells) -> None:
    html = lines(shells, UNIT)
    assert "<title>A &amp; B &lt;/title&gt;&lt;b&gt; · Nhất thể hóa chức danh</title>" in html
    assert '<meta name="description" content="&#34;hơn&#34; &amp; &lt;ít&gt;">' in html
    assert '<script type="application/ld+json">{"name": "\\u003c/script>"}</script>' in html
    assert (
        '<div class="md-header__topic" data-md-component="header-topic">'
        '<span class="md-ellipsis">A &amp; B &lt;/title&gt;&lt;b&gt;</span></div>'
    ) in html
    assert (
        '<li class="md-path__item"><a href="../units/p-1.html" class="md-path__link">'
        "Tỉnh &lt;A&gt;</a></li>"
    ) in html
    assert (
        '<li><a href="https://github.com/example/data/edit/main/a.csv?a=1&amp;b=2">'
        "Sửa trên kho mã</a></li>"
    ) in html


def test_what_a_page_says_is_never_taken_for_a_place_to_fill_in(shells: Shells) -> None:
    before = stamp(shells, UNIT).decode()
    other = "\n".join(line.rstrip() for line in before.splitlines())
    copied = stamp(shells, replace(UNIT, body=other)).decode()
    assert copied == before.replace("<h1>A</h1>", other)


def test_what_a_page_lacks_leaves_nothing_behind(shells: Shells) -> None:
    html = stamp(shells, BARE).decode()
    absent = ["description", "ld+json", "md-path", "page-tools", "sidebar--secondary", "text/csv"]
    assert [word for word in absent if word in html] == []


@pytest.mark.parametrize(
    ("lang", "url", "to_vietnamese", "to_english"),
    [
        ("vi", "a.html", "a.html", "en/a.html"),
        ("en", "a.html", "../a.html", "../en/a.html"),
        ("vi", "units/a.html", "../units/a.html", "../en/units/a.html"),
        ("en", "units/a.html", "../../units/a.html", "../../en/units/a.html"),
    ],
)
def test_the_language_switch_stays_on_the_page(
    shells: Shells, lang: str, url: str, to_vietnamese: str, to_english: str
) -> None:
    html = stamp(shells, replace(BARE, lang=lang, url=url)).decode()
    current = {"vi": "", "en": "", lang: ' aria-current="true"'}
    assert (
        f'<a href="{to_vietnamese}" lang="vi" hreflang="vi"{current["vi"]}>Tiếng Việt</a>'
        f'<a href="{to_english}" lang="en" hreflang="en"{current["en"]}>English</a>'
    ) in html


def links_in_head(shells: Shells, page: Page) -> list[str]:
    html = lines(shells, page)
    return [line for line in html if line.startswith(('<link rel="canonical', '<link rel="alter'))]


def test_a_published_page_has_one_address_and_its_alternates(shells: Shells) -> None:
    root = "https://example.github.io/data/"
    assert links_in_head(shells, replace(UNIT, lang="en")) == [
        f'<link rel="canonical" href="{root}en/units/d-1.html">',
        f'<link rel="alternate" hreflang="vi" href="{root}units/d-1.html">',
        f'<link rel="alternate" hreflang="en" href="{root}en/units/d-1.html">',
        f'<link rel="alternate" hreflang="x-default" href="{root}units/d-1.html">',
        '<link rel="alternate" type="text/csv" title="CSV &lt;1&gt;" href="../../units/d-1.csv">',
    ]


def test_a_page_without_an_address_has_neither_a_canonical_link_nor_alternates(
    offline_shells: Shells,
) -> None:
    assert links_in_head(offline_shells, BARE) == []


def test_the_navigation_marks_the_page_or_the_entry_it_belongs_to(shells: Shells) -> None:
    def marked(page: Page) -> list[str]:
        return [line for line in lines(shells, page) if "md-nav__link--active" in line]

    item = '<li class="md-nav__item"><a href="{}" class="md-nav__link md-nav__link--active"'
    assert marked(UNIT) == [
        item.format("../districts.html") + ' aria-current="true">Tra cứu huyện</a></li>'
    ]
    assert marked(BARE) == [item.format("timeline.html") + ' aria-current="page">Timeline</a></li>']
    assert marked(replace(BARE, url="units/d-1.html")) == []


def test_the_contents_list_has_the_headings_in_order(shells: Shells) -> None:
    html = lines(shells, UNIT)
    start = html.index('<ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>')
    entry = '<li class="md-nav__item"><a href="#{}" class="md-nav__link"><span class="md-ellipsis">'
    assert html[start + 1 : start + 6] == [
        entry.format("tien-do") + "Tiến độ &lt;1&gt;</span></a>",
        '<ul class="md-nav__list">',
        entry.format("nguon") + "Nguồn</span></a></li>",
        "</ul></li>",
        "</ul>",
    ]


@pytest.mark.parametrize(
    ("samples", "message"),
    [
        (
            [("<p>one</p>[one]<b>", ["[one]"]), ("<p>two</p>[two]<b>", ["[two]"])],
            "the theme shows what differs from page to page where no region is: '<p>one</p>'",
        ),
        ([("<p>", ["[one]"])], r"the theme does not show this once, in its place: '\[one\]'"),
        ([("[1]<p>[1]", ["[1]"])], r"the theme does not show this once, in its place: '\[1\]'"),
        ([("[2][1]", ["[1]", "[2]"])], r"the theme does not show this once, in its place: '\[2\]'"),
        ([("<p> </p>", [" "])], "the theme does not show this once, in its place: ' '"),
    ],
)
def test_a_theme_that_cannot_be_split_is_refused(
    samples: Sequence[tuple[str, Sequence[str]]], message: str
) -> None:
    with pytest.raises(MachineError, match=f"^{message}$"):
        shell(samples)
