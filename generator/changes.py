"""What is different between two datasets: rows by primary key, cell by cell; not what it means.

A field that only one of the two has is named as such, and none of its cells is compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy.typing as npt

    from generator.dataset import Dataset, Table

    Numbers: TypeAlias = npt.NDArray[np.intp]
    Key: TypeAlias = tuple[str, ...]
    Row: TypeAlias = Mapping[str, str]

_BETWEEN = "\0"
"""Stands between the values of a key of several fields; no file that can be read has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell of a row that both datasets have, with both its values."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """A row that both datasets have, and that is another in some of the fields that both have."""

    key: Key
    old: Row
    new: Row

    @property
    def cells(self) -> tuple[CellChange, ...]:
        """The cells that changed, in the order of the fields."""
        return tuple(
            CellChange(field=field, old=self.old[field], new=value)
            for field, value in self.new.items()
            if field in self.old and self.old[field] != value
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChanges:
    """What changed in one table; rows are in the order of their keys.

    `key` names the fields of the key, `rows_before` counts the rows that the table had,
    and `only_in` says that the other dataset has no such table.
    """

    name: str
    path: str
    key: tuple[str, ...]
    rows_before: int
    only_in: Literal["", "base", "head"] = ""
    fields_added: tuple[str, ...] = ()
    fields_removed: tuple[str, ...] = ()
    added: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    changed: tuple[RowChange, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.only_in or self.fields_added or self.fields_removed or self.rows)

    @property
    def rows(self) -> int:
        """How many rows came, went or are others."""
        return len(self.added) + len(self.removed) + len(self.changed)


def changes(base: Dataset, head: Dataset) -> tuple[TableChanges, ...]:
    """The tables in which something changed from `base` to `head`, in the order of `head`.

    A table that one of the two has but cannot be read is left out.
    """
    return tuple(filter(None, _tables(base, head))) if are_comparable(base, head) else ()


def are_comparable(base: Dataset, head: Dataset) -> bool:
    """Whether both say which tables they have: a descriptor that nobody can read removes none."""
    return all(isinstance(side.descriptor.get("resources"), list) for side in (base, head))


def declared(dataset: Dataset) -> frozenset[str]:
    """The names of the tables that a dataset says it has, be they readable or not."""
    resources = dataset.descriptor.get("resources")
    named = resources if isinstance(resources, list) else []
    return frozenset(str(item.get("name")) for item in named if isinstance(item, dict))


def _tables(base: Dataset, head: Dataset) -> Iterator[TableChanges]:
    for name, table in head.tables.items():
        if name in base.tables:
            if not _are_alike(base.tables[name], table):
                yield _in_both(base.tables[name], table)
        elif name not in declared(base):
            yield TableChanges(
                name=name,
                path=table.path,
                key=table.primary_key,
                rows_before=0,
                only_in="head",
                added=_all(table),
            )
    for name, table in base.tables.items():
        if name not in declared(head):
            yield TableChanges(
                name=name,
                path=table.path,
                key=table.primary_key,
                rows_before=len(table.frame),
                only_in="base",
                removed=_all(table),
            )


def _are_alike(old: Table, new: Table) -> bool:
    return old.sha256 == new.sha256 and list(old.fields) == list(new.fields)


def _in_both(old: Table, new: Table) -> TableChanges:
    before, after = _pairs(old, new)
    return TableChanges(
        name=new.name,
        path=new.path,
        key=new.primary_key,
        rows_before=len(old.frame),
        fields_added=tuple(name for name in new.fields if name not in old.fields),
        fields_removed=tuple(name for name in old.fields if name not in new.fields),
        added=_sorted(_rows(new, _others(new, after)), new.primary_key),
        removed=_sorted(_rows(old, _others(old, before)), old.primary_key),
        changed=_changed(old, new, before, after),
    )


def _pairs(old: Table, new: Table) -> tuple[Numbers, Numbers]:
    """The numbers in each table of the rows that both have, by the key that the new one has.

    There are none where the old one lacks a field of that key.
    """
    if not set(new.primary_key) <= set(old.fields):
        return np.array([], dtype=np.intp), np.array([], dtype=np.intp)
    keys = [_keys(table, new.primary_key) for table in (old, new)]
    if not all(key.is_unique for key in keys):
        keys = [_numbered(key) for key in keys]
    found = pd.Index(keys[0]).get_indexer(pd.Index(keys[1]))
    return found[found >= 0], np.flatnonzero(found >= 0)


def _keys(table: Table, fields: Sequence[str]) -> pd.Series[str]:
    """The keys of the rows, as one text each."""
    first, *others = (table.frame[field] for field in fields)
    for other in others:
        first = first + _BETWEEN + other
    return first


def _numbered(keys: pd.Series[str]) -> pd.Series[str]:
    """The keys with a number each, by which rows of one key, a fault, are told apart."""
    return keys + _BETWEEN + keys.groupby(keys).cumcount().astype(str)


def _changed(old: Table, new: Table, before: Numbers, after: Numbers) -> tuple[RowChange, ...]:
    differ = np.zeros(len(before), dtype=bool)
    for name in new.fields:
        if name in old.fields:
            values = old.frame[name].to_numpy()[before], new.frame[name].to_numpy()[after]
            differ |= values[0] != values[1]
    key = new.primary_key
    found = [
        RowChange(key=tuple(row[name] for name in key), old=earlier, new=row)
        for earlier, row in zip(_rows(old, before[differ]), _rows(new, after[differ]), strict=True)
    ]
    return tuple(sorted(found, key=lambda change: change.key))


def _others(table: Table, numbers: Numbers) -> Numbers:
    """The numbers of all rows but these."""
    others = np.ones(len(table.frame), dtype=bool)
    others[numbers] = False
    return np.flatnonzero(others)


def _rows(table: Table, numbers: Numbers) -> Iterator[Row]:
    """Some rows by the names of their fields."""
    columns = (table.frame[name].to_numpy()[numbers].tolist() for name in table.fields)
    for cells in zip(*columns, strict=True):
        yield dict(zip(table.fields, cells, strict=True))


def _sorted(rows: Iterable[Row], key: Sequence[str]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: [row[name] for name in key]))


def _all(table: Table) -> tuple[Row, ...]:
    return _sorted(_rows(table, np.arange(len(table.frame))), table.primary_key)
