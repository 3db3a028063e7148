"""What a card shows, in words and numbers of one language; not where it lies, nor its pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A share as the site draws it: filled to `percent`, hatched if `forecast`, `aim` outlined.

    `label` and `said` stand beside it, '' where the figure above says it already.
    """

    percent: Decimal
    aim: Decimal | None = None
    forecast: bool = False
    label: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The card of a page: `title` and `below` it, one `figure` or several bars, and `foot`.

    `measure` says what the figure or the bars count, `beside` what stands next to the figure.
    """

    site: str
    title: str
    below: str = ""
    measure: str = ""
    figure: str = ""
    beside: str = ""
    bars: tuple[Bar, ...] = ()
    foot: str = ""

    @property
    def alternative(self) -> str:
        """The same in words, for whoever does not see it."""
        said = ", ".join(part for part in (self.figure, self.beside) if part)
        told = [said, *(f"{bar.label} {bar.said}" for bar in self.bars if bar.label)]
        facts = "; ".join(text for text in (*told, self.foot) if text)
        named = ", ".join(text for text in (self.title, self.below) if text)
        measured = ": ".join(text for text in (self.measure, facts) if text)
        return " – ".join(text for text in (named, measured) if text)
