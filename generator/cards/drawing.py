"""A card as a picture: 1,200 × 630 pixels, PNG, the same bytes every time; not what it says.

It is drawn in 256 shades. All but the last few lie between paper and ink, so that letters
have smooth edges; each of the last few is a colour with a meaning, of the site's own style
sheet. So a picture takes one byte a pixel.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from functools import cache, lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

import pymupdf_fonts
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal
    from pathlib import Path

    from generator.cards.card import Bar, Card

SIZE = WIDTH, HEIGHT = 1200, 630

_LEFT, _RIGHT = 72, WIDTH - 72
_COLOURS = ("reached", "aim", "hair")
_INK, _SOFT, _PAPER = 0, 90, 255 - len(_COLOURS)
_REACHED, _AIM, _WHOLE = range(_PAPER + 1, 256)

_LONGEST = 300
"""Characters of a text of which more are never shown."""

_COLOUR = re.compile(r"--([a-z]+): #([0-9a-f]{3}(?:[0-9a-f]{3})?);")


class _Style(NamedTuple):
    """How a text is set: pixels from line to line and a quarter more, weight, shade."""

    size: int
    bold: bool = False
    shade: int = _INK

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        """FiraGO, which has every letter of Vietnamese."""
        return _font(self.size, bold=self.bold)


_TITLE = _Style(64, bold=True)
_BELOW = _Style(34, shade=_SOFT)
_PLAIN = _Style(38)
_SMALL = _Style(30)
_SITE = _Style(28, shade=_SOFT)
_FIGURES = tuple(_Style(size, bold=True) for size in (112, 84, 60))


def prepare() -> None:
    """Read what every card needs: processes copied from this one would each read it for itself."""
    Image.preinit()
    for style in (_PLAIN, _TITLE):
        _font_file(bold=style.bold)


def draw(card: Card, style_sheet: Path) -> bytes:
    """The picture of a card, in the light colours of the site's style sheet."""
    image = Image.new("L", SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, 16), fill=_REACHED)
    y = _text(pen, card.title, 56, _TITLE, lines=2)
    y = _text(pen, card.below, y, _BELOW)
    y = _text(pen, card.measure, y + 22, _PLAIN, lines=2)
    if card.figure:
        y = _figure(pen, card, y)
    for bar in card.bars:
        if bar.label:
            y = _labelled(pen, bar, y + 14)
        else:
            y = _bar(pen, bar, (_LEFT, y + 22, _RIGHT, y + 56))
    _text(pen, card.foot, HEIGHT - 158, _SMALL, lines=2)
    _text(pen, card.site, HEIGHT - 72, _SITE)
    image.putpalette(_palette(style_sheet.read_text("utf-8")))
    written = io.BytesIO()
    image.save(written, "PNG", compress_level=3)  # half the time of 4, for a tenth more bytes
    return written.getvalue()


def _figure(pen: ImageDraw.ImageDraw, card: Card, y: int) -> int:
    """The figure, as large as there is room for it, and what stands beside it."""
    half = (_RIGHT - _LEFT) / 2
    fitting = (style for style in _FIGURES if style.font.getlength(card.figure[:_LONGEST]) < half)
    style = next(fitting, _FIGURES[-1])
    base = y + 8 + style.size
    end = _line(pen, card.figure, (_LEFT, base), style)
    _line(pen, card.beside, (end + 28, base), _PLAIN)
    return base + 8


def _labelled(pen: ImageDraw.ImageDraw, bar: Bar, y: int) -> int:
    """A bar between its label and its share."""
    _line(pen, bar.label, (_LEFT, y + 30), _SMALL, right=520)
    _bar(pen, bar, (540, y + 8, 960, y + 34))
    _line(pen, bar.said, (980, y + 30), _SMALL)
    return y + 40


