"""What the fields of a table refer to, and what its rows are called; not whether it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.canonical import cell
from generator.checks.values import is_edtf
from generator.workbook.layout import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.dataset import Field, Table

_LONGEST_NAME = 60


def targets(table: Table) -> dict[str, tuple[str, str]]:
    """The table and field that each field refers to, by itself: not those of longer keys."""
    found: dict[str, tuple[str, str]] = {}
    for key in table.schema.get("foreignKeys", ()):
        fields, reference = key["fields"], key["reference"]
        if isinstance(fields, str) or len(fields) == 1:
            at = (reference.get("resource") or table.name, _first(reference["fields"]))
            found.setdefault(_first(fields), at)
    return found


def _first(names: str | Sequence[str]) -> str:
    return names if isinstance(names, str) else names[0]


def row_names(table: Table, field: str) -> dict[str, str]:
    """What the rows are called, by their values of `field`; '' where nothing says it.

    In a table of which rows have a parent in the same table, the parent's name follows in
    brackets: many a commune has a namesake.
    """
    values = table.frame[field].tolist()
    naming = _naming_field(table)
    if naming is None:
        return dict.fromkeys(values, "")
    names = dict(zip(values, map(_short, table.frame[naming].tolist()), strict=True))
    parent = next((name for name, at in targets(table).items() if at == (table.name, field)), None)
    if parent is None:
        return names
    parents = zip(values, table.frame[parent].tolist(), strict=True)
    return {value: _with_parent(names[value], names.get(above, "")) for value, above in parents}


def _naming_field(table: Table) -> str | None:
    """The first text that every row has and that is neither a code nor one of a list."""
    key = {*table.primary_key, *targets(table)}
    return next((f.name for f in table.fields.values() if f.name not in key and _is_name(f)), None)


def _is_name(field: Field) -> bool:
    constraints: Mapping[str, object] = field.spec.get("constraints", {})
    return (
        field.type == "string"
        and bool(constraints.get("required"))
        and "pattern" not in constraints
        and not field.categories
        and not is_edtf(field)
    )


def _short(name: str) -> str:
    plain = cell(clean(" ".join(name.split())))
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:_LONGEST_NAME].rstrip()}…"


def _with_parent(name: str, parent: str) -> str:
    return f"{name} ({parent})" if name and parent else name
