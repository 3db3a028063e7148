"""Which key somebody most likely meant: by the key itself, or by the name of what it stands for."""

from __future__ import annotations

import dataclasses
from bisect import bisect
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from typing import TYPE_CHECKING

from generator.called import Called, bare
from generator.checks.judged import BETWEEN, joined
from generator.naming import targets
from generator.problems import likely
from generator.rules.catalogue import beside_hints
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.dataset import Dataset, Table
    from generator.problems import Problem

OFFERS = 50
"""Values of one reference that are compared with all keys: each comparison takes some time."""

_NEIGHBOURS = 500
_SHOWN = 3
_LIKE = 0.7


@dataclass(frozen=True, eq=False)
class Keys:
    """The keys of a table that other tables refer to by `fields`."""

    table: Table
    fields: Sequence[str]

    def offer(self, value: str) -> dict[str, str]:
        """Details that name the keys most like a value; none where none is like it."""
        found = self._called.keys.get(bare(value)) or self._first_word(value) or self._near(value)
        if not found:
            return {}
        shown = {f"likely_{lang}": self._listed(sorted(found), lang) for lang in LANGUAGES}
        return {"nearest": self._plain(min(found)), **shown}

    def _first_word(self, value: str) -> list[str]:
        """The key that somebody has put before a name."""
        return [word for word in value.split()[:1] if word in self._called.names]

    def _near(self, value: str) -> list[str]:
        """The key most like a value, of those that stand near it in alphabetical order."""
        place = bisect(self._ordered, value)
        near = self._ordered[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
        return get_close_matches(value, near, n=1, cutoff=_LIKE)

    def _listed(self, keys: Sequence[str], lang: str) -> str:
        shown = ", ".join(self._shown(key, lang) for key in keys[:_SHOWN])
        return shown + (", …" if len(keys) > _SHOWN else "")

    def _shown(self, key: str, lang: str) -> str:
        name, kind = self._called.names.get(key, ""), self._called.kind(key, lang)
        label = beside_hints()["named"][lang].format(kind=kind, name=name) if kind else name
        return likely(self._plain(key), label)["likely"]

    def _plain(self, key: str) -> str:
        return key.replace(BETWEEN, ", ")

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(joined(self.table.frame, self.fields).tolist())

    @cached_property
    def _called(self) -> Called:
        return Called(self.table, joined(self.table.frame, self.fields).tolist())


def with_offers(dataset: Dataset, table: Table, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of a table's cells, with keys that were meant where a cell should be one."""
    to = targets(table)
    keys = cache(lambda name, field: Keys(dataset.tables[name], (field,)))
    offers: dict[tuple[str, str], dict[str, str]] = {}
    for problem in problems:
        name, field = to.get(problem.field, ("", ""))
        if problem.rule == "value-pattern" and name in dataset.tables:
            cell = (problem.field, problem.value)
            if cell not in offers and len(offers) < OFFERS:
                offers[cell] = keys(name, field).offer(problem.value)
            details = {**problem.details, **offers.get(cell, {})}
            yield dataclasses.replace(problem, details=details)
        else:
            yield problem
