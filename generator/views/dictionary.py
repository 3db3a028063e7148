"""What the pages of the dictionary know: every table and column, from the schemas, and how full."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.checks.values import is_edtf
from generator.keys import foreign_keys
from generator.views import urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.dataset import Dataset, Field, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRef:
    """A table as it is named and linked to."""

    table: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. `kind` is its type, or "edtf" for dates as exact as their source.

    `filled` of the table's `rows` have a value. `constraints` are the schema's, but for
    `required`; `categories` are values with their labels.
    """

    name: str
    title: str
    description: str
    kind: str
    required: bool
    primary: bool
    refers: tuple[TableRef, ...]
    constraints: Mapping[str, Any]
    categories: tuple[tuple[str, str], ...]
    example: str
    filled: int
    rows: int

    @property
    def percent(self) -> Decimal:
        """The share of rows that have a value, in percent, rounded down to one decimal."""
        return Decimal(1000 * self.filled // self.rows) / 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryTable:
    """One table: its columns, and the tables that refer to it."""

    ref: TableRef
    description: str
    rows: int
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    referred_by: tuple[TableRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryTitle:
    """What a table is called."""

    ref: TableRef


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryEntry:
    """A table in the list of all, with the tables that it refers to."""

    ref: TableRef
    description: str
    rows: int
    columns: int
    refers: tuple[TableRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryPage:
    """All tables."""

    tables: tuple[DictionaryEntry, ...]


def dictionary_page(dataset: Dataset, lang: str) -> DictionaryPage:
    """Make the view of the list of tables."""
    return DictionaryPage(
        tables=tuple(
            DictionaryEntry(
                ref=_ref(table, lang),
                description=table.text("description", lang),
                rows=len(table.frame),
                columns=len(table.fields),
                refers=tuple(
                    _ref(dataset.tables[name], lang)
                    for name in dict.fromkeys(key.other_table for key in foreign_keys(table))
                ),
            )
            for table in dataset.tables.values()
        )
    )


def dictionary_table(dataset: Dataset, name: str, lang: str) -> DictionaryTable:
    """Make the view of one table's page."""
    table = dataset.tables[name]
    return DictionaryTable(
        ref=_ref(table, lang),
        description=table.text("description", lang),
        rows=len(table.frame),
        columns=tuple(_column(dataset, table, field, lang) for field in table.fields.values()),
        primary_key=table.primary_key,
        unique_keys=tuple(_listed(key) for key in table.schema.get("uniqueKeys", ())),
        referred_by=tuple(
            _ref(other, lang)
            for other in dataset.tables.values()
            if any(key.other_table == name for key in foreign_keys(other))
        ),
    )


def dictionary_title(table: Table, lang: str) -> DictionaryTitle:
    """Make as much of the view of a table's page as its title needs."""
    return DictionaryTitle(ref=_ref(table, lang))


def _ref(table: Table, lang: str) -> TableRef:
    return TableRef(
        table=table.name, title=table.text("title", lang), url=urls.dictionary(table.name)
    )


def _column(dataset: Dataset, table: Table, field: Field, lang: str) -> Column:
    constraints = dict(field.spec.get("constraints", {}))
    return Column(
        name=field.name,
        title=field.text("title", lang),
        description=field.text("description", lang),
        kind="edtf" if is_edtf(field) else field.type,
        required=bool(constraints.pop("required", False)),
        primary=field.name in table.primary_key,
        refers=tuple(_refers(dataset, table, field.name, lang)),
        constraints=constraints,
        categories=tuple((value, field.label(value, lang)) for value in field.categories),
        example=str(field.spec.get("example", "")),
        filled=int((table.frame[field.name] != "").sum()),
        rows=len(table.frame),
    )


def _refers(dataset: Dataset, table: Table, field: str, lang: str) -> Iterator[TableRef]:
    for key in foreign_keys(table):
        if field in key.fields:
            yield _ref(dataset.tables[key.other_table], lang)


def _listed(key: str | list[str]) -> tuple[str, ...]:
    return (key,) if isinstance(key, str) else tuple(key)
