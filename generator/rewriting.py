"""A table with other rows, as it will be read from a file of these; writes no file."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import TYPE_CHECKING

import pandas as pd

from generator.canonical import table_bytes
from generator.dataset import TEXT
from generator.reading import read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.dataset import Table
    from generator.problems import Problem


def with_rows(table: Table, rows: Sequence[Sequence[str]], problems: list[Problem]) -> Table | None:
    """The table as it will be read from a file of these rows."""
    data = table_bytes(list(table.fields), table.primary_key, rows)
    found = read_rows(data.decode(), table.path, problems)
    if found is None:
        return None
    return dataclasses.replace(
        table,
        frame=pd.DataFrame(found[0][1:], columns=list(table.fields), dtype=TEXT),
        lines=found[1][1:],
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
    )
