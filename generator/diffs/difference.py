"""What is different between two packages, rows, structure and version; not how it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.changes import TableChanges, changes
from generator.versions.gate import due
from generator.versions.numbers import Bump, Version, parse_version
from generator.versions.structure import Alteration, alterations

if TYPE_CHECKING:
    from generator.dataset import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What is different in `head`."""

    base: Dataset
    head: Dataset
    tables: tuple[TableChanges, ...]
    altered: tuple[Alteration, ...]

    def __bool__(self) -> bool:
        """Whether anything is."""
        return bool(self.tables or self.altered) or self.versions[0] != self.versions[1]

    @property
    def due(self) -> Bump:
        """The bump that the change asks for."""
        return due(self.altered, self.tables)

    @property
    def versions(self) -> tuple[str, str]:
        """The versions of the two, as they are written."""
        return str(self.base.descriptor.get("version")), str(self.head.descriptor.get("version"))

    @property
    def needed(self) -> Version | None:
        """The lowest version that `head` may have; None where that of `base` is none."""
        before = parse_version(self.base.descriptor.get("version"))
        return before.after(self.due) if before else None


def difference(base: Dataset, head: Dataset) -> Difference:
    """What is different in `head`; either may have faults."""
    return Difference(
        base=base, head=head, tables=changes(base, head), altered=alterations(base, head)
    )
