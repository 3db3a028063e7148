"""What the Data Package standard asks of descriptor, schemas and values; Frictionless judges.

It is never given a path or an address: it sees the schemas and such values as
`generator.checks.clearing` does not clear, each distinct one once, so it cannot open or
fetch anything. It knows nothing
of `uniqueKeys` and `categories`, and its keys carry no cell: other rules see to those.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.checks.cells import Column, Fault
from generator.checks.clearing import doubtful
from generator.checks.corrections import as_day, as_number, as_truth, nearest
from generator.checks.patterns import fitting
from generator.dataset import DESCRIPTOR
from generator.problems import Problem, likely
from generator.vietnamese import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.dataset import Dataset, Field, Table

PROFILES = "https://datapackage.org/profiles/2.0/"
"""Where the profiles of the standard are; their names are compared, never fetched."""

_DESCRIBED = (
    "name",
    "title",
    "description",
    "homepage",
    "version",
    "keywords",
    "image",
    "licenses",
    "contributors",
    "sources",
)
_TYPE_RULES = {
    "integer": "not-an-integer",
    "number": "not-a-number",
    "date": "not-a-date",
    "boolean": "not-a-boolean",
}
_CONSTRAINT_RULES = {
    "required": "value-missing",
    "pattern": "value-pattern",
    "minimum": "value-too-small",
    "exclusiveMinimum": "value-too-small",
    "maximum": "value-too-large",
    "exclusiveMaximum": "value-too-large",
    "minLength": "text-too-short",
    "maxLength": "text-too-long",
    "enum": "value-not-listed",
}


def descriptor_problems(dataset: Dataset) -> Iterator[Problem]:
    """What is wrong with the descriptor, the resources aside."""
    from frictionless import Package  # noqa: PLC0415 - takes half a second to start

    described = {key: dataset.descriptor[key] for key in _DESCRIBED if key in dataset.descriptor}
    profile = {"$schema": f"{PROFILES}datapackage.json"}
    report = Package.validate_descriptor({**profile, **described, "resources": []})
    for error in report.errors:
        details = {"reason": error.note}
        yield Problem(rule="descriptor-invalid", file=DESCRIPTOR, details=details)


def schema_problems(table: Table) -> Iterator[Problem]:
    """What is wrong with a table's schema; its values cannot be judged then."""
    for note in _schema_notes(json.dumps(table.schema)):
        details = {"reason": note}
        yield Problem(rule="schema-invalid", file=str(table.spec["schema"]), details=details)


@lru_cache(maxsize=256)  # the same schemas are judged again and again while somebody edits rows
def _schema_notes(schema: str) -> tuple[str, ...]:
    from frictionless import Schema  # noqa: PLC0415 - takes half a second to start

    profile = {"$schema": f"{PROFILES}tableschema.json"}
    report = Schema.validate_descriptor({**json.loads(schema), **profile})
    return tuple(error.note for error in report.errors)


def standard_values(column: Column) -> Iterator[Fault]:
    """Every value is of the field's type and keeps to the field's constraints.

    Patterns are judged here: Frictionless would never come to an end with some.
    """
    values = doubtful(column.field, column.values)
    if not values:
        return
    constraints = dict(column.field.spec.get("constraints", {}))
    pattern = constraints.pop("pattern", None)
    fit = None if pattern is None else fitting(pattern, values)
    read = _reader(json.dumps({**column.field.spec, "constraints": constraints}))
    for value in values:
        _, notes = read(value)
        if notes:
            yield _fault(column, value, next(iter(notes)))
        elif value and fit is not None and value not in fit:
            yield _fault(column, value, "pattern")


@lru_cache(maxsize=1024)  # likewise, and tables have fields in common
def _reader(field: str) -> Callable[[str], tuple[object, Mapping[str, str] | None]]:
    from frictionless import Field  # noqa: PLC0415 - takes half a second to start

    reader: Callable[[str], tuple[object, Mapping[str, str] | None]]
    reader = Field.from_descriptor(json.loads(field)).create_cell_reader()
    return reader


def _fault(column: Column, value: str, note: str) -> Fault:
    """The fault that Frictionless notes under the name of a constraint, or as "type"."""
    if note == "type":
        details = {"example": column.example} | likely(_meant(column.field, value))
        return Fault(value, _TYPE_RULES[column.field.type], details)
    limit = column.field.spec["constraints"][note]
    details = {
        "limit": ", ".join(limit) if isinstance(limit, list) else str(limit),
        "length": str(len(value)),
        "example": column.example,
    }
    if note == "pattern":
        details |= likely(_fitting(slug(value), str(limit)))
    elif note == "enum":
        details |= likely(nearest(value, {allowed: allowed for allowed in limit}))
    return Fault(value, _CONSTRAINT_RULES[note], details)


def _meant(field: Field, value: str) -> str:
    """What a value of another type was most likely meant to be."""
    if field.type == "date":
        return as_day(value)
    return as_truth(value, field) if field.type == "boolean" else as_number(value, field.type)


def _fitting(value: str, pattern: str) -> str:
    return value if value in fitting(pattern, [value]) else ""