def _bar(pen: ImageDraw.ImageDraw, bar: Bar, box: tuple[int, int, int, int]) -> int:
    """Filled for what was, outlined for what is aimed at, hatched for what is foreseen."""
    left, top, right, bottom = box
    inner = top + (bottom - top) // 4, bottom - (bottom - top) // 4
    end = _at(bar.percent, left, right)
    pen.rectangle((left, inner[0], right, inner[1]), fill=_WHOLE)
    if bar.forecast:
        for x in range(left, end - 5, 12):
            pen.rectangle((x, inner[0], x + 5, inner[1]), fill=_REACHED)
    else:
        pen.rectangle((left, inner[0], end, inner[1]), fill=_REACHED)
    if bar.aim is not None:
        pen.rectangle((left, top, _at(bar.aim, left, right), bottom), outline=_AIM, width=4)
    return bottom


def _at(percent: Decimal, left: int, right: int) -> int:
    """Where a share ends on a bar; none is drawn beyond its end."""
    return left + int((right - left) * min(max(float(percent), 0), 100) / 100)


def _text(pen: ImageDraw.ImageDraw, text: str, y: int, style: _Style, *, lines: int = 1) -> int:
    """A text from the left margin below `y`, in so many lines at most; where the next may begin."""
    for line in _broken(text, style.font, lines):
        y += style.size
        _line(pen, line, (_LEFT, y), style)
        y += style.size // 4
    return y


def _broken(text: str, font: ImageFont.FreeTypeFont, lines: int) -> Iterator[str]:
    """The text in lines that fit between the margins; the last one takes all that is left."""
    words = _printable(text).split()
    for _ in range(lines - 1):
        fits = max(_fitting(words, font), 1)  # one that is too long is cut short
        if words:
            yield " ".join(words[:fits])
        words = words[fits:]
    if words:
        yield " ".join(words)


def _fitting(words: Sequence[str], font: ImageFont.FreeTypeFont) -> int:
    """How many of the words fit between the margins."""
    numbers = range(1, len(words) + 1)
    room = _RIGHT - _LEFT
    return bisect_right(numbers, room, key=lambda n: ceil(font.getlength(" ".join(words[:n]))))


def _line(
    pen: ImageDraw.ImageDraw,
    text: str,
    start: tuple[int, int],
    style: _Style,
    *,
    right: int = _RIGHT,
) -> int:
    """One line from where its base line starts, cut short where it is too long; where it ends."""
    font, room = style.font, right - start[0]
    shown = _printable(text)
    if font.getlength(shown) > room:
        kept = bisect_right(
            range(len(shown)), room, key=lambda n: ceil(font.getlength(f"{shown[:n].rstrip()}…"))
        )
        shown = f"{shown[: kept - 1].rstrip()}…" if kept else ""
    pen.text(start, shown, font=font, fill=style.shade, anchor="ls")
    return start[0] + ceil(font.getlength(shown))


def _printable(text: str) -> str:
    """A text of anybody as it may be drawn: on one line, of a length that takes no time."""
    return "".join(c if c.isprintable() else " " for c in text[:_LONGEST])


@cache
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """The font, with the plain layout that Pillow has on every system."""
    data = io.BytesIO(_font_file(bold=bold))
    return ImageFont.truetype(data, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _font_file(*, bold: bool) -> bytes:
    return bytes(pymupdf_fonts.myfont("figbo" if bold else "figo"))


@lru_cache(maxsize=1)
def _palette(style_sheet: str) -> list[int]:
    """From ink to paper, then the colours with a meaning: red, green, blue of each."""
    found = dict(reversed(_COLOUR.findall(style_sheet)))
    ink, paper, *others = (_channels(found[name]) for name in ("ink", "paper", *_COLOURS))
    ramp = (
        [one + (other - one) * step // _PAPER for one, other in zip(ink, paper, strict=True)]
        for step in range(_PAPER + 1)
    )
    return [*_flat(ramp), *_flat(others)]


def _channels(colour: str) -> list[int]:
    """The red, green and blue of `rrggbb` or `rgb`."""
    digits = colour if len(colour) > 3 else "".join(digit * 2 for digit in colour)  # noqa: PLR2004
    return [int(digits[i : i + 2], 16) for i in (0, 2, 4)]


def _flat(colours: Iterable[list[int]]) -> list[int]:
    return [channel for colour in colours for channel in colour]
