"""The tables of the SQLite file that tell of the others; their names begin with an underscore.

`_package`: which version of what this is. `_dictionary`: every column in words and rules.
`_categories`: what their values are called. `_dates`: the earliest and the latest possible
day of every date, by which dates can be put in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.checks.values import is_edtf
from generator.exports import dictionary
from generator.exports.about import about
from generator.views.rows import edtf
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from generator.dataset import Dataset, Table


@dataclass(frozen=True, slots=True)
class TableAbout:
    """A table to be made: its columns and its primary key in SQL, and its rows."""

    name: str
    columns: Sequence[str]
    primary_key: Sequence[str]
    rows: Iterable[Sequence[object]]


def tables_about(dataset: Dataset) -> Iterator[TableAbout]:
    """The four tables."""
    tables = dataset.tables.values()
    columns = _texts("property", "value")
    yield TableAbout("_package", columns, ["property"], _package(dataset))
    columns = _texts(*dictionary.COLUMNS)
    yield TableAbout("_dictionary", columns, ["table_name", "field"], dictionary.rows(tables))
    key = ["table_name", "field", "value"]
    columns = _texts(*key, *(f"label_{lang}" for lang in LANGUAGES))
    yield TableAbout("_categories", columns, key, _categories(tables))
    columns = [*_texts("date", "part"), "earliest DATE", "latest DATE"]
    yield TableAbout("_dates", columns, ["date", "part"], _dates(tables))


def _texts(*names: str) -> list[str]:
    return [f"{name} TEXT" for name in names]


def _package(dataset: Dataset) -> Iterator[tuple[str, str]]:
    package = about(dataset)
    yield "name", package.name
    yield "version", package.version
    yield "released", package.released.date().isoformat() if package.released else ""
    yield "licence", "; ".join(package.licences)
    yield "homepage", package.homepage
    for lang in LANGUAGES:
        yield f"title_{lang}", package.title[lang]
        yield f"description_{lang}", package.description[lang]
        yield f"citation_{lang}", package.citation(lang)


def _categories(tables: Iterable[Table]) -> Iterator[tuple[str, ...]]:
    for table in tables:
        for field in table.fields.values():
            for value in field.categories:
                labels = (field.label(value, lang) for lang in LANGUAGES)
                yield (table.name, field.name, value, *labels)


def _dates(tables: Collection[Table]) -> Iterator[tuple[str | None, ...]]:
    """Every date with its part, '' for none; an end that is open is NULL."""
    found = {date for table in tables for date in _dates_of(table)}
    for text, part in sorted(found):
        date = edtf(text, part)
        days = (date.earliest, date.latest)
        yield (text, part, *(day.isoformat() if day else None for day in days))


def _dates_of(table: Table) -> Iterator[tuple[str, str]]:
    """The distinct dates of a table; `start_part` narrows `start`."""
    for field in filter(is_edtf, table.fields.values()):
        part = f"{field.name}_part"
        names = [field.name, part] if part in table.fields else [field.name]
        for text, *parts in table.frame[names].drop_duplicates().itertuples(index=False):
            if text:
                yield text, "".join(parts)
