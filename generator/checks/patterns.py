"""Patterns of schemas, matched in a time that grows with the text and with nothing else.

There are patterns for which Python's own engine takes longer than anybody waits, and a schema
may be anybody's. RE2, which comes with pyarrow, has no such patterns: it refuses what it cannot
match so. Its classes of letters, digits and spaces are those of ASCII, as in browsers.
https://github.com/google/re2/wiki/syntax
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.dataset import Table

LONGEST = 500
"""Characters in a pattern. The longest of the project's own has 98."""


def fitting(pattern: str, values: Sequence[str]) -> frozenset[str]:
    """The values that fit the pattern from their beginning to their end."""
    return frozenset(having(f"^(?:{pattern})$", values))


def unfit(pattern: str, values: Sequence[str]) -> list[int]:
    """The places of the values that do not fit the pattern from their beginning to their end."""
    return _places(pc.invert(_found(f"^(?:{pattern})$", values)))


def having(pattern: str, values: Sequence[str]) -> list[str]:
    """The values that have what fits the pattern somewhere in them, in their order."""
    return [values[place] for place in _places(_found(pattern, values))]


def pattern_problems(table: Table) -> Iterator[Problem]:
    """The patterns of a table's schema by which values cannot be judged."""
    for name, field in table.fields.items():
        pattern = field.spec.get("constraints", {}).get("pattern", "")
        if not _is_fit(pattern):
            path = str(table.spec["schema"])
            yield Problem(rule="pattern-unfit", file=path, field=name, value=pattern)


def _is_fit(pattern: str) -> bool:
    if len(pattern) > LONGEST:
        return False
    try:
        fitting(pattern, [""])
    except pa.ArrowInvalid:
        return False
    return True


def _found(pattern: str, values: Sequence[str]) -> pa.BooleanArray:
    """Whether something in the values fits the pattern."""
    return pc.match_substring_regex(pa.array(values, pa.large_string()), pattern)


def _places(are: pa.BooleanArray) -> list[int]:
    places: list[int] = pc.indices_nonzero(are).to_pylist()
    return places
