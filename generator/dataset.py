"""The only reader of a package: descriptor, schemas and CSV into tables of text.

Not for judging values: it reports only what keeps a file from being read as
the table that its schema describes. Nothing is guessed: every cell is the text
that the file has, '' where it is empty.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pandas as pd

from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

DESCRIPTOR = "datapackage.json"

CELL_LIMIT = 10_000
"""Characters in a cell. The longest that a schema allows has 1,000."""

FILE_LIMIT = 1_000_000_000
"""Bytes in a file; larger ones are not opened."""

COLUMN_LIMIT = 200


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
        key = self.schema.get("primaryKey", ())
        return (key,) if isinstance(key, str) else tuple(key)

    def text(self, what: str, lang: str) -> str:
        """The table's `title` or `description` in `lang`."""
        return _localised(self.schema, what, lang)


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """A package as read: the tables that could be, and the problems of the rest."""

    folder: Path
    descriptor: Mapping[str, Any]
    tables: Mapping[str, Table]
    problems: tuple[Problem, ...]

    def frame(self, table: str) -> pd.DataFrame:
        """The rows of a table."""
        return self.tables[table].frame


def load(folder: Path) -> Dataset:
    """Read the package in `folder`. Never raises for what is in the files."""
    problems: list[Problem] = []
    descriptor = _read_json(folder, DESCRIPTOR, problems)
    if descriptor is None:
        return Dataset(folder, {}, {}, tuple(problems))
    tables = {}
    for resource in _resources(descriptor, problems):
        table = _read_table(folder, resource, problems)
        if table is not None:
            tables[table.name] = table
    problems.extend(_stray_files(folder, descriptor))
    return Dataset(folder, descriptor, tables, tuple(problems))


def _localised(spec: Mapping[str, Any], what: str, lang: str) -> str:
    """A text of a schema: Vietnamese has the plain name, others a suffix; English stands in."""
    plain = str(spec.get(what, ""))
    if lang == "vi":
        return plain
    return str(spec.get(f"{what}_{lang}") or spec.get(f"{what}_en") or plain)


def _read_json(folder: Path, path: str, problems: list[Problem]) -> dict[str, Any] | None:
    data = _read_bytes(folder, path, problems)
    if data is None:
        return None
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        reason = getattr(error, "msg", "") or "UTF-8"
        problems.append(Problem(rule="not-json", file=path, line=line, details={"reason": reason}))
        return None
    if not isinstance(value, dict):
        problems.append(Problem(rule="not-json", file=path, details={"reason": "{ }"}))
        return None
    return value


def _read_bytes(folder: Path, path: str, problems: list[Problem]) -> bytes | None:
    """The bytes of a file that lies inside the package; symbolic links may not lead out."""
    parts = PurePosixPath(path).parts
    target = folder / path
    outside = (
        not parts
        or ".." in parts
        or "\\" in path
        or ":" in path
        or "\0" in path
        or path.startswith("/")
        or not target.resolve().is_relative_to(folder.resolve())
    )
    if outside:
        problems.append(Problem(rule="path-outside", file=DESCRIPTOR, value=path))
        return None
    try:
        if target.stat().st_size > FILE_LIMIT:
            problems.append(Problem(rule="file-too-large", file=path))
            return None
        return target.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        problems.append(Problem(rule="file-missing", file=path))
    except OSError as error:
        reason = error.strerror or str(error)
        problems.append(Problem(rule="file-unreadable", file=path, details={"reason": reason}))
    return None


def _resources(
    descriptor: Mapping[str, Any], problems: list[Problem]
) -> Iterator[Mapping[str, Any]]:
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources:
        problems.append(Problem(rule="descriptor-resources", file=DESCRIPTOR))
        return
    seen: set[str] = set()
    for position, resource in enumerate(resources, start=1):
        named = isinstance(resource, dict) and all(
            isinstance(resource.get(name), str) and resource[name]
            for name in ("name", "path", "schema")
        )
        if not named:
            details = {"position": str(position)}
            problems.append(Problem(rule="resource-incomplete", file=DESCRIPTOR, details=details))
        elif resource["name"] in seen:
            problems.append(Problem(rule="resource-twice", file=DESCRIPTOR, value=resource["name"]))
        else:
            seen.add(resource["name"])
            yield resource


