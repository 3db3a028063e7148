"""What rows are called in a workbook: their names, with those of the rows above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.canonical import cell
from generator.naming import naming_field, targets
from generator.workbook.layout import clean

if TYPE_CHECKING:
    from generator.dataset import Table

_LONGEST_NAME = 60


def row_names(table: Table, field: str) -> dict[str, str]:
    """What the rows are called, by their values of `field`; '' where nothing says it.

    In a table of which rows have a parent in the same table, the parent's name follows in
    brackets: many a commune has a namesake.
    """
    values = table.frame[field].tolist()
    naming = naming_field(table)
    if naming is None:
        return dict.fromkeys(values, "")
    names = dict(zip(values, map(_short, table.frame[naming].tolist()), strict=True))
    parent = next((name for name, at in targets(table).items() if at == (table.name, field)), None)
    if parent is None:
        return names
    parents = zip(values, table.frame[parent].tolist(), strict=True)
    return {value: _with_parent(names[value], names.get(above, "")) for value, above in parents}


def _short(name: str) -> str:
    plain = cell(clean(" ".join(name.split())))
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:_LONGEST_NAME].rstrip()}…"


def _with_parent(name: str, parent: str) -> str:
    return f"{name} ({parent})" if name and parent else name
