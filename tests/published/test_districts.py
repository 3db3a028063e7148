"""What pages of districts and provinces say, in both languages, each figure with its words."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

NBSP = "\N{NO-BREAK SPACE}"


class _Article(HTMLParser):
    """The text of a page's article; each <details> and each element with an id by itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "article":
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._depth -= 1
        if self._depth:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.pieces.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"[ \n]+", " ", "".join(self.pieces))


def article(site: Path, lang: str, unit_id: str) -> str:
    folder = site / ("units" if lang == "vi" else f"{lang}/units")
    (file,) = folder.glob(f"{unit_id}-[a-z]*.html")
    return _Article(file.read_text("utf-8")).text


FIGURES = [
    # unit, Vietnamese, English, the words that carry it
    ("d-196", "85 trên 101", "85 of 101", "toàn thành phố có 85/101 thôn, khu"),
    ("d-196", f"84,2{NBSP}%", "84.2%", "toàn thành phố có 85/101 thôn, khu"),
    ("d-196", "13 trên 13", "13 of 13", "13/13 khu phố của phường"),
    ("d-178", "79 trên 87", "79 of 87", "đã có 79/87 thôn, khối phố"),
    ("d-178", f"90,8{NBSP}%", "90.8%", "(chiếm 90,8%)"),
    ("d-178", f"97,7{NBSP}%", "97.7%", "trưởng thôn, khối phố là đảng viên chiếm 97,7%"),
    ("d-178", "10 trên 10", "10 of 10", "10/10 khối phố đã tổ chức thành công"),
    ("d-178", "2", "2", "nhất thể hóa tại 2 đơn vị: phường Chi Lăng và xã Quảng Lạc"),
    ("d-178", f"50{NBSP}%", "50%", "thực hiện 50% số đơn vị cấp xã, phường"),
    ("d-449", "48", "48", "sẽ có 48 chi bộ có nhân sự Chi ủy ổn định"),
    ("d-449", "24", "24", "24 chi bộ có khó khăn hoặc biến động về nhân sự"),
    ("d-449", "43 trên 81", "43 of 81", "43/81 cán bộ trẻ (dưới 35 tuổi)"),
    ("d-071", "10", "10", "đã thực hiện điều động, luân chuyển 10 lượt cán bộ"),
    ("d-071", f"100{NBSP}%", "100%", "100% bí thư cấp ủy tại các đảng bộ xã không phải là người"),
]


@pytest.mark.parametrize(("unit_id", "vi", "en", "quote"), FIGURES)
def test_a_figure_stands_on_the_page_with_the_words_that_carry_it(
    site: Path, unit_id: str, vi: str, en: str, quote: str
) -> None:
    for lang, shown in (("vi", vi), ("en", en)):
        text = article(site, lang, unit_id)
        assert shown in text, (lang, shown)
        assert quote in text, (lang, quote)


TOLD = [
    # what kind of case it is, unit, Vietnamese, English
    ("fall", "p-25", "Giảm từ 8 (chậm nhất ngày 1-12-2017 ) xuống 1", "Down from 8 (by 1 December"),
    ("rise", "p-89", "Tăng từ 119 trên 156", "Up from 119 of 156"),
    (
        "conflict",
        "p-42",
        "Các nguồn nói khác nhau 2 , ngày 2-12-2017 : VTV 13 ,",
        "The sources differ 2 , 2 December 2017 : VTV 13 ,",
    ),
    ("given up", "p-51", "các xã thí điểm mô hình này không còn thực hiện", "no longer have Party"),
    ("of a province alone", "p-83", "123", "Bến Tre province"),
    ("count", "p-83", "nguồn không nêu tổng số", "out of how many is not reported"),
    ("district without a record", "p-83", "Huyện Ba Tri chưa có gì", "Ba Tri district nothing yet"),
    ("the rest of a share", "d-593", "91", "91"),
    ("2002", "p-89", "Năm 2002", "2002"),
    ("2026", "p-56-2025", "từ ngày 12-11-2025 đến ngày 24-2-2026", "and 24 February 2026"),
]


@pytest.mark.parametrize(
    ("unit_id", "vi", "en"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD]
)
def test_a_case_is_told_in_plain_words(site: Path, unit_id: str, vi: str, en: str) -> None:
    assert vi in article(site, "vi", unit_id)
    assert en in article(site, "en", unit_id)
