"""Dates in the words of a language, with what is doubtful about them; not for reading dates.

Lower-case throughout, to stand within a sentence or, shorter, in a table or on a card.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from babel.dates import format_date
from markupsafe import Markup, escape

from generator.dates import Edtf, Kind, Part, Point, Precision
from generator.render.catalogues import language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.render.catalogues import Language

Day: TypeAlias = Edtf | date


_HYPHENATED = re.compile(r"(\d+(?:-\d+)+)")


@lru_cache(maxsize=16_384)  # the same few dates stand on many pages
def date_words(when: Day, lang: str, *, short: bool = False) -> str:
    """Put a date in words: "between 28 December 2016 and 31 May 2017", "late June 2018".

    What holds of every end is said once, in front: "probably from 2018 to 2020".
    """
    edtf, spoken = _as_edtf(when), language(lang)
    ends = [point for point in (edtf.start, edtf.end) if point]
    all_uncertain = all(point.uncertain for point in ends)
    start, end = (
        _end(point, edtf.part, spoken, short=short, doubted=not all_uncertain) if point else ""
        for point in (edtf.start, edtf.end)
    )
    words = _joined(edtf, start, end, spoken, short=short)
    return spoken.gettext("probably %(date)s", date=words) if all_uncertain else words


@lru_cache(maxsize=16_384)
def date_html(when: Day, lang: str, *, short: bool = False) -> Markup:
    """Put a date in words, as a `<time>` where it is one year, month or day beyond doubt.

    No line of a page breaks within "28-12-2016".
    """
    words = date_words(when, lang, short=short)
    edtf = _as_edtf(when)
    plain = edtf.kind is Kind.DATE and not (edtf.part or edtf.uncertain or edtf.approximate)
    if not plain:
        return Markup("").join(map(_unbroken, _HYPHENATED.split(words)))
    return Markup('<time datetime="{}">{}</time>').format(str(edtf), words)


def _unbroken(piece: str) -> Markup:
    if _HYPHENATED.fullmatch(piece):
        return Markup('<span class="nb">{}</span>').format(piece)
    return escape(piece)


def _as_edtf(when: Day) -> Edtf:
    if isinstance(when, Edtf):
        return when
    point = Point(when.year, when.month, when.day)
    return Edtf(Kind.DATE, point, point)


def _end(point: Point, part: Part | None, spoken: Language, *, short: bool, doubted: bool) -> str:
    """Put one end of a date in words; its uncertainty only where `doubted`."""
    # "cuối 6-2018" would be too short to be understood.
    patterns = _short_patterns(spoken) if short and not part else _long_patterns(spoken)
    words = format_date(point.first, patterns[point.precision], spoken.locale)
    if part:
        words = _narrowed(words, part, spoken)
    if point.approximate:
        words = spoken.gettext("about %(date)s", date=words)
    if point.uncertain and doubted:
        words = spoken.gettext("probably %(date)s", date=words)
    return words


def _long_patterns(spoken: Language) -> Mapping[Precision, str]:
    return {
        # Translators: a pattern of dates as in https://cldr.unicode.org/translation/date-time
        Precision.DAY: spoken.pgettext("date in a sentence", "d MMMM y"),
        # Translators: a pattern of dates as in https://cldr.unicode.org/translation/date-time
        Precision.MONTH: spoken.pgettext("date in a sentence", "MMMM y"),
        # Translators: a pattern of dates as in https://cldr.unicode.org/translation/date-time
        Precision.YEAR: spoken.pgettext("date in a sentence", "y"),
    }


def _short_patterns(spoken: Language) -> Mapping[Precision, str]:
    return {
        # Translators: a pattern of dates as in https://cldr.unicode.org/translation/date-time
        Precision.DAY: spoken.pgettext("date in a table", "d MMM y"),
        # Translators: a pattern of dates as in https://cldr.unicode.org/translation/date-time
        Precision.MONTH: spoken.pgettext("date in a table", "MMM y"),
        # Translators: a pattern of dates as in https://cldr.unicode.org/translation/date-time
        Precision.YEAR: spoken.pgettext("date in a table", "y"),
    }


def _narrowed(date: str, part: Part, spoken: Language) -> str:
    if part is Part.EARLY:
        return spoken.gettext("early %(date)s", date=date)
    if part is Part.MID:
        return spoken.gettext("mid-%(date)s", date=date)
    return spoken.gettext("late %(date)s", date=date)


def _joined(edtf: Edtf, start: str, end: str, spoken: Language, *, short: bool) -> str:
    """Join the ends, of which an open one is ''."""
    if edtf.kind is Kind.DATE:
        return start
    if edtf.kind is Kind.ONE_OF:
        return _one_of(start, end, spoken)
    if start and end and short and not (edtf.uncertain or edtf.approximate):
        return _dashed(start, end, spoken)
    return _interval(start, end, spoken)


def _one_of(start: str, end: str, spoken: Language) -> str:
    if not start:
        return spoken.gettext("by %(date)s at the latest", date=end)
    if not end:
        return spoken.gettext("not before %(date)s", date=start)
    return spoken.gettext("between %(start)s and %(end)s", start=start, end=end)


def _interval(start: str, end: str, spoken: Language) -> str:
    if not start:
        return spoken.gettext("until %(date)s", date=end)
    if not end:
        return spoken.gettext("from %(date)s onwards", date=start)
    return spoken.gettext("from %(start)s to %(end)s", start=start, end=end)


def _dashed(start: str, end: str, spoken: Language) -> str:
    if start.isdecimal() and end.isdecimal():
        return spoken.pgettext("years", "%(start)s–%(end)s", start=start, end=end)
    return spoken.pgettext("dates", "%(start)s – %(end)s", start=start, end=end)
