"""Figures, aims and marks of charts in the words of a language; not dates alone, nor sentences.

Lower-case throughout, to stand within a sentence. What a template would say with macros
nested in macros is said here, as it stands on every page many times.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.render.catalogues import language
from generator.render.date_words import date_words
from generator.render.filters import number, percent, share_words
from generator.views.parts import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.views.charts import ShareMark
    from generator.views.parts import Event, Target


def figure_filters(lang: str) -> Mapping[str, Callable[..., str]]:
    """The filters of templates by name, for pages in `lang`."""
    functions: tuple[Callable[..., str], ...] = (amount, share_said, mark_words, stage_words)
    return {function.__name__: partial(function, lang=lang) for function in functions}


def amount(figure: Figure, lang: str) -> str:
    """The number that was reported, with the source's own "over" or "about"."""
    return _qualified(figure, _amount(figure, lang))


def _amount(figure: Figure, lang: str) -> str:
    if figure.numerator is not None and figure.denominator is not None:
        return share_words(figure.numerator, figure.denominator, lang)
    numbers = (figure.numerator, figure.value)
    told = next((value for value in numbers if value is not None), None)
    if told is not None:
        return number(told, lang)
    if figure.percent is not None:
        return percent(figure.percent, lang)
    return "" if figure.remainder is None else number(figure.remainder, lang)


def share_said(record: Figure | Target, lang: str) -> str:
    """The percent of a figure that has one, or of an aim: "over 90%"."""
    if record.percent is None:
        return ""
    said = percent(record.percent, lang)
    return _qualified(record, said) if isinstance(record, Figure) else said


def _qualified(figure: Figure, said: str) -> str:
    return said if figure.qualifier == "exact" else f"{figure.qualifier_label} {said}"


def mark_words(mark: ShareMark, lang: str) -> str:
    """A mark on a chart of shares: "84.2% (2017)", "target 100% (July 2017)"."""
    spoken, said = language(lang), share_said(mark.record, lang)
    when = mark.record.date if isinstance(mark.record, Figure) else mark.record.deadline
    date = date_words(when, lang) if when else ""
    if mark.kind == "target":
        return spoken.gettext("target %(percent)s (%(date)s)", percent=said, date=date)
    if mark.kind == "forecast":
        return spoken.gettext("forecast %(percent)s (%(date)s)", percent=said, date=date)
    return spoken.gettext("%(percent)s (%(date)s)", percent=said, date=date)


def stage_words(event: Event, lang: str) -> str:
    """An event as a stage: "congress (July 2017, planned)"."""
    spoken, date = language(lang), date_words(event.date, lang)
    if event.planned:
        return spoken.gettext("%(stage)s (%(date)s, planned)", stage=event.stage_label, date=date)
    return spoken.gettext("%(stage)s (%(date)s)", stage=event.stage_label, date=date)
