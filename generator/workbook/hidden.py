"""The two hidden sheets: what a workbook was made from, and its lists; not the tables' sheets."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from generator.dataset import Table
    from generator.workbook.choices import Choices

    Key: TypeAlias = tuple[str, ...]

FORM = "nhatthehoa-workbook-1"
"""Names what is in a record, in its first cell; another form gets another number."""

_LIST_WIDTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a workbook was made from: its package and version, and '' or the unit asked for.

    `sheets` names the sheet of each table; `digests` has, for each table, those of the rows
    that were written, by their keys.
    """

    package: str
    version: str
    unit: str
    sheets: Mapping[str, str]
    digests: Mapping[str, Mapping[Key, str]]


def digest(row: Iterable[str]) -> str:
    """What tells a row of the package from what it was before, or will be."""
    return hashlib.blake2b("\0".join(row).encode(), digest_size=12).hexdigest()


def key_of(table: Table, row: Sequence[str]) -> Key:
    """The key of a row of the table."""
    values = dict(zip(table.fields, row, strict=True))
    return tuple(values[name] for name in table.primary_key)


def digests(table: Table, rows: pd.DataFrame) -> dict[Key, str]:
    """The digests of some rows of a table by their keys."""
    found = rows.itertuples(index=False, name=None)
    return {key_of(table, row): digest(row) for row in found}


def record_lines(record: Record) -> Iterator[tuple[str, ...]]:
    """The cells of the record's sheet, line by line."""
    yield FORM, record.package, record.version, record.unit
    for table, sheet in record.sheets.items():
        yield "sheet", table, sheet
    for table, digests in record.digests.items():
        for key, told in digests.items():
            yield "row", table, told, json.dumps(key, ensure_ascii=False)


def record_of(lines: Sequence[Sequence[str]]) -> Record | None:
    """The record in these lines; None where they are not such a record."""
    if not lines or not lines[0] or lines[0][0] != FORM:
        return None
    _, package, version, unit = (*lines[0], "", "", "")[:4]
    sheets: dict[str, str] = {}
    digests: dict[str, dict[Key, str]] = {}
    for line in lines[1:]:
        match line:
            case ["sheet", table, sheet]:
                sheets[table] = sheet
                digests[table] = {}
            case ["row", table, told, key] if table in digests:
                digests[table][_key(key)] = told
            case _:
                return None
    return Record(package=package, version=version, unit=unit, sheets=sheets, digests=digests)


def _key(written: str) -> Key:
    """The key as it was written; () for what nobody wrote so, which no row has."""
    try:
        values = json.loads(written)
    except (ValueError, RecursionError):
        return ()
    return tuple(map(str, values)) if isinstance(values, list) else ()


def list_lines(choices: Iterable[Choices]) -> Iterator[tuple[str, str, str]]:
    """The cells of the lists' sheet: a line for each value, with its list and its text."""
    for each in choices:
        for value, text in each.shown.items():
            yield each.name, value, text


def lists_of(lines: Iterable[Sequence[str]]) -> dict[str, dict[str, str]]:
    """The text of each value, by the list's name, as these lines of the sheet have them."""
    found: dict[str, dict[str, str]] = {}
    for line in lines:
        if len(line) == _LIST_WIDTH and line[1]:
            found.setdefault(line[0], {})[line[1]] = line[2]
    return found
