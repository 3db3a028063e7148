"""A dataset whose cells have been judged, as rules ask for it: by sound rows; no rule itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from generator import dates
from generator.dataset import TEXT
from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.checks.cells import Mask
    from generator.dataset import Dataset, Table

    Rule: TypeAlias = Callable[["Judged"], Iterator[Problem]]

FIRST, LAST = "0001-01-01", "9999-12-31"
"""Days before and after every other: what is not known contradicts nothing."""

_NOT_UNDERSTOOD = {
    "descriptor-resources",
    "resource-incomplete",
    "resource-name",
    "resource-twice",
}

BETWEEN = "\0"
"""Stands between the values of a key of several fields; no file that can be read has it."""


class AbsentError(LookupError):
    """A rule asked for a table, or a field of it, that the package does not have."""

    def __init__(self, table: str, field: str = "") -> None:
        """Keep both, for the problem that is made of them."""
        super().__init__(table, field)
        self.table = table
        self.field = field


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The tables that could be read, and by table and field the cells that have a fault.

    `texts` are those of sources, by their checksums: see `generator.checks.archive`.
    """

    dataset: Dataset
    faulty: Mapping[tuple[str, str], Mask]
    texts: Mapping[str, str | None]

    @property
    def tables(self) -> Mapping[str, Table]:
        """The tables that could be read, by name."""
        return self.dataset.tables

    def may_exist(self, table: str) -> bool:
        """Whether the descriptor has the table, or something in it that was not understood."""
        if any(problem.rule in _NOT_UNDERSTOOD for problem in self.dataset.problems):
            return True
        return any(resource["name"] == table for resource in self.dataset.descriptor["resources"])

    def rows(self, table: str, *fields: str) -> pd.DataFrame:
        """The rows of a table in which each of the fields is sound: these fields of them.

        The index is that of the table's frame.

        Raises:
            AbsentError: there is no such table, or no such field in it.
        """
        if table not in self.tables:
            raise AbsentError(table)
        for field in fields:
            if field not in self.tables[table].fields:
                raise AbsentError(table, field)
        masks = [self.faulty[table, field] for field in fields if (table, field) in self.faulty]
        frame = self.tables[table].frame[list(fields)]
        return frame[~np.logical_or.reduce(masks)] if masks else frame

    def lookup(self, table: str, key: str, field: str) -> dict[str, str]:
        """The values of a field by those of another; where a key is there twice, the first."""
        rows = self.rows(table, *{key: None, field: None}).drop_duplicates(key)
        return dict(zip(rows[key].tolist(), rows[field].tolist(), strict=True))

    def problem(
        self, rule: str, table: str, row: int, field: str = "", /, **details: str
    ) -> Problem:
        """A problem of a row, or of one of its cells."""
        source = self.tables[table]
        return Problem(
            rule=rule,
            file=source.path,
            line=source.lines[row],
            field=field,
            value=source.frame[field].array[row] if field else "",
            details=details,
        )


def each(rows: pd.DataFrame) -> Iterator[tuple[int, dict[str, str]]]:
    """The number and the cells of each row: for those few in which a rule found a fault."""
    names = rows.columns.tolist()
    for row, cells in zip(rows.index.tolist(), rows.itertuples(index=False), strict=True):
        yield row, dict(zip(names, cells, strict=True))


def joined(rows: pd.DataFrame) -> pd.Series[str]:
    """The values of a key, as one text each; they sort as the values do one after the other."""
    first, *others = (rows[field] for field in rows.columns)
    for other in others:
        first = first + BETWEEN + other
    return first


def mapped(
    keys: pd.Series[str], values: Mapping[str, str] | pd.Series[str], otherwise: str
) -> pd.Series[str]:
    """What each key stands for, or `otherwise`."""
    return keys.map(values).astype(TEXT).fillna(otherwise)


def days(texts: pd.Series[str], parts: pd.Series[str] | None = None) -> pd.DataFrame:
    """The `earliest` and `latest` possible day of each date, as ISO text: its order is time's.

    An empty date, and an end that is open, lie beyond every day.
    """
    keys = texts if parts is None else texts + "\t" + parts
    bounds = {key: _bounds(key) for key in keys.unique()}
    return pd.DataFrame(
        {
            "earliest": keys.map({key: bound[0] for key, bound in bounds.items()}),
            "latest": keys.map({key: bound[1] for key, bound in bounds.items()}),
        },
        dtype=TEXT,
    )


@lru_cache(maxsize=65_536)
def _bounds(key: str) -> tuple[str, str]:
    text, _, part = key.partition("\t")
    for narrowed_by in (part, ""):
        try:
            earliest, latest = dates.parse(text, narrowed_by).sort_key
        except dates.DateError:  # empty, or at fault in a way that a rule of its own tells
            continue
        return earliest.isoformat(), latest.isoformat()
    return FIRST, LAST
