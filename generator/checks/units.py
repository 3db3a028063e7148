"""The registry of units: ids, levels, parents and periods agree with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.judged import LAST, each, mapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from generator.checks.judged import Judged
    from generator.problems import Problem

REFORM = "2025-07-01"
"""The first day without districts: resolution 203/2025/QH15, which amended the Constitution."""

_TABLE = "units"
_ID = r"^(vn|[pdcv]-)c?([0-9]*)(?:-([0-9]{4})(?![^-]))?"
_LEVELS = {"vn": "country", "p-": "province", "d-": "district", "c-": "commune", "v-": "village"}
_ABOVE = {
    "country": "–",
    "province": "country",
    "district": "province",
    "commune": "district",
    "village": "commune",
}


def id_tells_level(judged: Judged) -> Iterator[Problem]:
    """The first letter of an id is that of the level."""
    rows = judged.rows(_TABLE, "unit_id", "level")
    expected = _parts(rows["unit_id"])["level"]
    for row, cells in each(rows.assign(expected=expected)[expected != rows["level"]]):
        yield judged.problem("unit-id-level", _TABLE, row, "level", expected=cells["expected"])


def id_has_code(judged: Judged) -> Iterator[Problem]:
    """The digits of an id are the statistics office's code; villages and the country have none."""
    rows = judged.rows(_TABLE, "unit_id", "gso_code")
    parts = _parts(rows["unit_id"])
    expected = parts["code"].where(parts["level"] != "village", "")
    for row, cells in each(rows.assign(expected=expected)[expected != rows["gso_code"]]):
        shown = cells["expected"] or "–"
        yield judged.problem("unit-id-code", _TABLE, row, "gso_code", expected=shown)


def id_has_year(judged: Judged) -> Iterator[Problem]:
    """An id ends in the year of the reform with which the unit began; others end in none.

    What a village's id has of this is its commune's.
    """
    rows = judged.rows(_TABLE, "unit_id", "valid_from")
    parts = _parts(rows["unit_id"])
    year, began = parts["year"], rows["valid_from"]
    wrong = (year != began.str.slice(0, 4)).where(year != "", began == REFORM)
    for row, cells in each(rows[wrong & (parts["level"] != "village")]):
        details = {"began": cells["valid_from"] or "–"}
        yield judged.problem("unit-id-year", _TABLE, row, "unit_id", **details)


def period_is_not_empty(judged: Judged) -> Iterator[Problem]:
    """A unit began before it ended; its last day is the one before `valid_to`."""
    rows = judged.rows(_TABLE, "valid_from", "valid_to")
    for row, cells in each(
        rows[(rows["valid_to"] != "") & (rows["valid_from"] >= rows["valid_to"])]
    ):
        details = {"valid_from": cells["valid_from"]}
        yield judged.problem("validity-reversed", _TABLE, row, "valid_to", **details)


def parents_go_up(judged: Judged) -> Iterator[Problem]:
    """Following parents never leads back; a circle is told once, at its first id."""
    rows = judged.rows(_TABLE, "unit_id", "parent_id")
    for row, cells in each(rows[_circles(rows) == rows["unit_id"]]):
        yield judged.problem("unit-parent-circle", _TABLE, row, "parent_id", unit=cells["unit_id"])


def parent_is_right(judged: Judged) -> Iterator[Problem]:
    """A unit other than the country lies in one that is a level up, while both exist.

    A commune lay in a district, and since the reform of 2025 in a province. A village's
    id names its commune. Of each parent only the first fault is told.
    """
    rows = _with_parents(judged)
    is_known = rows["parent_level"] != ""
    other_commune = (rows["commune"] != "–") & (rows["commune"] != rows["parent_id"])
    told = _circles(rows) != ""
    for rule, wrong in (
        ("unit-parent-missing", (rows["parent_id"] == "") & (rows["expected"] != "–")),
        ("unit-parent-level", is_known & (rows["parent_level"] != rows["expected"])),
        ("unit-parent-id", is_known & other_commune),
        ("unit-parent-period", is_known & _never_together(rows)),
    ):
        for row, cells in each(rows[wrong & ~told]):
            details = {name: cells[name] for name in ("expected", "parent_level", "commune")}
            yield judged.problem(rule, _TABLE, row, "parent_id", **details)
        told |= wrong


def _with_parents(judged: Judged) -> pd.DataFrame:
    """Units with the level that their parent should have, and what their parent is."""
    rows = judged.rows(_TABLE, "unit_id", "parent_id", "level", "valid_from", "valid_to")
    parts = _parts(rows["unit_id"])
    commune = "c-" + parts["code"] + ("-" + parts["year"]).where(parts["year"] != "", "")
    after = (rows["level"] == "commune") & (rows["valid_from"] >= REFORM)
    parents = rows.drop_duplicates("unit_id").set_index("unit_id")
    above = {
        f"parent_{name}": mapped(rows["parent_id"], parents[field], "")
        for name, field in (("level", "level"), ("from", "valid_from"), ("to", "valid_to"))
    }
    return rows.assign(
        expected=rows["level"].map(_ABOVE).where(~after, "province"),
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


def _circles(rows: pd.DataFrame) -> pd.Series[str]:
    """For each unit to which its parents lead back, the first id on the way round; else ''."""
    parents = rows.drop_duplicates("unit_id").set_index("unit_id")["parent_id"]
    above, lowest = rows["parent_id"], rows["unit_id"]
    closed = above == rows["unit_id"]
    for _ in _LEVELS:
        lowest = lowest.where((above == "") | (lowest < above), above)
        above = mapped(above, parents, "")
        closed |= above == rows["unit_id"]
    return lowest.where(closed, "")


def _parts(ids: pd.Series[str]) -> pd.DataFrame:
    """The `level` that an id tells, its `code` of digits, and the `year` behind it; or ''."""
    parts = ids.str.extract(_ID).set_axis(["level", "code", "year"], axis="columns").fillna("")
    return parts.assign(level=mapped(parts["level"], _LEVELS, ""))
