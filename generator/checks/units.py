"""The registry of units: ids, levels, parents and periods agree with each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from generator.checks.judged import LAST, each, mapped
from generator.dataset import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.judged import Judged
    from generator.problems import Problem

REFORM = "2025-07-01"
"""The first day without districts: resolution 203/2025/QH15, which amended the Constitution."""

_TABLE = "units"
_ID = re.compile(r"(vn|[pdcv]-)c?([0-9]*)(?:-([0-9]{4})(?![^-]))?")
_LEVELS = {"vn": "country", "p-": "province", "d-": "district", "c-": "commune", "v-": "village"}
_ABOVE = {
    "country": "–",
    "province": "country",
    "district": "province",
    "commune": "district",
    "village": "commune",
}


def ids_tell_what_they_should(judged: Judged) -> Iterator[Problem]:
    """An id has the letter of its level, the statistics office's code, and the reform's year.

    The country and villages have no code of their own. A year is in the ids of those
    units alone that began with the reform; what a village's has of it is its commune's.
    """
    rows = judged.rows(_TABLE, "unit_id", "level", "gso_code", "valid_from")
    parts = _parts(rows["unit_id"])
    in_village = parts["level"] == "village"
    code = parts["code"].where(~in_village, "")
    year, began = parts["year"], rows["valid_from"]
    other_year = (year != began.str.slice(0, 4)).where(year != "", began == REFORM)
    for rule, field, expected, wrong in (
        ("unit-id-level", "level", parts["level"], parts["level"] != rows["level"]),
        ("unit-id-code", "gso_code", code, code != rows["gso_code"]),
        ("unit-id-year", "unit_id", began, other_year & ~in_village),
    ):
        for row, cells in each(expected.to_frame("expected")[wrong]):
            yield judged.problem(rule, _TABLE, row, field, expected=cells["expected"])


def period_is_not_empty(judged: Judged) -> Iterator[Problem]:
    """A unit began before it ended; its last day is the one before `valid_to`."""
    rows = judged.rows(_TABLE, "valid_from", "valid_to")
    for row, cells in each(
        rows[(rows["valid_to"] != "") & (rows["valid_from"] >= rows["valid_to"])]
    ):
        details = {"valid_from": cells["valid_from"]}
        yield judged.problem("validity-reversed", _TABLE, row, "valid_to", **details)


def parent_is_right(judged: Judged) -> Iterator[Problem]:
    """A unit other than the country lies in one that is a level up, while both exist.

    A commune lay in a district, and since the reform of 2025 in a province. A village's
    id names its commune. Of each parent only the first fault is told, and of parents in
    a circle one. The country lies in nothing: that it should explains the circle that it is in.
    """
    rows = _with_parents(judged)
    circle = _circles(judged, rows)
    lies_in_one = rows["expected"] != "–"
    circle = circle.where(~circle.isin(circle[~lies_in_one]), "")
    is_known = (rows["parent_level"] != "") & (circle == "")
    other_commune = (rows["commune"] != "–") & (rows["commune"] != rows["parent_id"])
    told = pd.Series(data=False, index=rows.index)
    for rule, wrong in (
        ("unit-parent-circle", circle == rows["unit_id"]),
        ("unit-parent-missing", lies_in_one & (rows["parent_id"] == "")),
        ("unit-parent-needless", is_known & ~lies_in_one),
        ("unit-parent-level", is_known & (rows["parent_level"] != rows["expected"])),
        ("unit-parent-id", is_known & other_commune),
        ("unit-parent-period", is_known & _never_together(rows)),
    ):
        for row, cells in each(rows[wrong & ~told]):
            details = {name: cells[name] for name in ("unit_id", "commune")}
            for name in ("expected", "parent_level"):
                details |= judged.labels(_TABLE, "level", name, cells[name])
            yield judged.problem(rule, _TABLE, row, "parent_id", **details)
        told |= wrong


def _with_parents(judged: Judged) -> pd.DataFrame:
    """Units with the level that their parent should have, and what their parent is."""
    rows = judged.rows(_TABLE, "unit_id", "parent_id", "level", "valid_from", "valid_to")
    parts = _parts(rows["unit_id"])
    commune = "c-" + parts["code"] + ("-" + parts["year"]).where(parts["year"] != "", "")
    reformed = (rows["valid_from"] >= REFORM) | (parts["year"] != "")
    after = (rows["level"] == "commune") & reformed
    above = {
        f"parent_{name}": mapped(rows["parent_id"], judged.lookup(_TABLE, "unit_id", field), "")
        for name, field in (("level", "level"), ("from", "valid_from"), ("to", "valid_to"))
    }
    return rows.assign(
        expected=mapped(rows["level"], _ABOVE, "–").where(~after, "province"),
        commune=commune.where((parts["level"] == "village") & (rows["level"] == "village"), "–"),
        **above,
    )


def _never_together(rows: pd.DataFrame) -> pd.Series[bool]:
    """Whether the periods of a unit and its parent have no day in common, though each has some."""
    began, parent_began = rows["valid_from"], rows["parent_from"]
    ended, parent_ended = (
        rows[name].where(rows[name] != "", LAST) for name in ("valid_to", "parent_to")
    )
    are_periods = (began < ended) & (parent_began < parent_ended)
    return are_periods & ((began >= parent_ended) | (parent_began >= ended))


def _circles(judged: Judged, rows: pd.DataFrame) -> pd.Series[str]:
    """For each unit to which its parents lead back, the first id on the way round; else ''."""
    parents = judged.lookup(_TABLE, "unit_id", "parent_id")
    above, lowest = rows["parent_id"], rows["unit_id"]
    closed = above == rows["unit_id"]
    for _ in _LEVELS:
        lowest = lowest.where((above == "") | (lowest < above), above)
        above = mapped(above, parents, "")
        closed |= above == rows["unit_id"]
    return lowest.where(closed, "")


def _parts(ids: pd.Series[str]) -> pd.DataFrame:
    """The `level` that an id tells, its `code` of digits, and the `year` behind it; or ''."""
    found = [match.groups("") if (match := _ID.match(text)) else ("",) * 3 for text in ids]
    parts = pd.DataFrame(found, index=ids.index, columns=["level", "code", "year"], dtype=TEXT)
    return parts.assign(level=mapped(parts["level"], _LEVELS, ""))
