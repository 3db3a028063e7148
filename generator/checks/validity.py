"""Units in time: what is told of a unit happened while it existed, and units follow one another."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.checks.judged import FIRST, LAST, days, each, first_of_each, mapped
from generator.checks.units import REFORM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from generator.checks.judged import Judged
    from generator.problems import Problem

_ACTUAL = "actual"
_SHOWN = 5


def units_of_reports(judged: Judged) -> Iterator[Problem]:
    """What was done in a unit was done while it existed; what is expected was said by then."""
    published, periods = judged.lookup("sources", "source_id", "published"), _periods(judged)
    for table in ("observations", "events"):
        rows = judged.rows(table, "unit_id", "date", "date_part", "status", "source_id")
        done = rows["status"] == _ACTUAL
        date = rows["date"].where(done, mapped(rows["source_id"], published, ""))
        part = rows["date_part"].where(done, "")
        yield from _out_of_time(judged, periods, table, rows["unit_id"], date, part)


def units_of_targets(judged: Judged) -> Iterator[Problem]:
    """An aim is announced for a unit that exists then, however late the deadline."""
    published = judged.lookup("sources", "source_id", "published")
    rows = judged.rows("targets", "unit_id", "source_id")
    date = mapped(rows["source_id"], published, "")
    yield from _out_of_time(judged, _periods(judged), "targets", rows["unit_id"], date)


def units_of_holders_terms_and_documents(judged: Judged) -> Iterator[Problem]:
    """Posts are held, terms begin and documents are issued in units that exist then."""
    periods = _periods(judged)
    for table, field in (("memberships", "as_of"), ("terms", "start"), ("documents", "date")):
        rows = judged.rows(table, "unit_id", field)
        yield from _out_of_time(judged, periods, table, rows["unit_id"], rows[field])


def _out_of_time(  # noqa: PLR0913, PLR0917 - three of them are a table's
    judged: Judged,
    periods: _Periods,
    table: str,
    units: pd.Series[str],
    date: pd.Series[str],
    part: pd.Series[str] | None = None,
) -> Iterator[Problem]:
    """What is told of units while they were not: once for each unit of a table.

    Of a unit that is said to end or begin on two days, that is told, and nothing else.
    """
    since, until = mapped(units, periods.since, FIRST), mapped(units, periods.until, LAST)
    when = days(date, part)
    rows = units.to_frame("unit").assign(date=date, since=since, until=until)
    too_late, too_early = rows[when.earliest >= until], rows[when.latest < since]
    if too_late.empty and too_early.empty:
        return
    kin, doubtful = _kin(judged), _doubtful(judged)
    for row, cells in first_of_each(too_late[~too_late["unit"].isin(doubtful)], "unit"):
        rule = "unit-reformed" if cells["until"] == REFORM else "unit-ended"
        details = {name: cells[name] for name in ("date", "until", "repeated")}
        details["successors"] = kin.named(kin.after, cells["unit"])
        yield judged.problem(rule, table, row, "unit_id", **details)
    for row, cells in first_of_each(too_early[~too_early["unit"].isin(doubtful)], "unit"):
        details = {name: cells[name] for name in ("date", "since", "repeated")}
        details["predecessors"] = kin.named(kin.before, cells["unit"])
        yield judged.problem("unit-not-yet", table, row, "unit_id", **details)


def succession_is_on_its_day(judged: Judged) -> Iterator[Problem]:
    """On the day of a succession the one unit is no more and the other begins."""
    rows = _successions(judged)
    differs = rows[["ended", "began"]].ne(rows["date"], axis="index")
    agree = rows["ended"] == rows["began"]
    for rule, wrong in (
        ("succession-date", differs["ended"] & agree),
        ("succession-from", differs["ended"] & ~agree),
        ("succession-to", differs["began"] & ~agree),
    ):
        for row, cells in each(rows[wrong]):
            details = {"from": cells["from_unit_id"], "to": cells["to_unit_id"]}
            details |= {"ended": cells["ended"] or "–", "began": cells["began"] or "–"}
            yield judged.problem(rule, "unit_successions", row, "date", **details)


def _successions(judged: Judged) -> pd.DataFrame:
    """Successions of units that are known, with the days on which one `ended` and one `began`."""
    periods = _periods(judged)
    rows = judged.rows("unit_successions", "from_unit_id", "to_unit_id", "date")
    known = rows["from_unit_id"].isin(periods.until) & rows["to_unit_id"].isin(periods.since)
    rows = rows[known]
    ended = mapped(rows["from_unit_id"], periods.until, "").replace(LAST, "")
    return rows.assign(ended=ended, began=mapped(rows["to_unit_id"], periods.since, ""))


def _doubtful(judged: Judged) -> set[str]:
    """The units of which one ends on another day than that on which the next one begins."""
    rows = _successions(judged)
    rows = rows[rows["ended"] != rows["began"]]
    return {*rows["from_unit_id"], *rows["to_unit_id"]}


class _Periods(NamedTuple):
    """The first day of each unit, and the day after its last."""

    since: Mapping[str, str]
    until: Mapping[str, str]


def _periods(judged: Judged) -> _Periods:
    """When units were; not of one that ends before it begins.

    One by one: what pandas does at once takes it longer than all of the units take here.
    """
    rows = judged.rows("units", "unit_id", "valid_from", "valid_to")
    known: dict[str, tuple[str, str]] = {}
    for unit, since, until in zip(*(rows[field].tolist() for field in rows), strict=True):
        known.setdefault(unit, (since, until or LAST))
    sound = [(unit, since, until) for unit, (since, until) in known.items() if since < until]
    return _Periods(
        since={unit: since for unit, since, _ in sound},
        until={unit: until for unit, _, until in sound},
    )


@dataclass(frozen=True, slots=True)
class _Kin:
    """What each unit became, and what it came from: by id, with the names."""

    after: Mapping[str, list[str]]
    before: Mapping[str, list[str]]
    below: Mapping[str, list[str]]
    names: Mapping[str, str]

    def named(self, moves: Mapping[str, list[str]], unit: str) -> str:
        """Units on the other side of a change: those of the unit, else of the units below it."""
        below = (other for child in self.below.get(unit, ()) for other in moves.get(child, ()))
        others = sorted(set(moves.get(unit) or below))
        shown = [f"{self.names.get(other, '')} ({other})" for other in others[:_SHOWN]]
        return ", ".join(shown + ["…"] * (len(others) > _SHOWN)) or "–"


def _kin(judged: Judged) -> _Kin:
    moves = judged.rows("unit_successions", "from_unit_id", "to_unit_id")
    units = judged.rows("units", "unit_id", "parent_id", "name_vi")
    return _Kin(
        after=_grouped(moves["from_unit_id"], moves["to_unit_id"]),
        before=_grouped(moves["to_unit_id"], moves["from_unit_id"]),
        below=_grouped(units["parent_id"], units["unit_id"]),
        names=dict(zip(units["unit_id"], units["name_vi"], strict=True)),
    )


def _grouped(keys: Iterable[str], values: Iterable[str]) -> dict[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in zip(keys, values, strict=True):
        groups[key].append(value)
    return groups
