"""What the rows of a table are called and what its fields refer to, by its schema alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.keys import foreign_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.dataset import Field, Table


def targets(table: Table) -> dict[str, tuple[str, str]]:
    """The table and field that each field refers to, by itself: not those of longer keys."""
    found: dict[str, tuple[str, str]] = {}
    for key in foreign_keys(table):
        if len(key.fields) == 1:
            found.setdefault(key.fields[0], (key.other_table, key.other_fields[0]))
    return found


def naming_field(table: Table) -> str | None:
    """The first text that every row has and that is neither a code nor one of a list."""
    key = {*table.primary_key, *targets(table)}
    return next((f.name for f in table.fields.values() if f.name not in key and _is_name(f)), None)


def _is_name(field: Field) -> bool:
    constraints: Mapping[str, object] = field.spec.get("constraints", {})
    return (
        field.type == "string"
        and bool(constraints.get("required"))
        and "pattern" not in constraints
        and "rdfType" not in field.spec  # a date, or another thing that a vocabulary names
        and not field.categories
    )
