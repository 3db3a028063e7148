"""The only reader of a package: descriptor, schemas and CSV into tables of text.

Not for judging values: it reports only what keeps a file from being read as
the table that its schema describes. Nothing is guessed: every cell is the text
that the file has, '' where it is empty.
"""

from __future__ import annotations

import hashlib
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from generator.canonical import UNFINISHED
from generator.decoding import BYTE_ORDER_MARK, decode, mark_problems
from generator.plain import plain_columns
from generator.problems import Problem
from generator.processes import cores
from generator.reading import delimiter_of, is_inside, read_bytes, read_json, read_rows
from generator.schemas import COLUMN_LIMIT, misshapen
from generator.shape import shape_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

DESCRIPTOR = "datapackage.json"
TEXTS = ("README.md", "CHANGELOG.md", "LICENSE.md")
"""What a package may say of itself, beside its descriptor."""

TEXT = pd.StringDtype("python", na_value=np.nan)
"""The type of every column: pandas' own for text, whether or not pyarrow is installed."""

LARGE = 1_000_000
"""Bytes of a table from which on it is read at once, if it can be, and several such in threads:
for less, `csv` is as fast."""

RESOURCE_LIMIT = 100
"""Tables in a package."""

_TABLES_KEPT = 24
"""As many as a package and its last release have: most are the same, and so they are in a preview
that is made again."""

# A resource and its schema as JSON, and the bytes of its table.
_Source: TypeAlias = tuple[str, str, bytes]

# The rows, and the line on which each begins.
_Parsed: TypeAlias = "tuple[pd.DataFrame, Sequence[int]]"

