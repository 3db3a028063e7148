"""The shape that a Table Schema must have here; not what its rules say of the values.

It is stricter than the standard: properties by which another program would read
a file differently, such as `missingValues` or `decimalChar`, are refused.
https://datapackage.org/standard/table-schema/
"""

from __future__ import annotations

import math
import re
import warnings
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

COLUMN_LIMIT = 200

_TYPES = ("string", "integer", "number", "boolean", "date")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_BOUNDS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}


def misshapen(schema: Mapping[str, Any]) -> Iterator[str]:
    """The places of a schema that cannot be understood, such as `fields[3].categories`."""
    specs = schema.get("fields")
    if not isinstance(specs, list) or not specs:
        yield "fields"
        return
    for number, spec in enumerate(specs):
        yield from _in_field(f"fields[{number}]", spec)
    names = [
        spec["name"] for spec in specs if isinstance(spec, dict) and _is_name(spec.get("name"))
    ]
    if len(set(names)) < len(names):
        yield "fields"
    yield from _in_table(schema, names)


def _in_field(place: str, spec: object) -> Iterator[str]:
    if not isinstance(spec, dict):
        yield place
        return
    yield from (f"{place}.{key}" for key in ("name", "type") if key not in spec)
    for key, value in spec.items():
        is_good = _FIELD.get(_without_language(key))
        if is_good and not is_good(value):
            yield f"{place}.{key}"
    constraints = spec.get("constraints", {})
    if isinstance(constraints, dict):
        for key, value in constraints.items():
            if not _is_constraint(key, value, spec.get("type", "string")):
                yield f"{place}.constraints.{key}"


def _in_table(schema: Mapping[str, Any], names: list[str]) -> Iterator[str]:
    for key, value in schema.items():
        is_good = _TABLE.get(_without_language(key))
        if is_good and not is_good(value):
            yield key
    if not _is_key(schema.get("primaryKey"), names):
        yield "primaryKey"
    for key, is_entry in (("uniqueKeys", _is_key), ("foreignKeys", _is_foreign_key)):
        entries = schema.get(key, [])
        if not isinstance(entries, list) or not all(is_entry(entry, names) for entry in entries):
            yield key


def _without_language(key: str) -> str:
    """`title_en` is a title."""
    return key.split("_", maxsplit=1)[0]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(_NAME.fullmatch(value))


def _is_number(value: object) -> bool:
    return type(value) in {int, float} and math.isfinite(value)  # type: ignore[arg-type]


def _is_categories(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) and "value" in item for item in value)
        and all(_is_text(text) for item in value for text in item.values())
        and len({item["value"] for item in value}) == len(value)
    )


def _is_constraint(key: str, value: object, of_type: object) -> bool:
    if key in _BOUNDS:
        return _is_bound(value, of_type)
    return key in _CONSTRAINTS and _CONSTRAINTS[key](value)


def _is_bound(value: object, of_type: object) -> bool:
    if of_type == "date":
        return _is_text(value) and _is_day(str(value))
    if of_type == "number":
        return _is_number(value)
    return of_type == "integer" and type(value) is int


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_pattern(value: object) -> bool:
    """Whether it is a regular expression in the place where Frictionless puts it."""
    if not isinstance(value, str):
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            re.compile(f"^{value}$")
        except (re.error, OverflowError, RecursionError, Warning):
            return False
    return True


def _is_key(value: object, names: list[str]) -> bool:
    """Whether it names fields of the table, each once."""
    return _is_names(value) and set(_listed(value)) <= set(names)


def _is_names(value: object) -> bool:
    """Whether it is a name, or a list of some that differ."""
    return _is_text(value) or (_is_texts(value) and len(set(_listed(value))) == len(_listed(value)))


def _listed(names: Any) -> list[str]:  # noqa: ANN401 - what is in JSON: one name, or a list
    return [names] if isinstance(names, str) else names


def _is_foreign_key(value: object, names: list[str]) -> bool:
    if not isinstance(value, dict) or not _is_key(value.get("fields"), names):
        return False
    reference = value.get("reference")
    return (
        isinstance(reference, dict)
        and _is_text(reference.get("resource", ""))
        and _is_names(reference.get("fields"))
        and len(_listed(reference["fields"])) == len(_listed(value["fields"]))
    )


def _never(_value: object) -> bool:
    """Refuse a property by which a file would be read differently."""
    return False


_FIELD: Mapping[str, Callable[[object], bool]] = {
    "name": _is_name,
    "type": lambda value: value in _TYPES,
    "title": _is_text,
    "description": _is_text,
    "example": _is_text,
    "rdfType": _is_text,
    "format": lambda value: value == "default",
    "categories": _is_categories,
    "constraints": lambda value: isinstance(value, dict),
    "trueValues": _is_texts,
    "falseValues": _is_texts,
    **dict.fromkeys(
        ("missingValues", "decimalChar", "groupChar", "bareNumber", "floatNumber"), _never
    ),
}
_TABLE: Mapping[str, Callable[[object], bool]] = {
    "title": _is_text,
    "description": _is_text,
    "fieldsMatch": lambda value: value == "exact",
    "missingValues": lambda value: value == [""],
}
_CONSTRAINTS: Mapping[str, Callable[[object], bool]] = {
    "required": lambda value: isinstance(value, bool),
    "unique": lambda value: isinstance(value, bool),
    "pattern": _is_pattern,
    "enum": _is_texts,
    "minLength": lambda value: type(value) is int and value >= 0,
    "maxLength": lambda value: type(value) is int and value >= 0,
}
