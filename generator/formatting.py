"""The tables of a package put in their canonical form; not for what only a person can mend.

Mended is what has one right answer: the order of rows and columns, semicolons and tabs between
cells, UTF-16, line ends, the byte order mark, quotes, NFC, stray spaces, blank lines, empty
columns that a spreadsheet has added, and the form of a number, a day or a truth value where its
value is beyond doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.canonical import cell, replace_files, table_bytes
from generator.dataset import DESCRIPTOR, load
from generator.decoding import UTF_16_MARKS, decode
from generator.reading import delimiter_of, read_bytes, read_json, read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.dataset import Dataset
    from generator.problems import Problem

_NUMBER = re.compile(r"([+-]?)([0-9]+)(?:\.([0-9]*))?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_THOUSAND = 3
"""The digits after a point that may be a thousands separator: "1.000" is 1000 to many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatted:
    """What came of it: the files that were not in their form, by their paths in the package.

    `problems` are what keeps tables from being read, and so from being formatted.
    """

    changed: tuple[str, ...]
    problems: tuple[Problem, ...]


def format_package(folder: Path, *, write: bool = True) -> Formatted:
    """Put every table that can be read in its form; the rest is left as it is, byte for byte.

    With `write` false nothing is written, and what would be changed is told all the same.

    Raises:
        MachineError: a file cannot be written.
    """
    files = dict(_mended_files(load(folder)))
    if write:
        replace_files({folder / path: data for path, data in files.items()})
    return Formatted(changed=tuple(files), problems=load(folder).problems)


def _mended_files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """The tables whose bytes are not as they should be, with the right ones."""
    for path, schema in _schemas(dataset):
        data = read_bytes(dataset.folder, path, [])
        mended = formatted(data, schema) if data is not None else None
        if mended is not None and mended != data:
            yield path, mended


def _schemas(dataset: Dataset) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The paths of the tables with their schemas, where nothing is wrong with either."""
    faulty = {problem.file for problem in dataset.problems}
    if DESCRIPTOR in faulty:
        return
    for resource in dataset.descriptor["resources"]:
        if resource["schema"] not in faulty:
            schema = read_json(dataset.folder, resource["schema"], [])
            if schema is not None:
                yield resource["path"], schema


def formatted(data: bytes, schema: Mapping[str, Any]) -> bytes | None:
    """The bytes of a table in their form; None where they cannot be read as the schema's table."""
    fields = {spec["name"]: spec for spec in schema["fields"]}
    text = _text(data)
    found = read_rows(text, "", [], delimiter_of(text, fields)) if text is not None else None
    rows = (
        _fitting([row for row in found[0] if any(map(cell, row))], len(fields)) if found else None
    )
    if not rows:
        return None
    header = [cell(name) for name in rows[0]]
    if sorted(header) != sorted(fields):
        return None
    order = [header.index(name) for name in fields]
    forms = [_form(spec) for spec in fields.values()]
    key = schema["primaryKey"]
    return table_bytes(
        list(fields),
        [key] if isinstance(key, str) else key,
        ([form(row[at]) for form, at in zip(forms, order, strict=True)] for row in rows[1:]),
    )


def _text(data: bytes) -> str | None:
    """The text, also of UTF-16 that says so itself; None where it takes a person to tell."""
    if data.startswith(UTF_16_MARKS):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return None
    return decode(data, "", [])


def _fitting(rows: Sequence[list[str]], width: int) -> list[list[str]] | None:
    """The rows without columns that have neither a name nor a cell.

    None where that is not their width, or where they are not all as wide as the header: a
    comma too many somewhere in a row has moved what stands behind it.
    """
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        return None
    kept = [at for at in range(len(rows[0])) if any(row[at] for row in rows)]
    return [[row[at] for at in kept] for row in rows] if len(kept) == width else None


def _form(spec: Mapping[str, Any]) -> Callable[[str], str]:
    """What writes the values of a field in their form."""
    kind = spec.get("type")
    if kind in {"integer", "number"}:
        return _number
    if kind == "date":
        return _day
    if kind == "boolean":
        words = (*spec.get("trueValues", ["true"]), *spec.get("falseValues", ["false"]))
        return partial(_truth, words=words)
    return cell


def _number(text: str) -> str:
    """A number without a plus or a zero that says nothing; what may mean another stays."""
    plain = cell(text)
    match = _NUMBER.fullmatch(plain)
    if not match or _may_be_thousands(match[2], match[3] or ""):
        return plain
    shown = format(Decimal(plain), "f")
    mended = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if mended == "-0" else mended


def _may_be_thousands(whole: str, fraction: str) -> bool:
    return len(fraction) == _THOUSAND and len(whole) <= _THOUSAND and not whole.startswith("0")


def _day(text: str) -> str:
    """A day with four, two and two digits."""
    plain = cell(text)
    match = _DAY.fullmatch(plain)
    if not match:
        return plain
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:  # a day that no calendar has: checks tell of it
        return plain


def _truth(text: str, words: Sequence[str]) -> str:
    """A truth value as the schema writes it; spreadsheets put it in capitals."""
    plain = cell(text)
    alike = [word for word in words if word.casefold() == plain.casefold()]
    return alike[0] if len(alike) == 1 else plain
