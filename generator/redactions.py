"""What was taken out of the data for good, and a package without it; not who asked for it.

The ledger of a package says of each row by which digest its key is known, never the key: the
key of a person is mostly the name. Whoever knows a key can tell that its row was taken out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from generator.dataset import Redacted
from generator.keys import foreign_keys
from generator.problems import Problem
from generator.reading import read_json
from generator.rewriting import with_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from generator.dataset import Dataset, Table

LEDGER = "redactions.json"
_DIGEST = re.compile("[0-9a-f]{64}")


class Reason(StrEnum):
    """Why a row was taken out, as far as anybody needs to know."""

    PRIVACY = "privacy"
    SAFETY = "safety"
    RIGHTS = "rights"
    ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Redaction:
    """A row that was taken out: on which day (ISO 8601), of which table, by the digest of its key.

    `reason` is one of `Reason`.
    """

    date: str
    table: str
    reason: str
    key: str


def digest(table: str, key: Sequence[str]) -> str:
    """By what the key of a row is known in the ledger."""
    return hashlib.sha256("\0".join((table, *key)).encode()).hexdigest()


def read_ledger(folder: Path, problems: list[Problem]) -> tuple[Redaction, ...]:
    """What was taken out of the package in a folder, the earliest first."""
    content = read_json(folder, LEDGER, problems) if (folder / LEDGER).exists() else {}
    if content is None:
        return ()
    listed = content.get("redactions", [])
    found = [_redaction(item) for item in listed] if isinstance(listed, list) else [None]
    problems.extend(
        Problem(rule="redaction-shape", file=LEDGER, details={"position": str(position)})
        for position, item in enumerate(found, start=1)
        if item is None
    )
    return tuple(sorted(item for item in found if item))


def _redaction(item: Any) -> Redaction | None:  # noqa: ANN401 - whatever JSON has
    if not isinstance(item, dict) or set(item) != set(Redaction.__dataclass_fields__):
        return None
    if not all(isinstance(value, str) for value in item.values()):
        return None
    try:
        date.fromisoformat(item["date"])
        Reason(item["reason"])
    except ValueError:
        return None
    return Redaction(**item) if _DIGEST.fullmatch(item["key"]) else None


def ledger_bytes(ledger: Iterable[Redaction]) -> bytes:
    """The file that has these."""
    content = {"redactions": [asdict(redaction) for redaction in sorted(set(ledger))]}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def rows_in(dataset: Dataset, redaction: Redaction) -> list[int]:
    """The positions of the rows of a package that were taken out, and are there all the same."""
    table = dataset.tables.get(redaction.table)
    keys = _cells(table, table.primary_key) if table else []
    return [at for at, key in enumerate(keys) if digest(redaction.table, key) == redaction.key]


def redacted(dataset: Dataset, ledger: Iterable[Redaction]) -> Dataset:
    """The package without what was taken out, and without the rows that refer to it.

    Of a row that may do without, only the reference goes. What is left of a table is written
    in its canonical form.
    """
    tables = dict(dataset.tables)
    counts: Counter[tuple[str, str, str]] = Counter()
    for redaction in ledger:
        places = rows_in(replace(dataset, tables=tables), redaction)
        for name, number in _take_out(tables, redaction.table, places):
            counts[redaction.date, name, redaction.reason] += number
    told = (
        Redacted(date=day, table=table, reason=reason, rows=rows)
        for (day, table, reason), rows in sorted(counts.items())
    )
    return replace(dataset, tables=tables, redacted=(*dataset.redacted, *told))


def _take_out(
    tables: dict[str, Table], name: str, places: Collection[int]
) -> Iterator[tuple[str, int]]:
    """Take rows out of a table, then what refers to them; the number of rows of each table."""
    if not places:
        return
    table, taken = tables[name], set(places)
    rows = list(table.frame.itertuples(index=False, name=None))
    tables[name] = _rewritten(table, [row for at, row in enumerate(rows) if at not in taken])
    yield name, len(taken)
    for other in sorted(tables):
        for key in foreign_keys(tables[other]):
            if key.other_table == name:
                cells = enumerate(_cells(table, key.other_fields))
                gone = {values for at, values in cells if at in taken and all(values)}
                yield from _without(tables, other, key.fields, gone)


def _without(
    tables: dict[str, Table], name: str, fields: Sequence[str], gone: Collection[tuple[str, ...]]
) -> Iterator[tuple[str, int]]:
    """Take out the rows that must refer to what is gone; empty the cells of those that may not."""
    table = tables[name]
    referring = [at for at, cells in enumerate(_cells(table, fields)) if cells in gone]
    if any(_is_needed(table, field) for field in fields):
        yield from _take_out(tables, name, referring)
    elif referring:
        frame = table.frame.copy()
        frame.loc[referring, list(fields)] = ""
        tables[name] = _rewritten(table, list(frame.itertuples(index=False, name=None)))


def _is_needed(table: Table, field: str) -> bool:
    constraints = table.fields[field].spec.get("constraints", {})
    return field in table.primary_key or bool(constraints.get("required"))


def _cells(table: Table, fields: Sequence[str]) -> list[tuple[str, ...]]:
    return list(table.frame[list(fields)].itertuples(index=False, name=None))


def _rewritten(table: Table, rows: Sequence[Sequence[str]]) -> Table:
    problems: list[Problem] = []
    made = with_rows(table, rows, problems)
    if made is None:
        raise ValueError(f"rows that were read cannot be read again: {problems}")
    return made
