"""The index behind the search box, and what it has of the pages written by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from generator.render.page import SearchEntry
from generator.settings import discover
from generator.site.contents import entries_of, hand_written_entries
from generator.site.search import columns, search_index

if TYPE_CHECKING:
    from generator.settings import Settings
    from generator.site.stamping import Shells

CITY = SearchEntry(
    title="Thành phố Uông Bí",
    url="units/d-196-uong-bi.html",
    kind="district",
    name="Uông Bí",
    aliases=("Uông Bí city",),
    detail="tỉnh Quảng Ninh",
    code="196",
)
WARD = SearchEntry(
    title="Phường Vàng Danh",
    url="units/d-196-uong-bi.html#c-06808",
    kind="commune",
    name="Vàng Danh",
    aliases=("Vàng Danh ward",),
    detail="thành phố Uông Bí, tỉnh Quảng Ninh",
    code="06808",
)
PAGE = SearchEntry(title="Phương  pháp\n", url="methodology.html", kind="page", text="Cách\nđếm")


def test_what_entries_share_stands_once() -> None:
    assert columns([CITY, PAGE, WARD]) == {
        "forms": [
            (("Thành phố ", ""), ("", " city")),
            (("", ""),),
            (("Phường ", ""), ("", " ward")),
        ],
        "details": ["tỉnh Quảng Ninh", "", "thành phố Uông Bí, tỉnh Quảng Ninh"],
        "pages": ["units/d-196-uong-bi.html", "methodology.html"],
        "names": "Uông Bí\nPhương pháp\nVàng Danh",
        "anchors": "\n\nc-06808",
        "codes": "196\n\n06808",
        "form": [0, 1, 2],
        "detail": [0, 1, 2],
        "page": [0, 1, 0],
        "texts": {1: "Cách đếm"},
    }


def test_districts_come_before_communes_and_units_with_figures_before_others() -> None:
    def entry(name: str, kind: str, boost: float = 1) -> SearchEntry:
        return SearchEntry(title=name, url="a.html", kind=kind, boost=boost)

    found = columns(
        [
            entry("xã", "commune"),
            entry("huyện", "district"),
            entry("phường có số liệu", "commune", 2),
            entry("huyện có số liệu", "district", 2),
            entry("tỉnh", "province"),
            entry("huyện khác", "district"),
        ]
    )
    assert found["names"] == "tỉnh\nhuyện có số liệu\nhuyện\nhuyện khác\nphường có số liệu\nxã"


def test_a_title_without_its_name_is_refused() -> None:
    with pytest.raises(ValueError, match="substring not found"):
        columns([SearchEntry(title="Thành phố", url="a.html", kind="district", name="Uông Bí")])


def test_an_index_is_a_script_in_the_folder_of_its_language() -> None:
    odd = SearchEntry(title='</script>"\u2028\u2029\\', url="a.html", kind="page")
    vietnamese, english = (search_index([odd], lang, discover()) for lang in ("vi", "en"))
    assert vietnamese.path == "assets/search-index.js"
    assert english.path == "en/assets/search-index.js"
    script = vietnamese.data.decode()
    start, end = "window.nhatthehoaSearchIndex=", ";\n"
    assert script.startswith(start)
    assert script.endswith(end)
    assert not {"\u2028", "\u2029"} & {*script}
    assert json.loads(script[len(start) : -len(end)])["names"] == '</script>" \\'


HTML = """<html><head><meta name="description" content="Các từ &amp; chữ"></head><body>
<h2 id="menu">Trình đơn</h2><article>
<h1 id="t">Thuật  ngữ</h1><p>Xếp theo lĩnh vực.</p>
<h2 id="party">Trong <em>Đảng</em></h2>
<dl><dt>chi bộ</dt><dd><p>Tổ chức nhỏ nhất.</p></dd>
<dt>chi ủy</dt><dt>cấp ủy</dt><dd>Ban lãnh đạo do đại hội chi bộ bầu ra, và thành viên của ban ấy,
cũng viết: chi uỷ, cấp uỷ.</dd></dl>
<h3 id="short">Chữ viết tắt</h3>
<table><thead><tr><th>Viết tắt</th><th>Nghĩa</th></tr></thead>
<tbody><tr><td>NĐ-CP</td><td>nghị định</td><td>của Chính phủ</td></tr>
<tr><td><code>unit_id</code></td><td>cột của một ví dụ</td></tr></tbody></table>
</article><h2 id="foot">Chân trang</h2></body></html>"""


def test_a_page_is_found_by_its_title_its_headings_and_what_it_explains() -> None:
    shown = (
        "Ban lãnh đạo do đại hội chi bộ bầu ra, và thành viên của ban ấy, cũng viết: chi uỷ, cấp"
    )
    assert list(entries_of("glossary.html", HTML)) == [
        SearchEntry(title="Thuật ngữ", url="glossary.html", kind="page", text="Các từ & chữ"),
        SearchEntry(
            title="Trong Đảng", url="glossary.html#party", kind="section", detail="Thuật ngữ"
        ),
        SearchEntry(
            title="chi bộ",
            url="glossary.html#party",
            kind="term",
            detail="Thuật ngữ: Tổ chức nhỏ nhất.",
            text="Tổ chức nhỏ nhất.",
        ),
        *(
            SearchEntry(
                title=term,
                url="glossary.html#party",
                kind="term",
                detail=f"Thuật ngữ: {shown} …",
                text=f"{shown} uỷ.",
            )
            for term in ("chi ủy", "cấp ủy")
        ),
        SearchEntry(
            title="Chữ viết tắt", url="glossary.html#short", kind="section", detail="Thuật ngữ"
        ),
        SearchEntry(
            title="NĐ-CP",
            url="glossary.html#short",
            kind="term",
            detail="Thuật ngữ: nghị định – của Chính phủ",
            text="nghị định – của Chính phủ",
        ),
    ]


def test_each_language_finds_its_own_pages(shells: Shells, published: Settings) -> None:
    found = {
        lang: [entry.url for entry in hand_written_entries(shells, lang, published)]
        for lang in ("vi", "en")
    }
    assert found == {
        "vi": [
            "about.html",
            "about.html#tien-do-den-dau",
            "about.html#don-vi-1-2-khac",
            "about.html#nguon",
            "notes.html",
            "notes.html#ve-du-lieu",
            "notes.html#ve-du-lieu",
        ],
        "en": ["about.html", "about.html#how-far-it-got", "notes.html", "notes.html#on-data"],
    }
