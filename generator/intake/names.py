"""Rows as people call them: by id, by name, or by both; not what the row is wanted for."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from generator.naming import naming_field, targets
from generator.vietnamese import fold
from generator.workbook.references import row_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.dataset import Table

_BOTH = re.compile(r"(\S+)\s+[-\u2010-\u2015\u2212]\s+(.+)")
_LONGEST = 120
_OFFERED = 3


class RowNames:
    """The rows of a table by the values of one field, and by all that they may be called."""

    def __init__(self, table: Table, field: str) -> None:
        """Gather nothing yet: ids are most often given, and a table may be long."""
        self._table = table
        self._field = field
        self._names = row_names(table, field)

    def __contains__(self, key: str) -> bool:
        """Whether a row has that id."""
        return key in self._names

    def called(self, text: str) -> Sequence[str]:
        """The ids of the rows that a text names: a name, or an id with a name of that row."""
        folded = fold(text)
        both = _BOTH.fullmatch(text)
        if both and both[1] in self._names:
            return [both[1]] if both[1] in self._ids.get(fold(both[2]), ()) else []
        return list(self._ids.get(folded, ()))

    def nearest(self, text: str) -> Sequence[str]:
        """The ids of some rows whose id or name is most like a text."""
        wanted = fold(text[:_LONGEST])
        close = get_close_matches(wanted, [*self._names, *self._ids], n=2 * _OFFERED, cutoff=0.6)
        ids = (key for name in close for key in ([name] if name in self else self._ids[name]))
        return list(dict.fromkeys(ids))[:_OFFERED]

    def shown(self, keys: Sequence[str]) -> str:
        """Ids with what they are called: 'd-196 – thành phố Uông Bí (Quảng Ninh)', and more."""
        kinds = dict(zip(self._names, self._column("type"), strict=False))
        named = {key: f"{kinds[key]} {self._names[key]}".strip() for key in keys}
        return "; ".join(f"{key} – {name}" if name else key for key, name in named.items())

    @cached_property
    def _ids(self) -> Mapping[str, Sequence[str]]:
        """The ids of the rows of each name, folded."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        kinds, parents = self._column("type"), self._parents()
        for number, key in enumerate(self._table.frame[self._field].tolist()):
            for name in self._own(number):
                kind, parent = kinds[number], parents[number]
                for whole in {name, f"{kind} {name}"}:
                    for spelt in (whole, f"{whole} ({parent})", f"{whole}, {parent}"):
                        found[fold(spelt)][key] = None
            found[fold(self._names[key])][key] = None
        return {name: list(keys) for name, keys in found.items() if name}

    def _own(self, number: int) -> Iterator[str]:
        """The names of a row itself, in each language that the table has."""
        first = naming_field(self._table) or ""
        for name in dict.fromkeys((first, f"{first.removesuffix('_vi')}_en")):
            if name in self._table.fields:
                yield str(self._table.frame[name].iat[number])

    def _column(self, name: str) -> Sequence[str]:
        """What a field's values are called, as its categories have it; '' without such a field."""
        field = self._table.fields.get(name)
        if field is None or not field.categories:
            return [""] * len(self._table.frame)
        return [
            field.label(value, "vi") if value in field.categories else ""
            for value in self._table.frame[name].tolist()
        ]

    def _parents(self) -> Sequence[str]:
        """The names of the rows above, within the same table."""
        at = (self._table.name, self._field)
        parent = next((name for name, to in targets(self._table).items() if to == at), None)
        if parent is None:
            return [""] * len(self._table.frame)
        own = dict(zip(self._table.frame[self._field], self._plain(), strict=True))
        return [own.get(above, "") for above in self._table.frame[parent].tolist()]

    def _plain(self) -> Sequence[str]:
        field = naming_field(self._table)
        return self._table.frame[field].tolist() if field else [""] * len(self._table.frame)
