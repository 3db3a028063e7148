"""Dates beside each other: what a source can know, and what comes before what.

A rule speaks only where dates contradict each other whichever days they stand for:
a date that is not exact has the benefit of the doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from generator import dates
from generator.checks.judged import (
    FIRST,
    LAST,
    bounds,
    days,
    distinct,
    each,
    first_of_each,
    mapped,
)
from generator.checks.values import is_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    import pandas as pd

    from generator.checks.judged import Days, Judged
    from generator.problems import Problem

_ACTUAL = "actual"
_DATED = (("observations", "date", "date_part"), ("events", "date", "date_part"))


def part_has_its_date(judged: Judged) -> Iterator[Problem]:
    """Early, mid or late is said of one month or one year."""
    for name, table in judged.in_doubt.items():
        for field in table.fields.values():
            part = f"{field.name}_part"
            if is_edtf(field) and part in table.fields:
                rows = judged.rows(name, field.name, part)
                for row, cells in each(rows[_misplaced(rows[part], rows[field.name])]):
                    details = {"date_field": field.name, "date": cells[field.name] or "–"}
                    yield judged.problem("date-part-misplaced", name, row, part, **details)


def _misplaced(parts: pd.Series[str], dates: pd.Series[str]) -> npt.NDArray[np.bool_]:
    """Which parts do not narrow their dates."""
    place, rows = distinct(parts, dates)
    pairs = zip(parts.to_numpy()[rows].tolist(), dates.to_numpy()[rows].tolist(), strict=True)
    found = [part != "" and not _narrows(part, date) for part, date in pairs]
    return np.array(found, dtype=bool)[place]


def _narrows(part: str, date: str) -> bool:
    try:
        dates.parse(date, part)
    except dates.DateError:
        return False
    return True


def source_knows_the_past(judged: Judged) -> Iterator[Problem]:
    """What a source reports as done was done by the day on which it was published."""
    for table, field, part in _DATED:
        rows = judged.rows(table, field, part, "status", "source_id")
        rows = rows[rows["status"] == _ACTUAL]
        yield from _after_source(judged, table, field, rows, days(rows[field], rows[part]))
    rows = judged.rows("memberships", "as_of", "source_id")
    yield from _after_source(judged, "memberships", "as_of", rows, days(rows["as_of"]))


def _after_source(
    judged: Judged, table: str, field: str, rows: pd.DataFrame, when: Days
) -> Iterator[Problem]:
    published = judged.lookup("sources", "source_id", "published")
    known_until = {source: bounds(text)[1] for source, text in published.items()}
    too_late = when.earliest > mapped(rows["source_id"], known_until, LAST)
    for row, cells in first_of_each(rows[too_late], "source_id"):
        source = cells["source_id"]
        details = {"source": source, "published": published[source], "repeated": cells["repeated"]}
        yield judged.problem("date-after-source", table, row, field, **details)


def plan_lies_ahead(judged: Judged) -> Iterator[Problem]:
    """What a source expects lies, as a rule, not wholly before the source itself."""
    published = judged.lookup("sources", "source_id", "published")
    known_from = {source: bounds(text)[0] for source, text in published.items()}
    for table, field, part in _DATED:
        rows = judged.rows(table, field, part, "status", "source_id")
        rows = rows[rows["status"] != _ACTUAL]
        last_day = days(rows[field], rows[part]).latest
        for row, cells in each(rows[last_day < mapped(rows["source_id"], known_from, FIRST)]):
            source = cells["source_id"]
            details = {"source": source, "published": published[source]}
            yield judged.problem("plan-in-the-past", table, row, field, **details)


def period_runs_forward(judged: Judged) -> Iterator[Problem]:
    """What starts does not end before; who holds a post on a day holds it between the two."""
    for name, table in judged.in_doubt.items():
        if {"start", "end"} <= set(table.fields):
            rows = judged.rows(name, "start", "end")
            start, end = days(rows["start"]), days(rows["end"])
            for row, cells in each(rows[start.earliest > end.latest]):
                yield judged.problem("period-reversed", name, row, "end", start=cells["start"])
            if "as_of" in table.fields:
                yield from _outside(judged, name)


def _outside(judged: Judged, table: str) -> Iterator[Problem]:
    rows = judged.rows(table, "start", "end", "as_of")
    start, end, as_of = (days(rows[field]) for field in ("start", "end", "as_of"))
    outside = (as_of.latest < start.earliest) | (as_of.earliest > end.latest)
    for row, cells in each(rows[outside & (start.earliest <= end.latest)]):
        details = {"start": cells["start"] or "..", "end": cells["end"] or ".."}
        yield judged.problem("as-of-outside-period", table, row, "as_of", **details)


def printed_date_has_its_role(judged: Judged) -> Iterator[Problem]:
    """A printed date comes with what it says of the source, and that with the date."""
    rows = judged.rows("sources", "printed_date", "printed_date_role")
    for row, cells in each(rows[(rows["printed_date"] == "") != (rows["printed_date_role"] == "")]):
        missing = "printed_date_role" if cells["printed_date"] else "printed_date"
        yield judged.problem("printed-date-incomplete", "sources", row, missing)


def printed_date_bounds_publication(judged: Judged) -> Iterator[Problem]:
    """A page was saved after it was published; a printed day of publication is that day."""
    rows = judged.rows("sources", "published", "printed_date", "printed_date_role")
    published, printed = days(rows["published"]), days(rows["printed_date"])
    too_late = published.earliest > printed.latest
    too_early = published.latest < printed.earliest
    role = rows["printed_date_role"]
    for rule, contradicted in (
        ("published-after-page", (role == "page_clock") & too_late),
        ("published-unlike-printed", (role == "publication") & (too_late | too_early)),
    ):
        for row, cells in each(rows[contradicted]):
            printed_date = cells["printed_date"]
            yield judged.problem(rule, "sources", row, "published", printed=printed_date)
