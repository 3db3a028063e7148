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
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from generator.decoding import decode, mark_problems
from generator.problems import Problem, likely

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

CELL_LIMIT = 10_000
"""Characters in a cell. The longest that a schema allows has 1,000."""

FILE_LIMIT = 100_000_000
"""Bytes in a file: GitHub takes no larger ones."""

JSON_LIMIT = 1_000_000
"""Bytes in a descriptor or a schema. The largest of the project's own has 12,000."""

CELLS_LIMIT = 10_000_000
"""Cells in a table, which take some 80 bytes each in memory before they are a table."""

DEPTH_LIMIT = 20
"""Lists and objects within each other in JSON. A schema has six."""

_NEAR = 40

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
        details = likely(_nearest_file(folder, path))
        problems.append(Problem(rule="file-missing", file=path, details=details))
    except OSError as error:
        reason = error.strerror or str(error)
        problems.append(Problem(rule="file-unreadable", file=path, details={"reason": reason}))
    return None


def _nearest_file(folder: Path, path: str) -> str:
    """The path in the same folder that is most like one that leads nowhere, or ''."""
    beside = (folder / path).parent
    names = sorted(file.name for file in beside.iterdir()) if beside.is_dir() else []
    found = get_close_matches(path.rpartition("/")[2], names, n=1)
    return (beside / found[0]).relative_to(folder).as_posix() if found else ""


class _RefusedJsonError(ValueError):
    """JSON that other programs may read in another way, or not at all."""

    def __init__(self, rule: str, **details: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.details = details


def read_json(folder: Path, path: str, problems: list[Problem]) -> dict[str, Any] | None:
    """The object in a JSON file."""
    data = read_bytes(folder, path, problems)
    if data is not None and len(data) > JSON_LIMIT:
        details = {"limit": f"{JSON_LIMIT // 1_000_000}"}
        problems.append(Problem(rule="json-too-large", file=path, details=details))
        return None
    text = decode(data, path, problems) if data is not None else None
    if data is None or text is None:
        return None
    problems.extend(mark_problems(data, path))
    try:
        return _object(text)
    except _RefusedJsonError as refused:
        problems.append(Problem(rule=refused.rule, file=path, details=refused.details))
    except json.JSONDecodeError as error:
        details = {"near": _near(text, error.pos)}
        problems.append(Problem(rule="not-json", file=path, line=error.lineno, details=details))
    except ValueError:  # a number of thousands of digits, or none, such as NaN
        problems.append(Problem(rule="json-number", file=path))
    return None


def _near(text: str, position: int) -> str:
    """What stands where a text ceases to be JSON."""
    return " ".join(text[position : position + _NEAR].split()) or "–"


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


def delimiter_of(text: str, names: Collection[str]) -> str:
    """What divides the cells of the header: of comma, semicolon and tab that with most names."""
    header = text.split("\n", maxsplit=1)[0]
    known = {
        delimiter: sum(cell.strip(' "\r') in names for cell in header.split(delimiter))
        for delimiter in (",", ";", "\t")
    }
    return max(known, key=lambda delimiter: known[delimiter])


def read_rows(text: str, path: str, problems: list[Problem], delimiter: str = ",") -> Rows | None:
    """The rows of a CSV file, header first, and the line on which each of them begins."""
    if text.count(delimiter) + text.count("\n") > CELLS_LIMIT:
        details = {"limit": f"{CELLS_LIMIT // 1_000_000}"}
        problems.append(Problem(rule="too-many-cells", file=path, details=details))
        return None
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
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
