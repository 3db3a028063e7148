"""The shape of a table: its header and the number of cells in its rows; not what is in them.

One cause has one message: a comma too many in every row is told once, with their number.
"""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING

from generator.problems import Problem, likely
from generator.schemas import COLUMN_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def shape_problems(
    rows: Sequence[Sequence[str]], lines: Sequence[int], names: Sequence[str], path: str
) -> Iterator[Problem]:
    """What keeps rows, the header first, from being a table of the fields `names`."""
    if any(rows[0]) and list(rows[0]) != list(names):
        yield from _header_problems(rows[0], names, path)
    else:
        yield from _length_problems(rows, lines, len(names), path)
    blank = [line for row, line in zip(rows, lines, strict=True) if not any(row)]
    if blank:
        yield _problem("row-blank", path, blank[0], repeated=str(len(blank)))


def _header_problems(header: Sequence[str], names: Sequence[str], path: str) -> Iterator[Problem]:
    if not set(header) & set(names):
        yield _problem("header-missing", path, 1, expected=",".join(names))
    elif len(header) > COLUMN_LIMIT:
        yield _length_problem(path, 1, len(header), len(names), 1)
    else:
        yield from _column_problems(header, names, path)


def _column_problems(header: Sequence[str], names: Sequence[str], path: str) -> Iterator[Problem]:
    """Columns that are missing, unknown, without a name, or in another order."""
    missing = [name for name in names if name not in header]
    unknown = [name for name in header if name and name not in names]
    nameless = [str(number) for number, name in enumerate(header, start=1) if not name]
    if unknown:
        details = {"unknown": _quoted(unknown), "missing": ", ".join(missing) or "–"}
        details |= likely("".join(get_close_matches(unknown[0], missing, n=1)))
        yield _problem("column-unknown", path, 1, unknown[0], **details)
    elif missing:
        yield _problem("column-missing", path, 1, missing[0], missing=_quoted(missing))
    if nameless:
        yield _problem("column-nameless", path, 1, positions=", ".join(nameless))
    elif not missing and not unknown:
        yield _order_problem(header, names, path)


def _order_problem(header: Sequence[str], names: Sequence[str], path: str) -> Problem:
    """The first column that is not where the schema has it, or is there twice."""
    position = next(
        (i for i, pair in enumerate(zip(header, names, strict=False)) if pair[0] != pair[1]),
        len(names),
    )
    expected = names[position] if position < len(names) else "–"
    details = {"position": str(position + 1), "expected": expected}
    return _problem("column-order", path, 1, header[position], **details)


def _length_problems(
    rows: Sequence[Sequence[str]], lines: Sequence[int], expected: int, path: str
) -> Iterator[Problem]:
    """The first row of each wrong length, and how many have it."""
    wrong = [(len(row), line) for row, line in zip(rows, lines, strict=True) if any(row)]
    counts = Counter(length for length, _ in wrong if length != expected)
    firsts = dict(reversed(wrong))
    for length, count in counts.items():
        yield _length_problem(path, firsts[length], length, expected, count)


def _length_problem(path: str, line: int, found: int, expected: int, count: int) -> Problem:
    details = {"found": str(found), "expected": str(expected), "repeated": str(count)}
    return _problem("row-length", path, line, **details)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _problem(rule: str, path: str, line: int, field: str = "", **details: str) -> Problem:
    return Problem(rule=rule, file=path, line=line, field=field, details=details)
