"""The words of a difference in each language, with days and lists as it writes them.

Not for texts of the data: those come from tables and schemas.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.lists import format_list

from generator.wording import Wording, locale

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_WORDS = Wording(Path(__file__).parent / "words.toml")
say = _WORDS.say
say_count = _WORDS.say_count


def listed(items: Sequence[str], lang: str) -> str:
    """Texts joined as in a sentence: "a, b and c"."""
    return format_list(items, locale=locale(lang))


def day_words(day: date, lang: str) -> str:
    """A day as in a heading: "1 December 2026"."""
    return str(format_date(day, say("day", lang), locale(lang)))
