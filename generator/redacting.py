"""A row taken out of the data for good: of the package as it is, and of every release.

Not for committing that, nor for the history of git: see docs/removal.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from generator.canonical import replace_files
from generator.keys import foreign_keys
from generator.redactions import LEDGER, ledger_bytes, redacted
from generator.scratch import scratch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.dataset import Dataset
    from generator.history import History
    from generator.redactions import Redaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What a redaction takes out: by table the rows, now and in each release that has some.

    `head` is the package as it will be, `files` are the bytes to be written, by path.
    """

    head: Dataset
    now: Mapping[str, int]
    releases: Mapping[str, Mapping[str, int]]
    files: Mapping[str, bytes]

    def __bool__(self) -> bool:
        """Whether there is anything to take out."""
        return bool(self.now or self.releases)


def removal(redaction: Redaction, dataset: Dataset, known: History) -> Removal:
    """What taking out a row comes to, in the package and its releases; nothing is written."""
    head, now = _without(dataset, redaction)
    releases = {}
    for release in known.releases:
        with scratch() as folder:
            _, taken = _without(known.dataset(release, folder), redaction)
        if taken:
            releases[str(release.version)] = taken
    files = {
        head.tables[name].path: head.tables[name].data
        for name in _referring_first(head)
        if head.tables[name].data != dataset.tables[name].data
    }
    # The ledger is the last to be written: what a kill leaves can be built, and taken up again.
    files[LEDGER] = ledger_bytes([*known.ledger, redaction])
    return Removal(head=head, now=now, releases=releases, files=files)


def _referring_first(dataset: Dataset) -> Iterator[str]:
    """The names of the tables, each before those that it refers to."""
    order: TopologicalSorter[str] = TopologicalSorter()
    for name, table in dataset.tables.items():
        order.add(name)
        for key in foreign_keys(table):
            if key.other_table != name:
                order.add(key.other_table, name)
    yield from order.static_order()


def _without(dataset: Dataset, redaction: Redaction) -> tuple[Dataset, dict[str, int]]:
    """The package without what the redaction takes out, and the number of these rows by table."""
    head = redacted(dataset, [redaction])
    taken = head.redacted[len(dataset.redacted) :]
    return head, {item.table: item.rows for item in taken}


def write(found: Removal, package: Path) -> None:
    """Write the tables, then the ledger: all of them, or none where one refuses.

    Raises:
        MachineError: a file cannot be written.
    """
    replace_files({package / path: data for path, data in found.files.items()})
