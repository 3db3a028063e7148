"""What the card of a page says, from what the page knows; pages without a figure have none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.cards.card import Bar, Card
from generator.render.catalogues import language
from generator.render.date_words import date_words
from generator.render.figure_words import amount, share_said
from generator.render.filters import capfirst, name_of, percent, share_words
from generator.views.catalogue import IndicatorPage
from generator.views.graphics import WITH_FILES
from generator.views.lists import HomePage
from generator.views.ranking import Ranking
from generator.views.unit import UnitPage

if TYPE_CHECKING:
    from generator.views.parts import Figure, Target
    from generator.views.progress import Progress
    from generator.views.ranking import Period, Place

_MOST = 5
"""Bars for which a card has room."""


def card_of(view: object, lang: str) -> Card | None:
    """The card of a page, None for one that shows the site's own: that of the home page.

    Communes show that, too: a nation has ten thousand of them.
    """
    if isinstance(view, HomePage):
        return _of_home(view, lang)
    if isinstance(view, IndicatorPage):
        return _of_indicator(view, lang)
    if isinstance(view, UnitPage) and view.unit.level in WITH_FILES:
        return _of_unit(view, lang)
    return None


def _site(lang: str) -> str:
    return language(lang).gettext("Consolidation of posts in Vietnam")


def _of_home(page: HomePage, lang: str) -> Card:
    spoken, known = language(lang), page.totals
    share = Decimal(100 * known.districts_recorded) / (known.districts or 1)
    return Card(
        site=_site(lang),
        title=spoken.gettext("One person, two posts: how far has each district got?"),
        measure=capfirst(spoken.gettext("districts with records")),
        figure=share_words(known.districts_recorded, known.districts, lang),
        bars=(Bar(percent=share),),
        foot=_counts(lang, figures=known.figures, targets=known.targets, events=known.events),
    )


def _counts(lang: str, *, figures: int, targets: int, events: int) -> str:
    """How much is known, in numbers of rows."""
    spoken = language(lang)
    said = (
        spoken.ngettext("%(num)s reported figure", "%(num)s reported figures", figures),
        spoken.ngettext("%(num)s target", "%(num)s targets", targets),
        spoken.ngettext("%(num)s event", "%(num)s events", events),
    )
    counted = zip(said, (figures, targets, events), strict=True)
    return " · ".join(text for text, count in counted if count)


def _of_unit(page: UnitPage, lang: str) -> Card | None:
    """The figure that leads the page; None where nothing of the unit itself is reported."""
    told = next((p for p in page.progress if p.latest), None)
    if told is None or told.latest is None:
        return None
    figure, aim = told.latest, told.targets[-1] if told.targets else None
    bar = None
    if figure.percent is not None:
        bar = Bar(percent=figure.percent, aim=aim.percent if aim else None)
    return Card(
        site=_site(lang),
        title=capfirst(name_of(page.unit, lang)),
        below=capfirst(name_of(page.ancestors[-1], lang)) if page.ancestors else "",
        measure=told.indicator.name,
        figure=amount(figure, lang),
        beside=_beside(figure, lang),
        bars=(bar,) if bar else (),
        foot=_foot(told, figure, aim, lang),
    )


def _beside(figure: Figure, lang: str) -> str:
    """The percent, unless it is the figure itself, and whose it is; '' without one."""
    spoken = language(lang)
    if figure.percent is None:
        return ""
    reported = figure.percent_reported is not None
    whose = spoken.gettext("as reported") if reported else spoken.gettext("computed here")
    alone = figure.numerator is None and figure.value is None
    return whose if alone else f"{percent(figure.percent, lang)} ({whose})"


def _foot(told: Progress, figure: Figure, aim: Target | None, lang: str) -> str:
    """When, against which aim, and what a reader must know before passing it on."""
    spoken = language(lang)
    said = [date_words(figure.date, lang)]
    if aim and aim.deadline:
        date = date_words(aim.deadline, lang)
        said.append(
            spoken.gettext(
                "target %(percent)s (%(date)s)", percent=share_said(aim, lang), date=date
            )
        )
    elif aim:
        said.append(spoken.gettext("target %(aim)s", aim=share_said(aim, lang)))
    if told.disputing:
        said.append(spoken.gettext("the sources differ"))
    if told.ended:
        said.append(f"{told.ended.stage_label} ({date_words(told.ended.date, lang)})")
    return capfirst(" · ".join(said))


def _of_indicator(page: IndicatorPage, lang: str) -> Card:
    """The latest places that can be compared, else the latest there are; how much is known."""
    charts = [g.chart for g in page.rankings if isinstance(g.chart, Ranking)]
    chart = next((c for c in charts if c.compared), charts[0] if charts else None)
    period = chart and (chart.compared or chart.periods[0])
    return Card(
        site=_site(lang),
        title=page.indicator.name,
        below=capfirst(page.indicator.group_label),
        measure=_places(chart, period) if chart and period else "",
        bars=tuple(_bar(place, lang) for place in period.places[:_MOST]) if period else (),
        foot=_counts(
            lang, figures=page.figures, targets=len(page.targets), events=len(page.events)
        ),
    )


def _places(chart: Ranking, period: Period) -> str:
    """Of which level the places are, and of which year where that is known."""
    year = str(period.first) if period.first == period.last and period.first else ""
    return ", ".join(text for text in (capfirst(chart.level_label), year) if text)


def _bar(place: Place, lang: str) -> Bar:
    figure = place.figure
    return Bar(
        percent=figure.percent or Decimal(0),
        forecast=figure.forecast,
        label=name_of(figure.unit, lang),
        said=share_said(figure, lang),
    )
