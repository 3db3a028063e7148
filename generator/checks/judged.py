"""A dataset whose cells have been judged, as rules ask for it: by sound rows; no rule itself."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from generator import dates
from generator.dataset import TEXT
from generator.problems import Problem
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import numpy.typing as npt

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

BETWEEN = "\x1f"
"""Stands between the values of a key of several fields: no sound cell has a control character."""


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

    `texts` are those of sources, by their checksums: see `generator.checks.archive`. `passed`
    are the tables that have not changed since a check that found nothing in them.
    """

    dataset: Dataset
    faulty: Mapping[tuple[str, str], Mask]
    texts: Mapping[str, str | None]
    passed: frozenset[str] = frozenset()

    @property
    def tables(self) -> Mapping[str, Table]:
        """The tables that could be read, by name."""
        return self.dataset.tables

    @property
    def in_doubt(self) -> Mapping[str, Table]:
        """The tables that a rule has to look at, if it judges each by itself alone."""
        return {name: table for name, table in self.tables.items() if name not in self.passed}

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
        self._require(table, fields)
        frame = self.tables[table].frame[list(fields)]
        faulty = self._faulty(table, fields)
        return frame[~faulty] if faulty is not None else frame

    def keys(self, table: str, fields: Sequence[str], *, whole: bool = True) -> pd.Series[str]:
        """The values of a key, as one text each: where all its parts are sound, and none is empty.

        With `whole` false some may be empty, but not all. The texts sort as the values do,
        one after the other.

        Raises:
            AbsentError: as `rows`.
        """
        self._require(table, fields)
        frame = self.tables[table].frame
        combined = np.logical_and if whole else np.logical_or
        kept: Mask = combined.reduce([frame[field].to_numpy() != "" for field in fields])
        faulty = self._faulty(table, fields)
        return joined(frame, fields).loc[kept if faulty is None else kept & ~faulty]

    def _require(self, table: str, fields: Sequence[str]) -> None:
        if table not in self.tables:
            raise AbsentError(table)
        for field in fields:
            if field not in self.tables[table].fields:
                raise AbsentError(table, field)

    def _faulty(self, table: str, fields: Sequence[str]) -> Mask | None:
        """The rows in which one of the fields has a fault; None where none has."""
        masks = [self.faulty[table, field] for field in fields if (table, field) in self.faulty]
        return np.logical_or.reduce(masks) if masks else None

    def lookup(self, table: str, key: str, field: str) -> dict[str, str]:
        """The values of a field by those of another; where a key is there twice, the first."""
        rows = self.rows(table, *{key: None, field: None}).drop_duplicates(key)
        return dict(zip(rows[key].tolist(), rows[field].tolist(), strict=True))

    def labels(self, table: str, field: str, name: str, value: str) -> dict[str, str]:
        """What a category is called in each language, as details by that name."""
        of = self.tables[table].fields[field]
        is_known = value in of.categories
        return {
            f"{name}_{lang}": of.label(value, lang) if is_known else value for lang in LANGUAGES
        }

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


def first_of_each(rows: pd.DataFrame, key: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Of the rows that share a key only the first, with their number as `repeated`.

    What contradicts all of them is most likely one mistake, and is told once.
    """
    counts = rows[key].value_counts()
    for row, cells in each(rows.drop_duplicates(key)):
        yield row, {**cells, "repeated": str(counts[cells[key]])}


def joined(frame: pd.DataFrame, fields: Sequence[str]) -> pd.Series[str]:
    """The values of a key in all rows, as one text each."""
    texts = frame[fields[0]]
    for field in fields[1:]:
        texts = texts + BETWEEN + frame[field]
    return texts


def mapped(keys: pd.Series[str], values: Mapping[str, str], otherwise: str) -> pd.Series[str]:
    """What each key stands for, or `otherwise`.

    The dictionary answers for all rows three times as fast as `Series.map`.
    """
    found = [values.get(key, otherwise) for key in keys.tolist()]
    return pd.Series(found, index=keys.index, dtype=TEXT)


class Days(NamedTuple):
    """The earliest and the latest possible day of dates, as ISO text: its order is time's."""

    earliest: pd.Series[str]
    latest: pd.Series[str]


def days(texts: pd.Series[str], parts: pd.Series[str] | None = None) -> Days:
    """The bounds of dates, and of those that a part narrows; each distinct one is read once."""
    columns = [texts] if parts is None else [texts, parts]
    place, rows = distinct(*columns)
    cells = (column.to_numpy()[rows].tolist() for column in columns)
    read = [bounds(*date) for date in zip(*cells, strict=True)]
    ends = np.array(read, dtype=object).reshape(-1, 2)[place]
    return Days(*(pd.Series(ends[:, i], index=texts.index, dtype=TEXT) for i in (0, 1)))


def distinct(*columns: pd.Series[str]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """For each row the number of its combination of cells, and of each combination the first row.

    Rows are counted from the first of the columns, whatever their index is.
    """
    place, _ = pd.factorize(columns[0].to_numpy())
    for column in columns[1:]:
        codes, values = pd.factorize(column.to_numpy())
        place, _ = pd.factorize(place * len(values) + codes)
    _, rows = np.unique(place, return_index=True)
    return place, rows


@functools.lru_cache(maxsize=65_536)
def bounds(text: str, part: str = "") -> tuple[str, str]:
    """The earliest and the latest possible day; FIRST and LAST for no date and for open ends."""
    for narrowed_by in (part, ""):
        try:
            earliest, latest = dates.parse(text, narrowed_by).sort_key
        except dates.DateError:  # empty, or at fault in a way that a rule of its own tells
            continue
        return earliest.isoformat(), latest.isoformat()
    return FIRST, LAST
