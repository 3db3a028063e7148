"""The foreign keys of a table, as its schema has them; not whether the rows keep to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.dataset import Table


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Fields that hold a key of another table, which may be the table itself."""

    fields: tuple[str, ...]
    other_table: str
    other_fields: tuple[str, ...]


def foreign_keys(table: Table) -> Iterator[ForeignKey]:
    """The foreign keys, in the schema's order.

    https://datapackage.org/standard/table-schema/#foreignKeys
    """
    for key in table.schema.get("foreignKeys", ()):
        reference = key["reference"]
        yield ForeignKey(
            fields=_listed(key["fields"]),
            other_table=reference.get("resource") or table.name,
            other_fields=_listed(reference["fields"]),
        )


def _listed(fields: Any) -> tuple[str, ...]:  # noqa: ANN401 - JSON: one name, or a list of them
    return (fields,) if isinstance(fields, str) else tuple(fields)
