"""What every format is: an identifier, a file ending, a media type, and how its bytes are made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.dataset import Dataset, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file to download, made when it is asked for.

    `path` is relative to the folder of the version. `table` is '' for what holds the
    whole package or tells of it. `make` raises PublicationError for a value that is not
    of its field's type: the checks let none through.
    """

    path: str
    format: str
    media_type: str
    table: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format in which the package is offered: as a whole, table by table, or both.

    `id` is also the name of the folder with the tables' files.
    """

    id: str
    ending: str
    media_type: str
    of_package: Callable[[Dataset], bytes] | None = None
    of_table: Callable[[Dataset, Table], bytes] | None = None

    def exports(self, dataset: Dataset) -> Iterator[Export]:
        """The files of this format: that of the package first, then each table's."""
        if self.of_package:
            path = f"{dataset.descriptor['name']}.{self.ending}"
            yield self._export(path, "", partial(self.of_package, dataset))
        if self.of_table:
            for table in dataset.tables.values():
                path = f"{self.id}/{table.name}.{self.ending}"
                yield self._export(path, table.name, partial(self.of_table, dataset, table))

    def _export(self, path: str, table: str, make: Callable[[], bytes]) -> Export:
        return Export(path=path, format=self.id, media_type=self.media_type, table=table, make=make)
