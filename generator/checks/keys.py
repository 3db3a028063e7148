"""Keys: what is there once is there only once, and what is referred to exists.

Frictionless passes over `uniqueKeys`, names no cell where a reference leads nowhere, and
reads the whole of the other table for each key; these rules give its verdicts faster.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.checks.judged import joined
from generator.checks.offers import OFFERS, Keys
from generator.checks.patterns import unfit
from generator.dataset import DESCRIPTOR
from generator.keys import foreign_keys
from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from generator.checks.judged import Judged
    from generator.dataset import Table


_ID = r"[a-z0-9]+(?:[_-][a-z0-9]+)*"
_RESERVED = {
    *("index", "con", "prn", "aux", "nul"),
    *(f"{device}{number}" for device in ("com", "lpt") for number in range(10)),
}


@dataclass(frozen=True, slots=True)
class _Reference:
    """A foreign key of a table: its fields, and those of the other table, which may be itself."""

    table: Table
    fields: tuple[str, ...]
    other: str
    other_fields: tuple[str, ...]


def primary_keys(judged: Judged) -> Iterator[Problem]:
    """Every row has a key, and no other row has the same."""
    for name, table in judged.in_doubt.items():
        for field in table.primary_key:
            rows = judged.rows(name, field)
            for row in rows.index[rows[field] == ""].tolist():
                yield judged.problem("value-missing", name, row, field)
        for row, first in _twins(judged.keys(name, table.primary_key)):
            details = {"first": str(table.lines[first])}
            yield judged.problem("primary-key-twice", name, row, table.primary_key[0], **details)


def ids_can_name_files(judged: Judged) -> Iterator[Problem]:
    """An id names a page and its files: on every system, and without meaning another place.

    The reserved names are those of Windows, and that of the lists:
    https://learn.microsoft.com/windows/win32/fileio/naming-a-file
    """
    for name, table in judged.in_doubt.items():
        if len(table.primary_key) == 1:
            keys = judged.keys(name, table.primary_key)
            misfits = keys.isin(_RESERVED).to_numpy(copy=True)
            misfits[unfit(_ID, keys.tolist())] = True
            for row in keys.index[misfits].tolist():
                yield judged.problem("id-unfit", name, row, table.primary_key[0])


def unique_keys(judged: Judged) -> Iterator[Problem]:
    """What a schema calls unique is so; where a part of such a key is empty, nothing is said."""
    for name, table in judged.in_doubt.items():
        copies = [row for row, _ in _twins(judged.keys(name, table.primary_key))]
        for fields in _unique_keys(table):
            keys = judged.keys(name, fields)
            for row, first in _twins(keys.drop(copies, errors="ignore")):
                details = {"fields": ", ".join(fields), "first": str(table.lines[first])}
                yield judged.problem("unique-key-twice", name, row, fields[-1], **details)


def schema_references(judged: Judged) -> Iterator[Problem]:
    """A foreign key is of fields that exist in a table that exists.

    A table that several keys miss is what is missing; where one does, the key is wrong.
    """
    nowhere = [r.other for r in _references(judged) if not judged.may_exist(r.other)]
    for table in sorted(set(nowhere)):
        if nowhere.count(table) > 1:
            yield Problem(rule="resource-missing", file=DESCRIPTOR, value=table)
    for reference in _references(judged):
        other = judged.tables.get(reference.other)
        wrong = other and set(reference.other_fields) - set(other.fields)
        if wrong or nowhere.count(reference.other) == 1:
            yield Problem(
                rule="schema-reference",
                file=str(reference.table.spec["schema"]),
                field="foreignKeys",
                value=", ".join(f"{reference.other}.{field}" for field in reference.other_fields),
            )


def references(judged: Judged) -> Iterator[Problem]:
    """What a row refers to exists; a value that leads nowhere is told once, where it is first."""
    for reference in _references(judged):
        if {reference.table.name, reference.other} <= judged.passed:
            continue
        other = judged.tables.get(reference.other)
        if other and set(reference.other_fields) <= set(other.fields):
            yield from _dangling(judged, reference, other)


def _dangling(judged: Judged, reference: _Reference, other: Table) -> Iterator[Problem]:
    name = reference.table.name
    cells = judged.keys(name, reference.fields, whole=False)
    known = joined(other.frame, reference.other_fields)
    unknown = cells[~cells.isin(known)]
    counts = unknown.value_counts()
    if len(counts) <= _faulty_keys(judged, reference):
        return  # a key that is wrong explains that what refers to it finds nothing
    keys = Keys(other, reference.other_fields)
    for number, (row, value) in enumerate(_each(unknown.drop_duplicates())):
        details = {"table": other.path, "repeated": str(counts[value])}
        details |= keys.offer(value) if number < OFFERS else {}
        yield judged.problem("reference-unknown", name, row, reference.fields[-1], **details)


def _faulty_keys(judged: Judged, reference: _Reference) -> int:
    cells = ((reference.other, field) for field in reference.other_fields)
    return sum(int(judged.faulty[cell].sum()) for cell in cells if cell in judged.faulty)


def _references(judged: Judged) -> Iterator[_Reference]:
    for table in judged.tables.values():
        for key in foreign_keys(table):
            yield _Reference(table, key.fields, key.other_table, key.other_fields)


def _unique_keys(table: Table) -> Iterator[tuple[str, ...]]:
    yield from map(_listed, table.schema.get("uniqueKeys", ()))
    for field in table.fields.values():
        if field.spec.get("constraints", {}).get("unique"):
            yield (field.name,)


def _listed(fields: Any) -> tuple[str, ...]:  # noqa: ANN401 - JSON: one name, or a list of them
    return (fields,) if isinstance(fields, str) else tuple(fields)


def _twins(keys: pd.Series[str]) -> Iterator[tuple[int, int]]:
    """Each row with a key that an earlier row has, and the first such row."""
    again = keys.duplicated()
    if again.any():
        firsts = {key: row for row, key in _each(keys[~again])}
        for row, key in _each(keys[again]):
            yield row, firsts[key]


def _each(keys: pd.Series[str]) -> Iterator[tuple[int, str]]:
    return zip(keys.index.tolist(), keys.tolist(), strict=True)
