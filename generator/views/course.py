"""How an indicator went in one unit: since when, what sources dispute, whether it was given up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.dates import certainly_before
from generator.views.charts import trend

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.dates import Edtf
    from generator.views.parts import Event, Figure


def joined(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures, of which the two sides of one share are one.

    They are where one source counts both of one whole, at one time, in two rows.
    """
    made = tuple(figures)
    rests = {_whole(f, f.left_by_rest): f for f in made if _is_rest(f)}
    if not rests:
        return made
    counted = {_whole(f, f.numerator) for f in made if f.numerator is not None}
    return tuple(
        replace(figure, other_side=rests.get(_whole(figure, figure.numerator)))
        for figure in made
        if not (_is_rest(figure) and _whole(figure, figure.left_by_rest) in counted)
    )


def _is_rest(figure: Figure) -> bool:
    """Whether only the other side of a known whole is counted."""
    return figure.numerator is None and figure.left_by_rest is not None


def _whole(figure: Figure, numerator: int | None) -> tuple[object, ...]:
    of = figure.indicator.indicator_id, figure.unit.unit_id, figure.evidence.source.source_id
    return *of, str(figure.date), figure.forecast, numerator, figure.denominator


def first_before(latest: Figure, own: Iterable[Figure]) -> Figure | None:
    """The first of a unit's actual figures that is before its latest for certain."""
    before = (f for f in own if not f.forecast and certainly_before(f.date, latest.date))
    return next((figure for figure in before if trend(figure, latest) != "unclear"), None)


def disputing(latest: Figure, own: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures of other sources that say something else of what may be the same time."""
    return tuple(
        figure
        for figure in own
        if not figure.forecast
        and figure.evidence.source != latest.evidence.source
        and _may_be_at_one_time(figure.date, latest.date)
        and trend(figure, latest) in ("up", "down")
    )


def _may_be_at_one_time(one: Edtf, other: Edtf) -> bool:
    """Whether neither is certainly before the other; one with an open end is too vague to say."""
    known = all(day for when in (one, other) for day in (when.earliest, when.latest))
    return known and not certainly_before(one, other) and not certainly_before(other, one)


def given_up(events: Iterable[Event], latest: Figure | None) -> Event | None:
    """The last event that ended it, unless a figure is certainly of later; None without any."""
    ended = [e for e in events if e.ends]
    if not ended or (latest and certainly_before(ended[-1].date, latest.date)):
        return None
    return ended[-1]


def until_given_up(own: Sequence[Event], above: Iterable[Event]) -> Iterable[Event]:
    """Those of what was decided above that serve what went on: nothing after its end here.

    Where something of a programme came after its last end, it has none.
    """
    for event in above:
        served = [e for e in own if e.indicator == event.indicator]
        ended = [e for e in served if e.ends]
        last = ended[-1].date if ended else None
        resumed = last and any(certainly_before(last, e.date) for e in served)
        if last is None or resumed or not certainly_before(last, event.date):
            yield event
