"""The files of a package as bytes, JSON and rows, or the problem that keeps them from being so.

Not for what the rows mean: the header is the first of them.
"""

from __future__ import annotations

import csv
import gc
import io
import json
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

CELL_LIMIT = 10_000
"""Characters in a cell. The longest that a schema allows has 1,000."""

FILE_LIMIT = 100_000_000
"""Bytes in a file: GitHub takes no larger ones."""

DEPTH_LIMIT = 20
"""Lists and objects within each other in JSON. A schema has six."""

Rows: TypeAlias = tuple[list[list[str]], "Sequence[int]"]


def is_inside(folder: Path, path: str) -> bool:
    """Whether the path is a plain one below the folder; no symbolic link may lead out of it."""
    if any(part in {"", ".", ".."} for part in path.split("/")):
        return False
    if "\\" in path or ":" in path or not path.isprintable():
        return False
    try:
        return (folder / path).resolve().is_relative_to(folder.resolve())
    except RuntimeError:  # symbolic links in a circle
        return False


def read_bytes(folder: Path, path: str, problems: list[Problem]) -> bytes | None:
    """The bytes of a file in the folder."""
    try:
        status = (folder / path).stat()
        if not stat.S_ISREG(status.st_mode):
            problems.append(Problem(rule="not-a-file", file=path))
        elif status.st_size > FILE_LIMIT:
            details = {"limit": f"{FILE_LIMIT // 1_000_000}"}
            problems.append(Problem(rule="file-too-large", file=path, details=details))
        else:
            return (folder / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        problems.append(Problem(rule="file-missing", file=path))
    except OSError as error:
        reason = error.strerror or str(error)
        problems.append(Problem(rule="file-unreadable", file=path, details={"reason": reason}))
    return None


def decode(data: bytes, path: str, problems: list[Problem]) -> str | None:
    """The text, or a problem that names what the bytes look like instead."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(Problem(rule="encoding", file=path, details={"found": "UTF-16"}))
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        problems.append(Problem(rule="byte-order-mark", file=path, line=1))
        data = data[3:]
    if b"\0" in data:
        line = _line_at(data, data.index(b"\0"))
        problems.append(Problem(rule="nul-byte", file=path, line=line))
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = _line_at(data, error.start)
        details = {"found": f"0x{data[error.start]:02X}"}
        problems.append(Problem(rule="encoding", file=path, line=line, details=details))
        return None


def _line_at(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


class _RefusedJsonError(ValueError):
    """JSON that other programs may read in another way, or not at all."""

    def __init__(self, rule: str, **details: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.details = details


def read_json(folder: Path, path: str, problems: list[Problem]) -> dict[str, Any] | None:
    """The object in a JSON file."""
    data = read_bytes(folder, path, problems)
    text = decode(data, path, problems) if data is not None else None
    if text is None:
        return None
    try:
        return _object(text)
    except _RefusedJsonError as refused:
        problems.append(Problem(rule=refused.rule, file=path, details=refused.details))
    except json.JSONDecodeError as error:
        details = {"reason": error.msg}
        problems.append(Problem(rule="not-json", file=path, line=error.lineno, details=details))
    except ValueError as error:  # a number of thousands of digits
        problems.append(Problem(rule="not-json", file=path, details={"reason": str(error)}))
    return None


def _object(text: str) -> dict[str, Any]:
    too_deep = _RefusedJsonError("json-too-deep", limit=str(DEPTH_LIMIT))
    try:
        value = json.loads(text, object_pairs_hook=_without_twins, parse_constant=_no_constant)
    except RecursionError:
        raise too_deep from None
    if _is_deeper(value, DEPTH_LIMIT):
        raise too_deep
    if not isinstance(value, dict):
        raise _RefusedJsonError("not-an-object")
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise _RefusedJsonError("json-half-character", found=error.object[error.start]) from None
    return value


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _RefusedJsonError("json-key-twice", key=next(n for n in names if names.count(n) > 1))
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _is_deeper(value: object, limit: int) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return limit == 0 or any(_is_deeper(item, limit - 1) for item in inner)


def read_rows(text: str, path: str, problems: list[Problem]) -> Rows | None:
    """The rows of a CSV file, header first, and the line on which each of them begins."""
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    begins = [1]
    try:
        with _collector_paused():
            for row in reader:
                rows.append(row)
                begins.append(reader.line_num + 1)
    except csv.Error as error:
        problems.append(_syntax_problem(str(error), path, begins[-1]))
        return None
    return rows, begins[:-1]


def _syntax_problem(error: str, path: str, line: int) -> Problem:
    if "field larger" in error:
        details = {"limit": f"{CELL_LIMIT}"}
        return Problem(rule="cell-too-long", file=path, line=line, details=details)
    rule = "csv-unclosed-quote" if "unexpected end" in error else "csv-syntax"
    return Problem(rule=rule, file=path, line=line)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Rows are many small lists in no circle: looking for garbage meanwhile doubles the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
