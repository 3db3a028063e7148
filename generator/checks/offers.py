"""Which key somebody most likely meant: by the key itself, or by the name of what it stands for."""

from __future__ import annotations

import dataclasses
from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from typing import TYPE_CHECKING

from generator.checks.judged import BETWEEN, joined
from generator.naming import naming_field, targets
from generator.problems import likely
from generator.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
        found = self._called.get(_bare(value)) or self._near(value)
        if not found:
            return {}
        shown = ", ".join(self._shown(key) for key in found[:_SHOWN])
        more = ", …" if len(found) > _SHOWN else ""
        return {"nearest": self._plain(found[0]), "likely": shown + more}

    def _near(self, value: str) -> list[str]:
        """The key most like a value, of those that stand near it in alphabetical order."""
        place = bisect(self._ordered, value)
        near = self._ordered[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
        return get_close_matches(value, near, n=1, cutoff=_LIKE)

    def _shown(self, key: str) -> str:
        return likely(self._plain(key), self._names.get(key, ""))["likely"]

    def _plain(self, key: str) -> str:
        return key.replace(BETWEEN, ", ")

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(joined(self.table.frame, self.fields).tolist())

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """What each key stands for is called; empty where nothing says it."""
        naming = naming_field(self.table)
        keys = joined(self.table.frame, self.fields).tolist()
        return dict(zip(keys, self.table.frame[naming].tolist(), strict=True)) if naming else {}

    @cached_property
    def _called(self) -> Mapping[str, list[str]]:
        """The keys by all that somebody may write for them, without accents and signs."""
        called: defaultdict[str, list[str]] = defaultdict(list)
        for key in self._ordered:
            for text in {_bare(key), _bare(self._names.get(key, ""))} - {""}:
                called[text].append(key)
        return called


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


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))
