"""Figures: what one row of observations says with its numbers, and whether they agree."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from generator.checks.judged import each, first_of_each, mapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.judged import Judged
    from generator.problems import Problem

_TABLE = "observations"
_COUNT = ("value",)
_SHARE = ("numerator", "denominator", "percent_reported")
_SLACK = 1e-6
"""More than floats can be off by; what is closer than that to a limit is computed exactly."""


def numerator_within_denominator(judged: Judged) -> Iterator[Problem]:
    """A part is no larger than the whole."""
    rows = judged.rows(_TABLE, "numerator", "denominator")
    for row, cells in each(rows[_exceeds(rows)]):
        details = {"denominator": cells["denominator"]}
        yield judged.problem("numerator-exceeds-denominator", _TABLE, row, "numerator", **details)


def sides_make_the_whole(judged: Judged) -> Iterator[Problem]:
    """The rest is no larger than the whole; where both sides are there, they make it up."""
    if not _rest(judged):
        return
    rows = judged.rows(_TABLE, "numerator", "denominator", "remainder")
    rows = rows[(rows["remainder"] != "") & (rows["denominator"] != "")]
    numerator, whole, rest = (_float(rows[f]) for f in ("numerator", "denominator", "remainder"))
    off = (rest > whole) | ((rows["numerator"] != "") & (numerator + rest != whole))
    for row, cells in each(rows[off]):
        details = {"numerator": cells["numerator"] or "–", "denominator": cells["denominator"]}
        yield judged.problem("sides-contradict-denominator", _TABLE, row, "remainder", **details)


def percent_agrees(judged: Judged) -> Iterator[Problem]:
    """A percent that was reported is that of its counts, as exactly as it was written.

    "90.8" stands for 90.75 to 90.85, "91" for 90.5 to 91.5; cut off instead of rounded, as
    newspapers do, also for what is below 90.9 and 92. Where the source says "more than", the
    counts may give more; where it says "less than", less; "about" says too little to judge.
    """
    rows = judged.rows(_TABLE, *_SHARE, "qualifier")
    rows = rows[(rows != "").all(axis=1) & (rows["qualifier"] != "about")]
    numerator, denominator, percent = (_float(rows[field]) for field in _SHARE)
    off = (100 * numerator / denominator - percent).abs()
    doubtful = np.isfinite(off) & (off > _half_a_step(rows["percent_reported"]) - _SLACK)
    for row, cells in each(rows[doubtful & (numerator <= denominator)]):
        exact = 100 * Fraction(cells["numerator"]) / Fraction(cells["denominator"])
        if not _agrees(exact, cells["percent_reported"], cells["qualifier"]):
            details = {
                "numerator": cells["numerator"],
                "denominator": cells["denominator"],
                "computed": f"{float(exact):.2f}",
            }
            yield judged.problem(
                "percent-contradicts-count", _TABLE, row, "percent_reported", **details
            )


def _half_a_step(percents: pd.Series[str]) -> pd.Series[float]:
    """Half a unit of the last digit that is written."""
    steps = {text: 0.5 * 10.0 ** -_decimals(text) for text in percents.unique().tolist()}
    return percents.map(steps).astype(float)


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _agrees(computed: Fraction, percent: str, qualifier: str) -> bool:
    step = Fraction(1, 10 ** _decimals(percent))
    difference = computed - Fraction(percent)
    return (
        -step / 2 <= difference < step
        or (qualifier == "more_than" and difference > 0)
        or (qualifier == "less_than" and difference < 0)
    )


def figure_is_there(judged: Judged) -> Iterator[Problem]:
    """A row has a figure; a denominator alone is none."""
    given = judged.rows(_TABLE, *_COUNT, *_SHARE, *_rest(judged)) != ""
    empty = ~given.drop(columns="denominator").any(axis=1)
    for row in given.index[empty & given["denominator"]].tolist():
        yield judged.problem("denominator-alone", _TABLE, row, "denominator")
    for row in given.index[empty & ~given["denominator"]].tolist():
        yield judged.problem("figure-missing", _TABLE, row)


def figure_is_of_its_kind(judged: Judged) -> Iterator[Problem]:
    """A count stands in `value`, a share in the columns of shares."""
    kinds = judged.lookup("indicators", "indicator_id", "kind")
    of_a_share = (*_SHARE, *_rest(judged))
    rows = judged.rows(_TABLE, "indicator_id", *_COUNT, *of_a_share)
    kind = mapped(rows["indicator_id"], kinds, "")
    for rule, of_kind, foreign in (
        ("count-in-share", "count", of_a_share),
        ("share-in-count", "share", _COUNT),
    ):
        misplaced = (kind == of_kind) & (rows[list(foreign)] != "").any(axis=1)
        for row, cells in first_of_each(rows[misplaced], "indicator_id"):
            field = next(field for field in foreign if cells[field])
            details = {"indicator": cells["indicator_id"], "repeated": cells["repeated"]}
            yield judged.problem(rule, _TABLE, row, field, **details)


def _rest(judged: Judged) -> tuple[str, ...]:
    """The column of the other side; the first releases have none, and stay sound."""
    table = judged.tables.get(_TABLE)
    return ("remainder",) if table and "remainder" in table.fields else ()


def _exceeds(rows: pd.DataFrame) -> pd.Series[bool]:
    both = (rows["numerator"] != "") & (rows["denominator"] != "")
    return both & (_float(rows["numerator"]) > _float(rows["denominator"]))


def _float(numbers: pd.Series[str]) -> pd.Series[float]:
    """The numbers, each distinct one read once; an empty cell is none."""
    read = {text: _read(text) for text in numbers.unique().tolist()}
    return pd.Series([read[text] for text in numbers.tolist()], index=numbers.index, dtype=float)


def _read(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan
