"""What templates call to show values in a language; dates have their own module.

Numbers are shown with the digits that they have: `Decimal("90.80")` is "90.80", 91 is
"91". Nothing is rounded or computed here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from generator.render.catalogues import language
from generator.render.date_words import date_html, date_words
from generator.render.html import as_html, shown
from generator.render.markdown import markdown_line
from generator.wording import SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.views.parts import UnitRef

# A host without "user@" in front, which would make an address look like another.
_WEB_ADDRESS = re.compile(
    r"""https?://[^\x00-\x20\s/?#@"'<>\\]+([/?#][^\x00-\x20\s"'<>\\]*)?""", re.IGNORECASE
)
_FIRST_LETTER_AFTER_TAGS = re.compile(r"((?:<[^>]*>)*)(.)(.*)", re.DOTALL)


def filters(lang: str) -> Mapping[str, Callable[..., Any]]:
    """The filters of templates by name, for pages in `lang`."""
    of_language: dict[str, Callable[..., str]] = {
        "date": date_words,
        "date_short": partial(date_words, short=True),
        "date_html": date_html,
        "date_short_html": partial(date_html, short=True),
        "number": number,
        "percent": percent,
        "share": share,
        "share_words": share_words,
        "file_size": file_size,
        "list_words": list_words,
        "lang_span": lang_span,
        "unit_name": name_of,
    }
    return {
        **{name: partial(function, lang=lang) for name, function in of_language.items()},
        "capfirst": capfirst,
        "external_link": external_link,
        "json_ld": json_ld,
        "markdown_line": markdown_line,
        "sha_short": sha_short,
    }


def number(value: Decimal | int, lang: str) -> str:
    """Write a number with the signs of the language: "1.234,5" or "1,234.5"."""
    return _number(str(value), lang)


@lru_cache(maxsize=16_384)
def _number(digits: str, lang: str) -> str:
    """Write the digits, kept apart as text: as numbers 90.8 and 90.80 are the same key."""
    value = Decimal(digits)
    decimals = max(0, -int(value.as_tuple().exponent))
    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return str(format_decimal(value, pattern, language(lang).locale))


def percent(value: Decimal | int, lang: str) -> str:
    """Write a percentage that is a number of hundredths: 90.8 is "90.8%"."""
    return _percent(number(value, lang), lang)


@lru_cache(maxsize=16_384)
def _percent(digits: str, lang: str) -> str:
    return language(lang).pgettext("percentage", "%(number)s%%", number=digits)


def share(numerator: int, denominator: int, lang: str) -> str:
    """Write a part of a whole for a table: "79/87"."""
    return f"{number(numerator, lang)}/{number(denominator, lang)}"


@lru_cache(maxsize=16_384)
def share_words(numerator: int, denominator: int, lang: str) -> str:
    """Write a part of a whole for a sentence: "79 of 87"."""
    return language(lang).pgettext(
        "share",
        "%(part)s of %(whole)s",
        part=number(numerator, lang),
        whole=number(denominator, lang),
    )


@lru_cache(maxsize=16_384)
def file_size(size: int, lang: str) -> str:
    """Write a number of bytes in the largest unit of a thousand that it fills."""
    for unit, factor in (("megabyte", 1_000_000), ("kilobyte", 1_000)):
        if size >= factor:
            scaled = round(Decimal(size) / factor, 1)
            return format_unit(scaled, f"digital-{unit}", "short", locale=language(lang).locale)
    return language(lang).ngettext("%(num)s byte", "%(num)s bytes", size)


def list_words(items: Iterable[str], lang: str) -> str:
    """Join texts: "a, b and c". Where one of them is HTML, so is the result."""
    texts = list(items)
    if any(isinstance(text, Markup) for text in texts):
        joined = list_words([str(escape(text)) for text in texts], lang)
        return as_html(joined)  # each text was escaped
    return format_list(texts, locale=language(lang).locale)


def lang_span(text: str, code: str, lang: str) -> Markup:
    """Mark a text that is in another language than the page."""
    if code == lang:
        return escape(text)
    return as_html(f'<span lang="{shown(code)}">{shown(text)}</span>')


def name_of(unit: UnitRef, lang: str) -> str:
    """Name a unit with its kind; a country needs none."""
    return unit.name if unit.level == "country" else unit_name(unit.type_label, unit.name, lang)


@lru_cache(maxsize=16_384)
def unit_name(kind: str, name: str, lang: str) -> str:
    """Name a unit as in the middle of a sentence: "Uông Bí city", "thành phố Uông Bí".

    English puts a number last, after the noun alone: "District 1".
    """
    if lang == SOURCE and name.isdecimal():
        noun = kind.rsplit(maxsplit=1)[-1]
        return f"{capfirst(noun)} {name}"
    return language(lang).pgettext("unit", "%(name)s %(kind)s", name=name, kind=kind)


def capfirst(text: str) -> str:
    """Begin a text with a capital, for the start of a sentence; in HTML, after its first tags."""
    if isinstance(text, Markup) and (match := _FIRST_LETTER_AFTER_TAGS.fullmatch(text)):
        tags, letter, rest = match.groups()
        return as_html(f"{tags}{letter.title()}{rest}")  # it was HTML before
    return text[:1].title() + text[1:]


def external_link(url: str, text: str = "") -> Markup:
    """Link to a page of the web by its text or address; what is no such address stays text."""
    named = escape(text or url)
    if not _WEB_ADDRESS.fullmatch(url):
        return named
    return as_html(f'<a href="{escape(url)}" rel="external noopener">{named}</a>')


def json_ld(value: object) -> Markup:
    """Write JSON that may stand inside <script>: no text of it can end the element."""
    json = htmlsafe_json_dumps(value, ensure_ascii=False, allow_nan=False)
    # JavaScript before 2019 took these two as ends of lines.
    return json.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def sha_short(digest: str, digits: int = 12) -> str:
    """The first digits of a commit's id or a checksum, enough to tell them apart by eye."""
    return digest[:digits]