def _read_table(folder: Path, resource: Mapping[str, Any], problems: list[Problem]) -> Table | None:
    schema = _read_json(folder, resource["schema"], problems)
    fields = _fields(schema, resource["schema"], problems) if schema is not None else None
    data = _read_bytes(folder, resource["path"], problems)
    if schema is None or fields is None or data is None:
        return None
    parsed = _parse(data, resource["path"], list(fields), problems)
    if parsed is None:
        return None
    frame, lines = parsed
    return Table(
        name=resource["name"],
        path=resource["path"],
        spec=resource,
        schema=schema,
        fields=fields,
        frame=frame,
        lines=lines,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _fields(
    schema: Mapping[str, Any], path: str, problems: list[Problem]
) -> Mapping[str, Field] | None:
    specs = schema.get("fields")
    described = isinstance(specs, list) and all(
        isinstance(spec, dict)
        and isinstance(spec.get("name"), str)
        and isinstance(spec.get("type", "string"), str)
        and all(isinstance(item, dict) and "value" in item for item in spec.get("categories", ()))
        for spec in specs
    )
    if not described or not specs or len(specs) > COLUMN_LIMIT:
        problems.append(Problem(rule="schema-fields", file=path))
        return None
    fields = {spec["name"]: Field(spec["name"], spec.get("type", "string"), spec) for spec in specs}
    if len(fields) != len(specs):
        problems.append(Problem(rule="schema-fields", file=path))
        return None
    return fields


def _parse(
    data: bytes, path: str, names: list[str], problems: list[Problem]
) -> tuple[pd.DataFrame, Sequence[int]] | None:
    text = _decode(data, path, problems)
    if text is None:
        return None
    rows, lines = _rows(text, path, problems)
    if rows is None:
        return None
    if not rows:
        problems.append(Problem(rule="file-empty", file=path))
        return None
    header = rows.pop(0)
    if header != names:
        problems.extend(_header_problems(header, names, path))
        return None
    ragged = [(line, row) for line, row in zip(lines, rows, strict=True) if len(row) != len(names)]
    for line, row in ragged:
        details = {"found": str(len(row)), "expected": str(len(names))}
        problems.append(Problem(rule="row-length", file=path, line=line, details=details))
    if ragged:
        return None
    return pd.DataFrame(rows, columns=names, dtype="str"), lines


def _decode(data: bytes, path: str, problems: list[Problem]) -> str | None:
    """The text, or a problem that names what the bytes look like instead."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(Problem(rule="encoding", file=path, details={"found": "UTF-16"}))
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        problems.append(Problem(rule="byte-order-mark", file=path, line=1))
        data = data[3:]
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        problems.append(Problem(rule="nul-byte", file=path, line=line))
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        details = {"found": f"0x{data[error.start]:02x}"}
        problems.append(Problem(rule="encoding", file=path, line=line, details=details))
        return None


def _rows(
    text: str, path: str, problems: list[Problem]
) -> tuple[list[list[str]] | None, Sequence[int]]:
    """The rows, header first, and the line on which each row after the header begins."""
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    begins: list[int] = []
    start = 1
    try:
        for row in reader:
            rows.append(row)
            begins.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        rule = "cell-too-long" if "field larger" in str(error) else "csv-syntax"
        details = {"limit": str(CELL_LIMIT)} if rule == "cell-too-long" else {"reason": str(error)}
        problems.append(Problem(rule=rule, file=path, line=start, details=details))
        return None, ()
    return rows, begins[1:]


def _header_problems(header: list[str], names: list[str], path: str) -> Iterator[Problem]:
    """What is wrong with the header: each column missing or unknown, else their order."""
    missing = [name for name in names if name not in header]
    unknown = [name for name in header if name not in names]
    for name in missing:
        yield Problem(rule="column-missing", file=path, line=1, field=name)
    for name in unknown:
        details = {"expected": ", ".join(missing) or "–"}
        yield Problem(rule="column-unknown", file=path, line=1, field=name, details=details)
    if not missing and not unknown:
        yield Problem(rule="column-order", file=path, line=1, details={"expected": ",".join(names)})


def _stray_files(folder: Path, descriptor: Mapping[str, Any]) -> Iterator[Problem]:
    """Files in the folder of the data that no resource names."""
    resources = descriptor.get("resources")
    named = {
        resource.get("path")
        for resource in (resources if isinstance(resources, list) else [])
        if isinstance(resource, dict)
    }
    for file in sorted((folder / "data").glob("**/*")):
        path = file.relative_to(folder).as_posix()
        if path not in named and not file.is_dir():
            yield Problem(rule="file-stray", file=path)
