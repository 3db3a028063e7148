"""The words of a difference in each language, with numbers and lists as it writes them.

Not for texts of the data: those come from tables and schemas.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

# British English has no comma before "and".
_LOCALES = {"vi": "vi", "en": "en_GB"}
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.([0-9]{1,6}))?")


def say(name: str, lang: str, /, **values: str) -> str:
    """What `words.toml` calls a thing in `lang`."""
    words = _words()[name][lang]
    return str(words).format_map(values)


def say_count(name: str, lang: str, n: int, /, **values: str) -> str:
    """What `words.toml` says of a number of things, which it has as `{n}`."""
    words = _words()[name][lang]
    if not isinstance(words, str):
        words = words[_locale(lang).plural_form(n)]
    return words.format_map({"n": number(str(n), lang), **values})


def number(digits: str, lang: str) -> str:
    """A number with the signs of the language and the digits that it has, or the text as it is."""
    match = _NUMBER.fullmatch(digits)
    if not match:
        return digits
    decimals = len(match[1] or "")
    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return str(format_decimal(Decimal(digits), pattern, _locale(lang)))


def listed(items: Sequence[str], lang: str) -> str:
    """Texts joined as in a sentence: "a, b and c"."""
    return format_list(items, locale=_locale(lang))


def day_words(day: date, lang: str) -> str:
    """A day as in a heading: "1 December 2026"."""
    return str(format_date(day, say("day", lang), _locale(lang)))


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(_LOCALES[lang])


@cache
def _words() -> Mapping[str, Mapping[str, str | Mapping[str, str]]]:
    with (Path(__file__).parent / "words.toml").open("rb") as file:
        return tomllib.load(file)
