"""The texts of a module in each language, from a TOML file beside it; not for pages or rules."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SOURCE = "en"
"""The language of the words in code and templates; it stands in where another has no text."""

LANGUAGES = ("vi", SOURCE)
"""The languages of our own texts: rules, messages, what is written into downloads."""

# British English puts the day before the month and has no comma before "and".
_FORMATS = {SOURCE: "en-GB"}
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.([0-9]{1,6}))?")


def told_in(lang: str) -> str:
    """The language of our own texts for a reader of `lang`."""
    return lang if lang in LANGUAGES else SOURCE


class Wording:
    """The texts in a file: by name and language, and by plural form where a language has some."""

    def __init__(self, file: Path) -> None:
        """Read nothing yet."""
        self._file = file

    def say(self, name: str, lang: str, /, **values: str) -> str:
        """What the file calls a thing in `lang`."""
        return str(self._words[name][told_in(lang)]).format_map(values)

    def say_count(self, name: str, lang: str, n: int, /, **values: str) -> str:
        """What the file says of a number of things, which it has as `{n}`."""
        words: str | Mapping[str, str] = self._words[name][told_in(lang)]
        if not isinstance(words, str):
            words = words[locale(told_in(lang)).plural_form(n)]
        return words.format_map({"n": number(str(n), lang), **values})

    def rows(self, name: str, lang: str) -> Sequence[Sequence[str]]:
        """What the file has as a table: rows of texts, all of one length."""
        rows: Sequence[Sequence[str]] = self._words[name][told_in(lang)]
        return rows

    @cached_property
    def _words(self) -> Mapping[str, Mapping[str, Any]]:
        return tomllib.loads(self._file.read_text("utf-8"))


def number(digits: str, lang: str) -> str:
    """A number with the signs of the language and the digits that it has, or the text as it is."""
    match = _NUMBER.fullmatch(digits)
    if not match:
        return digits
    decimals = len(match[1] or "")
    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return str(format_decimal(Decimal(digits), pattern, locale(lang)))


@cache
def locale(lang: str) -> Locale:
    """The formats of a language."""
    return Locale.parse(_FORMATS.get(lang, lang), sep="-")
