"""The dictionary: every column of every table, in words and in rules, from the schemas alone."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from generator.exports.values import is_required
from generator.exports.words import in_all_languages, say
from generator.keys import foreign_keys
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.dataset import Field, Table

_IN_EACH_LANGUAGE = ("title", "description", "categories")
_PROPERTIES = ("type", "required", "key", "constraints", "example")

COLUMNS = (
    "table_name",
    "field",
    *(f"{what}_{lang}" for what in _IN_EACH_LANGUAGE for lang in LANGUAGES),
    *_PROPERTIES,
)
"""The dictionary's own columns, as its CSV names them."""


def rows(tables: Iterable[Table]) -> Iterator[tuple[str, ...]]:
    """A row of the dictionary for each field, with the cells that `COLUMNS` names."""
    for table in tables:
        for field in table.fields.values():
            yield (table.name, field.name, *_in_words(field), *_in_rules(table, field))


def headings() -> tuple[str, ...]:
    """What the columns are called for readers."""
    named = [f"{say(what, lang)} ({lang})" for what in _IN_EACH_LANGUAGE for lang in LANGUAGES]
    plain = map(in_all_languages, _PROPERTIES)
    return (in_all_languages("table"), in_all_languages("field"), *named, *plain)


def dictionary_csv(tables: Iterable[Table]) -> bytes:
    """The dictionary as CSV: UTF-8, LF, one row a field."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(tables))
    return buffer.getvalue().encode()


def _in_words(field: Field) -> Iterator[str]:
    for what in ("title", "description"):
        for lang in LANGUAGES:
            yield field.text(what, lang)
    for lang in LANGUAGES:
        yield "; ".join(f"{value}: {field.label(value, lang)}" for value in field.categories)


def _in_rules(table: Table, field: Field) -> Iterator[str]:
    constraints: Mapping[str, object] = field.spec.get("constraints", {})
    yield field.type
    yield "true" if is_required(field) else "false"
    yield "; ".join(_keys(table, field.name))
    yield "; ".join(f"{key}: {value}" for key, value in constraints.items() if key != "required")
    yield str(field.spec.get("example", ""))


def _keys(table: Table, field: str) -> Iterator[str]:
    """The part of a column in keys: `primary`, or the column of which it holds values."""
    if field in table.primary_key:
        yield "primary"
    for key in foreign_keys(table):
        for own, other in zip(key.fields, key.other_fields, strict=True):
            if own == field:
                yield f"{key.other_table}.{other}"