_RESOURCE_NAME = re.compile(r"[a-z][a-z0-9_-]{0,62}")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a Table Schema: its name, its type, and the whole of its description."""

    name: str
    type: str
    spec: Mapping[str, Any]

    def text(self, what: str, lang: str) -> str:
        """The field's `title` or `description` in `lang`: Vietnamese is the plain property."""
        return _localised(self.spec, what, lang)

    @property
    def categories(self) -> Mapping[str, Mapping[str, str]]:
        """The allowed values with their labels, or empty where any value is allowed."""
        return {item["value"]: item for item in self.spec.get("categories", ())}

    def label(self, value: str, lang: str) -> str:
        """What a category's value is called in `lang`."""
        return _localised(self.categories[value], "label", lang)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A resource of the package: its schema and its rows.

    `frame` has a column of `str` for each field, in the schema's order, and the
    index 0, 1, … in the file's order; `lines[i]` is the line on which row i begins.
    `sha256` is that of the file's bytes.
    """

    name: str
    path: str
    spec: Mapping[str, Any]
    schema: Mapping[str, Any]
    fields: Mapping[str, Field]
    frame: pd.DataFrame
    lines: Sequence[int]
    data: bytes
    sha256: str

    @property
    def primary_key(self) -> tuple[str, ...]:
        """The names of the key's fields."""
        key = self.schema["primaryKey"]
        return (key,) if isinstance(key, str) else tuple(key)

    def text(self, what: str, lang: str) -> str:
        """The table's `title` or `description` in `lang`."""
        return _localised(self.schema, what, lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """Rows of a table that were taken out of a release, on a day (ISO 8601), for a reason."""

    date: str
    table: str
    reason: str
    rows: int


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """A package as read: the tables that could be, and the problems of the rest.

    `redacted` is what is no longer in it: see `generator.redactions`.
    """

    folder: Path
    descriptor: Mapping[str, Any]
    tables: Mapping[str, Table]
    problems: tuple[Problem, ...]
    redacted: tuple[Redacted, ...] = ()

    def frame(self, table: str) -> pd.DataFrame:
        """The rows of a table."""
        return self.tables[table].frame


def load(folder: Path) -> Dataset:
    """Read the package in `folder`. Never raises for what is in the files."""
    problems: list[Problem] = []
    if not is_inside(folder, DESCRIPTOR):
        problems.append(Problem(rule="path-outside", file=DESCRIPTOR, value=DESCRIPTOR))
        return Dataset(folder, {}, {}, tuple(problems))
    descriptor = read_json(folder, DESCRIPTOR, problems)
    if descriptor is None:
        return Dataset(folder, {}, {}, tuple(problems))
    sources = [
        source
        for resource in _resources(folder, descriptor, problems)
        if (source := _read_source(folder, resource, problems)) is not None
    ]
    tables = {}
    for table, found in _tables(sources):
        problems.extend(found)
        if table is not None:
            tables[table.name] = table
    for name in TEXTS:
        _read_text(folder, name, problems)
    problems.extend(_stray_files(folder, descriptor))
    return Dataset(folder, descriptor, tables, tuple(problems))


def _localised(spec: Mapping[str, Any], what: str, lang: str) -> str:
    """A text of a schema: Vietnamese has the plain name, others a suffix; English stands in."""
    plain = str(spec.get(what, ""))
    if lang == "vi":
        return plain
    return str(spec.get(f"{what}_{lang}") or spec.get(f"{what}_en") or plain)


def _resources(
    folder: Path, descriptor: Mapping[str, Any], problems: list[Problem]
) -> Iterator[Mapping[str, Any]]:
    """The resources that have a name of their own, and paths that stay inside the package."""
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources:
        problems.append(Problem(rule="descriptor-resources", file=DESCRIPTOR))
        return
    if len(resources) > RESOURCE_LIMIT:
        details = {"limit": str(RESOURCE_LIMIT)}
        problems.append(Problem(rule="resources-too-many", file=DESCRIPTOR, details=details))
        return
    seen: set[str] = set()
    for position, resource in enumerate(resources, start=1):
        found = list(_resource_problems(folder, position, resource, seen))
        problems.extend(found)
        if not found:
            seen |= {resource["name"], resource["path"]}
            yield resource


def _resource_problems(
    folder: Path, position: int, resource: object, seen: set[str]
) -> Iterator[Problem]:
    if not isinstance(resource, dict) or not all(
        isinstance(resource.get(key), str) and resource[key] for key in ("name", "path", "schema")
    ):
        details = {"position": str(position)}
        yield Problem(rule="resource-incomplete", file=DESCRIPTOR, details=details)
        return
    name = resource["name"]
    if not _RESOURCE_NAME.fullmatch(name):
        yield Problem(rule="resource-name", file=DESCRIPTOR, field="name", value=name)
    elif name in seen:
        yield Problem(rule="resource-twice", file=DESCRIPTOR, field="name", value=name)
    if resource["path"] in seen:
        value = resource["path"]
        yield Problem(rule="resource-path-twice", file=DESCRIPTOR, field="path", value=value)
    for key in ("path", "schema"):
        if not is_inside(folder, resource[key]):
            yield Problem(rule="path-outside", file=DESCRIPTOR, field=key, value=resource[key])


def _read_source(
    folder: Path, resource: Mapping[str, Any], problems: list[Problem]
) -> _Source | None:
    schema = read_json(folder, resource["schema"], problems)
    is_sound = schema is not None and _has_fields(schema, resource["schema"], problems)
    data = read_bytes(folder, resource["path"], problems)
    if not is_sound or data is None:
        return None
    return json.dumps(resource), json.dumps(schema), data


def _tables(sources: Sequence[_Source]) -> list[tuple[Table | None, Sequence[Problem]]]:
    """The table of each; of large ones in threads, as most of that is done outside of Python."""
    if sum(len(data) >= LARGE for _, _, data in sources) < 2:  # noqa: PLR2004 - nothing to share
        return [_table(*source) for source in sources]
    with ThreadPoolExecutor(cores()) as threads:
        return list(threads.map(lambda source: _table(*source), sources))


@lru_cache(maxsize=_TABLES_KEPT)
def _table(resource: str, schema: str, data: bytes) -> tuple[Table | None, Sequence[Problem]]:
    """The table that the bytes are, by its resource and schema as JSON; else why they are none.

    The same is one table each time it is read: what was made of it can be used again.
    """
    problems: list[Problem] = []
    spec, described = json.loads(resource), json.loads(schema)
    fields = {
        field["name"]: Field(field["name"], field["type"], field) for field in described["fields"]
    }
    parsed = _parse(data, list(fields), spec["path"], problems)
    if parsed is None:
        return None, problems
    table = Table(
        name=spec["name"],
        path=spec["path"],
        spec=spec,
        schema=described,
        fields=fields,
        frame=parsed[0],
        lines=parsed[1],
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return table, problems


def _parse(data: bytes, names: list[str], path: str, problems: list[Problem]) -> _Parsed | None:
    if not data.removeprefix(BYTE_ORDER_MARK).strip():
        problems.append(Problem(rule="file-empty", file=path))
        return None
    columns = plain_columns(data, names) if len(data) >= LARGE else None
    if columns is not None:
        return _frame(dict(zip(names, columns, strict=True)), names), range(2, len(columns[0]) + 2)
    text = decode(data, path, problems)
    if text is None:
        return None
    delimiter = delimiter_of(text, names)
    if delimiter != ",":
        details = {"delimiter": delimiter.replace("\t", "Tab")}
        problems.append(Problem(rule="csv-delimiter", file=path, line=1, details=details))
        return None
    rows = read_rows(text, path, problems)
    parsed = _of_rows(*rows, names, path, problems) if rows is not None else None
    if parsed is not None:
        problems.extend(mark_problems(data, path))
    return parsed


def _read_text(folder: Path, name: str, problems: list[Problem]) -> None:
    """See whether a text of the package, if there is one, can be read by all who look for it."""
    if not is_inside(folder, name):
        problems.append(Problem(rule="path-outside", file=name, value=name))
    elif (folder / name).exists():
        data = read_bytes(folder, name, problems)
        if data:
            decode(data, name, problems)


def _has_fields(schema: Mapping[str, Any], path: str, problems: list[Problem]) -> bool:
    """Whether the schema is one of a table, by which rows can be read."""
    specs = schema.get("fields")
    if isinstance(specs, list) and len(specs) > COLUMN_LIMIT:
        details = {"limit": str(COLUMN_LIMIT), "found": str(len(specs))}
        problems.append(Problem(rule="schema-too-wide", file=path, details=details))
        return False
    places = list(misshapen(schema))
    problems.extend(Problem(rule="schema-shape", file=path, field=place) for place in places)
    return not places


def _of_rows(
    rows: list[list[str]],
    lines: Sequence[int],
    names: list[str],
    path: str,
    problems: list[Problem],
) -> _Parsed | None:
    """The rows below the header as a table, where they fit the schema's fields."""
    found = list(shape_problems(rows, lines, names, path))
    if found:
        problems.extend(found)
        return None
    return _frame(rows[1:], names), lines[1:]


def _frame(cells: Any, names: list[str]) -> pd.DataFrame:  # noqa: ANN401 - as pandas takes it
    """The cells as a table: rows of them, or columns by name."""
    columns = pd.Index(names, dtype="object")  # looked up faster than pandas' own text
    return pd.DataFrame(cells, columns=columns, dtype=TEXT)


def _stray_files(folder: Path, descriptor: Mapping[str, Any]) -> Iterator[Problem]:
    """Files in the folder of the data that no resource names, but for what a killed command left.

    Nothing is said of as many as there are resources whose files are not found: the
    names of those are wrong, and of that somebody has been told.
    """
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not is_inside(folder, "data"):
        return
    named = [str(resource.get("path")) for resource in resources if isinstance(resource, dict)]
    files = {
        file.relative_to(folder).as_posix()
        for file in (folder / "data").glob("**/*")
        if not file.is_dir() and not file.name.endswith(UNFINISHED)
    }
    stray = sorted(files.difference(named))
    if len(stray) > len(set(named).difference(files)):
        yield from (Problem(rule="file-stray", file=path) for path in stray)
