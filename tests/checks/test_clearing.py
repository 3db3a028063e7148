"""What is cleared without Frictionless is what Frictionless finds nothing wrong with."""

from __future__ import annotations

import json
from typing import Any

import pytest
from frictionless import Field as Judge
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.clearing import doubtful
from generator.dataset import Field, load
from generator.settings import PROJECT

PATTERNS = ["[a-z]+", "a|b", r"\d{4}", "[a-z][a-z0-9-]*", "(d|p)-[0-9]+", ".", "x?", r"\w+"]
TEXTS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(["", "a", "b", "ab", "d-196", "p-22", "x", "a\n", "\n", "１２", "٣", "071"]),
)
NUMBERS = st.one_of(
    st.integers().map(str),
    st.decimals(allow_nan=True, allow_infinity=True).map(str),
    st.floats().map(str),
    st.from_regex(r"[-+]?[0-9]{0,4}[.,eE_ ]?[0-9]{0,3}%?", fullmatch=True),
    st.sampled_from(["-0", "00", "0.", ".5", "1_000", "1e3", "NaN", "INF", "-0.0", "+1", "1 "]),
)
DATES = st.one_of(
    st.dates().map(str),
    st.from_regex(r"[0-9]{3,5}-[0-9]{1,2}-[0-9]{1,2}", fullmatch=True),
    st.sampled_from(["2021-02-29", "2021-06-25T00:00", "20210625", "0000-01-01", "2021-6-5"]),
)
BOOLEANS = st.sampled_from(["true", "false", "True", "1", "0", "yes", "có", "không", "TRUE", ""])
BOUNDS = st.one_of(st.integers(-5, 200), st.sampled_from(["0", "1.5"]), st.just(0.5))


def optional(**constraints: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the constraints, and perhaps that a value is required."""
    return st.fixed_dictionaries({}, optional={"required": st.booleans(), **constraints})


DESCRIPTIONS = st.one_of(
    st.fixed_dictionaries(
        {
            "type": st.just("string"),
            "constraints": optional(
                minLength=st.integers(0, 4),
                maxLength=st.integers(0, 8),
                pattern=st.sampled_from(PATTERNS),
                enum=st.lists(TEXTS, min_size=1, max_size=3),
            ),
        },
        optional={"format": st.sampled_from(["default", "email", "uri"])},
    ),
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["integer", "number", "year"]),
            "constraints": optional(
                minimum=BOUNDS, maximum=BOUNDS, exclusiveMinimum=st.integers(0, 9)
            ),
        },
        optional={"bareNumber": st.booleans(), "groupChar": st.just(",")},
    ),
    st.fixed_dictionaries(
        {"type": st.just("date"), "constraints": optional()},
        optional={"format": st.sampled_from(["default", "any", "%d/%m/%Y"])},
    ),
    st.fixed_dictionaries(
        {"type": st.just("boolean"), "constraints": optional()},
        optional={
            "trueValues": st.just(["có", "true"]),
            "falseValues": st.just(["không", "false"]),
        },
    ),
)


@settings(max_examples=400)
@given(DESCRIPTIONS, st.lists(st.one_of(TEXTS, NUMBERS, DATES, BOOLEANS), max_size=12, unique=True))
def test_the_judge_finds_nothing_wrong_with_what_is_cleared(
    description: dict[str, Any], values: list[str]
) -> None:
    spec = {"name": "field", **description}
    try:
        read = Judge.from_descriptor(json.loads(json.dumps(spec))).create_cell_reader()
    except Exception:  # noqa: BLE001 - a description that Frictionless refuses gets no table judged
        return
    left = doubtful(Field("field", spec["type"], spec), values)
    assert [value for value in values if value in left] == left
    for value in set(values) - set(left):
        assert read(value)[1] is None, (spec, value)


def test_nothing_in_the_package_needs_the_judge() -> None:
    """What no value gives cause for takes no time: the package itself is cleared."""

    for table in load(PROJECT / "datapackage").tables.values():
        for name, field in table.fields.items():
            assert doubtful(field, table.frame[name].unique().tolist()) == [], (table.name, name)


@pytest.mark.parametrize(
    ("type_", "constraints", "left"),
    [
        ("string", {}, []),
        ("string", {"minLength": 2}, ["1"]),
        ("string", {"maxLength": 2}, ["123"]),
        ("string", {"minLength": 2, "maxLength": 2}, ["1", "123"]),
        ("string", {"enum": ["1", "12"]}, ["123"]),
        ("string", {"enum": ["1", "12"], "minLength": 2}, ["1", "123"]),
        ("integer", {"minimum": 12}, ["1"]),
        ("integer", {"maximum": 12}, ["123"]),
        # what is not known here leaves everything to the judge
        ("integer", {"pattern": ".*"}, ["1", "12", "123"]),
        ("string", {"jsonSchema": {}}, ["1", "12", "123"]),
    ],
)
def test_what_is_as_short_or_as_long_as_may_be_is_cleared(
    type_: str, constraints: dict[str, object], left: list[str]
) -> None:
    spec = {"name": "field", "type": type_, "constraints": constraints}
    assert doubtful(Field("field", type_, spec), ["1", "12", "123"]) == left
