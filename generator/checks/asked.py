"""Which tables a rule asks for: as long as none changes, it finds the same; no rule itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.dataset import Table

ALL = "*"
"""Is noted where a rule goes through all tables; no table has this name."""


class Asked(Mapping[str, "Table"]):
    """The tables of a package, which note the names that are asked for, and whether all are."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Nothing has been asked for."""
        self._tables = tables
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> Table:
        """A table, which is noted even if there is none of this name."""
        self.names.add(name)
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        """The names of all tables."""
        self.names.add(ALL)
        return iter(self._tables)

    def __len__(self) -> int:
        """How many there are."""
        self.names.add(ALL)
        return len(self._tables)
