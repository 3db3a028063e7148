"""Cards as pictures: their size, their bars as the site draws them, letters of Vietnamese."""

from __future__ import annotations

import io
import unicodedata
from decimal import Decimal

import numpy as np
import pytest
from PIL import Image, ImageFont
from pymupdf_fonts import myfont

from generator.cards.card import Bar, Card
from generator.cards.drawing import draw
from generator.settings import PROJECT

CSS = PROJECT / "site_src" / "assets" / "css" / "charts.css"
CARD = Card(site="Trang", title="Thành phố Uông Bí", figure="85 trên 101", foot="Tháng 5-2017")
REACHED, AIM, PAPER = (0x0B, 0x66, 0x60), (0x8A, 0x4A, 0x00), (255, 255, 255)
ENDS = 72, 1128
"""The first and the last pixel of a bar that stands alone."""


def picture(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(draw(card, CSS))).convert("RGB")


def row_of_bar(card: Card) -> list[tuple[int, ...]]:
    """The pixels of the lowest line on which something reached is drawn; not the page's edge."""
    pixels = np.asarray(picture(card))
    lowest = np.flatnonzero((pixels == REACHED).all(axis=2).any(axis=1))[-1]
    return [tuple(map(int, pixel)) for pixel in pixels[lowest]]


def test_a_card_has_the_size_that_is_told_with_it() -> None:
    image = Image.open(io.BytesIO(draw(CARD, CSS)))
    assert (image.format, image.size) == ("PNG", (1200, 630))


def test_the_same_card_is_the_same_bytes() -> None:
    assert draw(CARD, CSS) == draw(CARD, CSS)


@pytest.mark.parametrize(("percent", "end"), [("0.6", 78), ("50", 600), ("100", 1128)])
def test_a_bar_is_filled_as_far_as_its_share(percent: str, end: int) -> None:
    row = row_of_bar(Card(site="", title="", bars=(Bar(percent=Decimal(percent)),)))
    filled = [x for x, colour in enumerate(row) if colour == REACHED]
    assert filled == list(range(ENDS[0], end + 1))


def test_more_than_all_is_drawn_as_all() -> None:
    row = row_of_bar(Card(site="", title="", bars=(Bar(percent=Decimal(130)),)))
    assert [x for x, colour in enumerate(row) if colour == REACHED][-1] == ENDS[1]


def test_a_forecast_is_hatched_and_a_target_outlined() -> None:
    bar = Bar(percent=Decimal(50), aim=Decimal(75), forecast=True)
    row = row_of_bar(Card(site="", title="", bars=(bar,)))
    assert row[200:224].count(REACHED) == 12
    assert [x for x, colour in enumerate(row) if colour == AIM] == [
        *range(72, 76),
        *range(861, 865),
    ]


VIETNAMESE = sorted(
    {
        unicodedata.normalize("NFC", letter + tone)
        for base in "aăâeêioôơuưy"
        for letter in (base, base.upper())
        for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")
    }
    | set("đĐ–·→“”…")
)


@pytest.mark.parametrize("name", ["figo", "figbo"])
def test_the_font_has_every_letter_of_vietnamese(name: str) -> None:
    font = ImageFont.truetype(io.BytesIO(myfont(name)), 40, layout_engine=0)
    box = bytes(font.getmask("\U000e0fff"))
    assert len(VIETNAMESE) == 152
    assert [letter for letter in VIETNAMESE if bytes(font.getmask(letter)) == box] == []


@pytest.mark.parametrize(
    "text", ["Rất dài " * 60, "khôngcódấucách" * 60, "x" * 100_000], ids=["words", "word", "huge"]
)
def test_a_long_text_never_leaves_the_margins(text: str) -> None:
    bar = Bar(percent=Decimal(1), label=text, said=text)
    card = Card(
        site=text, title=text, below=text, measure=text, figure=text, beside=text, bars=(bar,),
        foot=text,
    )  # fmt: skip
    image = picture(card).crop((1136, 20, 1200, 630))
    assert image.getcolors() == [(64 * 610, PAPER)]


def test_what_no_font_has_does_no_harm() -> None:
    picture(Card(site="\0\x1b[31m", title="🙂 \u202e漢字", figure="\ud800"))
