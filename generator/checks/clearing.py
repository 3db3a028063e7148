"""Values beyond doubt what the standard asks for; of all others Frictionless is the judge.

Made from a field's description. It clears less than Frictionless would, never more: where
a description has something that is not known here, nothing is cleared.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.checks.patterns import fitting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from generator.dataset import Field

    Test: TypeAlias = Callable[[str], object]

_SAYS_NOTHING_OF_VALUES = frozenset(
    {
        "name",
        "type",
        "title",
        "title_en",
        "description",
        "description_en",
        "example",
        "categories",
        "rdfType",
        "constraints",
    }
)

# Forms in which a value is of its type, whatever else the type allows.
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def doubtful(field: Field, values: Sequence[str]) -> list[str]:
    """The values that are not cleared, in their order."""
    tests = _tests(field.spec)
    if tests is None:
        return list(values)
    if not tests and "pattern" not in field.spec.get("constraints", {}):
        return [""] if _is_required(field) and "" in values else []
    left = [value for value in values if value]
    pattern = field.spec.get("constraints", {}).get("pattern")
    if pattern is not None:
        # Frictionless is content with less: with a beginning, or an end, of an alternative.
        fit = fitting(pattern, left)
        left = [value for value in left if value in fit]
    for test in tests:
        left = [value for value in left if test(value)]
    cleared = {*left} if _is_required(field) else {"", *left}
    return [value for value in values if value not in cleared]


def _is_required(field: Field) -> bool:
    return bool(field.spec.get("constraints", {}).get("required"))


def _tests(spec: Mapping[str, Any]) -> list[Test] | None:
    """What a value that is not empty must pass to be cleared; None where nothing is."""
    constraints = dict(spec.get("constraints", {}))
    for told_elsewhere in ("required", "pattern") if spec["type"] == "string" else ("required",):
        constraints.pop(told_elsewhere, None)
    own = spec.keys() - _SAYS_NOTHING_OF_VALUES
    match spec["type"]:
        case "string":
            tests = _text_tests(constraints)
        case "integer":
            tests = [_INTEGER.fullmatch, *_bounds(constraints, int)]
        case "number":
            tests = [_NUMBER.fullmatch, *_bounds(constraints, float)]
        case "date":
            tests = [_DATE.fullmatch, _is_day]
        case "boolean":
            values = {*spec.get("trueValues", ()), *spec.get("falseValues", ())}
            own -= {"trueValues", "falseValues"}
            tests = [values.__contains__]
        case _:
            return None
    return None if own or constraints else tests


def _text_tests(constraints: dict[str, Any]) -> list[Test]:
    """What a text must pass; what is known here is taken out of the constraints."""
    tests: list[Test] = []
    shortest, longest = constraints.pop("minLength", 0), constraints.pop("maxLength", None)
    if shortest:
        tests.append(lambda value: len(value) >= shortest)
    if longest is not None:
        tests.append(lambda value: len(value) <= longest)
    if "enum" in constraints:
        tests.append(frozenset(constraints.pop("enum")).__contains__)
    return tests


def _bounds(constraints: dict[str, Any], read: Callable[[str], float]) -> list[Test]:
    """What a number must pass; what is known here is taken out of the constraints."""
    tests: list[Test] = []
    if isinstance(constraints.get("minimum"), int):
        least = constraints.pop("minimum")
        tests.append(lambda value: read(value) >= least)
    if isinstance(constraints.get("maximum"), int):
        most = constraints.pop("maximum")
        tests.append(lambda value: read(value) <= most)
    return tests


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
