"""Rows as people call them: by id, by name, or by both; not what the row is wanted for."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from generator.called import Called, bare
from generator.workbook.references import row_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.dataset import Table

_BOTH = re.compile(r"(\S+)\s+[-\u2010-\u2015\u2212]\s+(.+)")
_LONGEST = 120
_OFFERED = 3


class RowNames:
    """The rows of a table by the values of one field, and by all that they may be called."""

    def __init__(self, table: Table, field: str) -> None:
        """Gather nothing yet: ids are most often given, and a table may be long."""
        self._called = Called(table, table.frame[field].tolist())
        self._names = row_names(table, field)

    def __contains__(self, key: str) -> bool:
        """Whether a row has that id."""
        return key in self._names

    def called(self, text: str) -> Sequence[str]:
        """The ids of the rows that a text names: a name, or an id with a name of that row."""
        both = _BOTH.fullmatch(text)
        if both and both[1] in self._names:
            return [both[1]] if both[1] in self._ids.get(bare(both[2]), ()) else []
        return self._ids.get(bare(text), ())

    def nearest(self, text: str) -> Sequence[str]:
        """The ids of some rows whose id or name is most like a text."""
        close = get_close_matches(bare(text[:_LONGEST]), self._ids, n=2 * _OFFERED, cutoff=0.6)
        return list(dict.fromkeys(key for name in close for key in self._ids[name]))[:_OFFERED]

    def shown(self, keys: Sequence[str]) -> str:
        """Ids with what they are called: 'd-196 – thành phố Uông Bí (Quảng Ninh)', and more."""
        named = {key: f"{self._called.kind(key, 'vi')} {self._names[key]}".strip() for key in keys}
        return "; ".join(f"{key} – {name}" if name else key for key, name in named.items())

    @cached_property
    def _ids(self) -> Mapping[str, Sequence[str]]:
        """The ids of the rows of each name, and of the part of it that messages show."""
        short = {bare(name): [key] for key, name in self._names.items()}
        return {**short, **self._called.keys}
