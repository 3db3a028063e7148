"""What people may call the rows of a table; not which of several rows somebody meant."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from generator.naming import naming_field, targets
from generator.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.dataset import Table

KIND = "type"
"""The field that says what kind of thing a row is, where the table has one."""


class Called:
    """The rows of a table and all that they may be called, each text bare (see `bare`)."""

    def __init__(self, table: Table, keys: Sequence[str]) -> None:
        """Gather nothing yet: `keys` are those of the rows, in the order of the rows."""
        self._table = table
        self._keys = keys

    @cached_property
    def keys(self) -> Mapping[str, Sequence[str]]:
        """The keys of the rows that a text may mean: themselves, or the names of the rows.

        "Uông Bí", "thành phố Uông Bí", "TP Uông Bí" and "Uông Bí (Quảng Ninh)" are names of one.
        """
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for number, key in enumerate(self._keys):
            for text in self._texts(number, key):
                found[text][key] = None
        found.pop("", None)
        return {text: list(keys) for text, keys in found.items()}

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind of each row by its key, as the data have it; empty where the table has none."""
        field = self._table.fields.get(KIND)
        has_kinds = field is not None and field.categories
        return dict(zip(self._keys, self._column(KIND), strict=True)) if has_kinds else {}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each row by its key; empty where nothing says it."""
        field = naming_field(self._table)
        return dict(zip(self._keys, self._column(field), strict=True)) if field else {}

    def kind(self, key: str, lang: str) -> str:
        """What the kind of a row is called; '' where it has none."""
        value = self.kinds.get(key, "")
        field = self._table.fields.get(KIND)
        return field.label(value, lang) if field and value in field.categories else ""

    def _texts(self, number: int, key: str) -> Iterator[str]:
        yield bare(key)
        for column in self._own:
            if column[number]:
                for text in self._with_kind(column[number], key):
                    yield text
                    yield from (text + above for above in self._above[number])

    @cached_property
    def _own(self) -> Sequence[Sequence[str]]:
        """The names of the rows in each language that the table has, bare."""
        first = naming_field(self._table) or ""
        fields = dict.fromkeys((first, f"{first.removesuffix('_vi')}_en"))
        return [list(map(bare, self._column(f))) for f in fields if f in self._table.fields]

    @cached_property
    def _above(self) -> Sequence[Sequence[str]]:
        """What the row above each, in the same table, is called: its name, and with its kind."""
        for name, (other, field) in targets(self._table).items():
            if other == self._table.name and self._own:
                own = zip(self._column(field), self._own[0], self._keys, strict=True)
                called = {at: self._with_kind(text, key) for at, text, key in own}
                return [called.get(parent, ()) for parent in self._column(name)]
        return [()] * len(self._keys)

    def _with_kind(self, name: str, key: str) -> tuple[str, ...]:
        """A name by itself, and behind the kind of its row."""
        kinds = self._bare_kinds.get(self.kinds.get(key, ""), ())
        return (name, *(kind + name for kind in kinds))

    @cached_property
    def _bare_kinds(self) -> Mapping[str, tuple[str, str]]:
        """What may stand before a name, by kind: "thành phố" and, as people shorten it, "TP"."""
        field = self._table.fields.get(KIND)
        labels = {value: field.label(value, "vi") for value in field.categories} if field else {}
        return {
            value: (bare(label), bare("".join(word[0] for word in label.split())))
            for value, label in labels.items()
        }

    def _column(self, name: str) -> list[str]:
        column: list[str] = self._table.frame[name].tolist()
        return column


def bare(text: str) -> str:
    """A text as its letters and digits alone, without accents and in small letters."""
    return "".join(filter(str.isalnum, fold(text)))
