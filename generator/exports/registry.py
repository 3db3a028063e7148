"""Every file to download, of every format; not where they are published, nor what they are called.

Same package, same bytes: nothing here looks at the clock, the machine or the repository.
The versions of pyarrow and XlsxWriter leave their mark, which the lock file holds, and so
do those of SQLite and zlib, which come with Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports import archive, excel_csv, json_records, parquet, sqlite, xlsx
from generator.exports.files import files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.dataset import Dataset
    from generator.exports.format import Export

FORMATS = (
    archive.FORMAT,
    xlsx.FORMAT,
    sqlite.FORMAT,
    parquet.FORMAT,
    json_records.FORMAT,
    excel_csv.FORMAT,
)
"""What is made of a package beside its own files, which are of the formats `package` and `csv`."""


def exports(dataset: Dataset) -> Iterator[Export]:
    """Every file of a dataset that has passed its checks; none is made before it is asked for."""
    yield from files(dataset)
    for form in FORMATS:
        yield from form.exports(dataset)
