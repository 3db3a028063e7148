"""Cells by themselves: each distinct value is looked at once, and only what is wrong is told."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks import cells, standard, text, values
from generator.checks.cells import Column, Fault
from generator.checks.run import CELL_RULES
from generator.dataset import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.cells import CellRule
    from tests.checks.copies import Copy

TEXT_RULES = CELL_RULES[:4]
NOT_SEEN = [
    pytest.param("\u00a0", "U+00A0 NO-BREAK SPACE", id="no-break space"),
    pytest.param("\u00ad", "U+00AD SOFT HYPHEN", id="soft hyphen"),
    pytest.param("\u200b", "U+200B ZERO WIDTH SPACE", id="zero-width space"),
    pytest.param("\u200d", "U+200D ZERO WIDTH JOINER", id="zero-width joiner"),
    pytest.param("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE", id="turned round"),
    pytest.param("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE", id="isolated"),
    pytest.param("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE", id="byte-order mark"),
    pytest.param("\u3164", "U+3164 HANGUL FILLER", id="letter without a shape"),
    pytest.param("\ufe0f", "U+FE0F VARIATION SELECTOR-16", id="variation selector"),
    pytest.param("\t", "U+0009", id="tab"),
    pytest.param("\x1b", "U+001B", id="terminal code"),
]


def column(values: list[str], **spec: object) -> Column:
    """A column of distinct values, as rules see it."""
    field = Field("field", str(spec.get("type", "string")), {"name": "field", **spec})
    return Column(field, values, "\n".join(("", *values, "")))


def told(rule: CellRule, *values: str, **spec: object) -> list[tuple[str, str]]:
    return [(fault.value, fault.rule) for fault in rule(column(list(values), **spec))]


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("Hu\u043eng Bí", "Hu\u043eng"),
        ("tại Hu\u043eng Bí, hôm nay", "Hu\u043eng"),
        ("tại Hu\u043eng", "Hu\u043eng"),
        (f"tại {'a' * 99}\u043e{'b' * 99} hôm nay", f"{'a' * 31}\u043e{'b' * 28}"),
    ],
)
def test_the_word_with_letters_of_two_scripts_is_named_and_no_other(value: str, word: str) -> None:
    (fault,) = text.text_of_one_script(column([value]))
    details = {"character": "U+043E CYRILLIC SMALL LETTER O", "word": word}
    assert fault == Fault(value, "text-mixed-scripts", details)


def test_what_is_left_of_a_formula_is_all_but_its_signs() -> None:
    (fault,) = text.text_formula(column(["=- XUÂN"]))
    details = {"character": "=", "nearest": "XUÂN", "likely": "“XUÂN”"}
    assert fault == Fault("=- XUÂN", "text-formula", details)


def test_each_distinct_value_is_shown_to_a_rule_once(package: Copy) -> None:
    rows = "".join(f"person-{i:04},Trần Văn Lâm\n" for i in range(1000))
    (package.folder / "data/persons.csv").write_text(f"person_id,name\n{rows}", encoding="utf-8")
    shown: list[str] = []

    def rule(column: Column) -> Iterator[Fault]:
        shown.extend(column.values)
        if column.field.name == "name":
            yield Fault("Trần Văn Lâm", "value-missing")

    persons = package.load().tables["persons"]
    problems, faulty = cells.judge(persons, persons.fields, (rule,))
    assert len(shown) == 1001
    assert len(problems) == 1000
    assert [problem.line for problem in problems[:3]] == [2, 3, 4]
    assert faulty["name"].sum() == 1000
    assert "person_id" not in faulty


def test_a_value_with_a_fault_is_not_shown_to_the_rules_after(package: Copy) -> None:
    shown: list[str] = []

    def first(_: Column) -> Iterator[Fault]:
        yield Fault("Trần Văn Lâm", "value-missing")

    def second(column: Column) -> Iterator[Fault]:
        shown.extend(column.values)
        yield from ()

    persons = package.load().tables["persons"]
    cells.judge(persons, persons.fields, (first, second))
    assert shown == ["tran-lenh-truong", "tran-van-lam", "Trần Lệnh Trưởng"]


@pytest.mark.parametrize(("character", "name"), NOT_SEEN)
def test_a_character_that_cannot_be_seen_is_named(character: str, name: str) -> None:
    faults = list(text.text_unseen(column(["Uông Bí", f"Uông{character}Bí"])))
    assert [(fault.value, fault.rule, fault.details["character"]) for fault in faults] == [
        (f"Uông{character}Bí", "text-invisible", name)
    ]


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n", "\u2028", "\x85", "\x0b"])
def test_a_line_break_is_told_of_as_such(line_break: str) -> None:
    value = f"Uông{line_break}Bí"
    assert told(text.text_unseen, "a", value) == [(value, "text-line-break")]


@pytest.mark.parametrize("value", [" a", "a ", "a  b", "  "])
def test_stray_spaces_are_told_of(value: str) -> None:
    assert told(text.text_spaces, "a b", value, "") == [(value, "text-spaces")]


@pytest.mark.parametrize("value", ["=1+1", "+84", "-x", "@name"])
def test_text_that_a_spreadsheet_would_calculate_is_told_of(value: str) -> None:
    assert told(text.text_formula, "a=b", value) == [(value, "text-formula")]


def test_a_number_below_zero_is_no_formula() -> None:
    assert told(text.text_formula, "-1", type="number") == []


@given(st.lists(st.text(max_size=8), max_size=5, unique=True))
def test_what_looking_at_all_values_at_once_passes_over_is_sound(candidates: list[str]) -> None:
    found = {fault.value for rule in TEXT_RULES for fault in rule(column(candidates))}
    for value in candidates:
        alone = {fault.value for rule in TEXT_RULES for fault in rule(column([value]))}
        assert (value in found) == (value in alone) == is_unsound(value)


def is_unsound(value: str) -> bool:
    return (
        not value.isprintable()
        or any(character in value for character in text._BLANK)  # noqa: SLF001 - the list itself
        or unicodedata.normalize("NFC", value) != value
        or " ".join(value.split(" ")).strip(" ") != value
        or "  " in value
        or value[:1] in tuple("=+-@")
    )


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("07", "7"),
        ("1.50", "1.5"),
        ("85.0", "85"),
        ("+3", "3"),
        ("1e3", "1000"),
        ("-0", "0"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1_000", "1000"),
        ("８５", "85"),
        ("1e-7", "0.0000001"),
        pytest.param(f"+{'7' * 28}", "7" * 28, id="as long as a number may be"),
    ],
)
def test_a_number_has_one_form(written: str, right: str) -> None:
    (fault,) = values.number_form(column([written], type="number"))
    assert (fault.rule, fault.details) == ("number-form", {"right": right})


@pytest.mark.parametrize("number", ["0", "85", "90.8", "-1.5", "0.05", "12345678901234567890"])
def test_a_number_in_its_form_is_left_alone(number: str) -> None:
    assert told(values.number_form, number, type="number") == []


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-inf", "1e999", "1e-999"])
def test_what_only_a_computer_calls_a_number_is_none(text: str) -> None:
    assert told(values.number_form, text, type="number") == [(text, "not-a-number")]


def test_what_is_no_number_is_shown_one_that_is() -> None:
    (fault,) = values.number_form(column(["NaN"], type="number", example="85"))
    assert fault.details == {"example": "85"}


def test_a_number_after_what_is_none_at_all_is_told_of_too() -> None:
    assert told(values.number_form, "many", "07", type="number") == [("07", "number-form")]


@pytest.mark.parametrize("number", ["17.000", "17.345", "1.234.567"])
def test_a_point_between_thousands_is_told_of(number: str) -> None:
    assert told(values.number_without_thousands, number, type="number") == [
        (number, "number-thousands")
    ]


@pytest.mark.parametrize("number", ["17.34", "0.345", "17.3456", "1234.567", "17000"])
def test_a_point_before_decimals_is_left_alone(number: str) -> None:
    assert told(values.number_without_thousands, number, type="number") == []


def test_a_number_as_large_as_may_be_can_have_points_between_thousands() -> None:
    residents = {"type": "integer", "constraints": {"maximum": 17000}}
    assert told(values.number_without_thousands, "17.000", "17.001", **residents) == [
        ("17.000", "number-thousands")
    ]


def test_only_so_many_unknown_categories_are_compared_with_all_others() -> None:
    wrong = [f"actual{number:02}" for number in range(51)]
    faults = values.category(column(wrong, categories=[{"value": "actual"}]))
    offered = [fault.details.get("nearest") for fault in faults]
    assert offered == ["actual"] * 50 + [None]


def test_a_point_that_cannot_be_between_thousands_is_left_alone() -> None:
    percent = {"type": "number", "constraints": {"maximum": 100}}
    assert told(values.number_without_thousands, "33.333", **percent) == []


def test_the_nearest_category_is_named_if_there_is_one() -> None:
    categories = [{"value": "actual"}, {"value": "planned"}]
    faults = list(values.category(column(["planed", "x", "actual", ""], categories=categories)))
    assert [(fault.value, fault.details.get("nearest", "–")) for fault in faults] == [
        ("planed", "planned"),
        ("x", "–"),
    ]


@pytest.mark.parametrize("type_", ["integer", "number"])
def test_a_number_that_a_spreadsheet_would_round_is_told(type_: str) -> None:
    numbers = ("123456789012345", "1234567890123456", "-12345678.9012345", "-12345678.90123456")
    assert told(values.number_is_exact, *numbers, type=type_) == [
        ("1234567890123456", "number-too-long"),
        ("-12345678.90123456", "number-too-long"),
    ]


def test_a_long_code_is_no_number() -> None:
    assert told(values.number_is_exact, "1234567890123456", type="string") == []
    assert told(values.number_is_exact, "ghi chú 1234567890123456", type="number") == []


@pytest.mark.parametrize(
    ("spec", "faulty"),
    [
        ({"type": "integer"}, []),
        ({"type": "integer", "constraints": {"pattern": "[0-9]*"}}, []),
        ({"type": "integer", "constraints": {"pattern": "[0-4]*"}}, ["1234567890123456", "17"]),
        ({"type": "integer", "constraints": {"pattern": "[0-7]*"}}, ["1234567890123456"]),
    ],
)
def test_what_is_in_doubt_may_be_right(spec: dict[str, object], faulty: list[str]) -> None:
    assert told(standard.standard_values, "1234567890123456", "", "17", **spec) == [
        (value, "value-pattern") for value in faulty
    ]


@pytest.mark.parametrize(
    ("written", "meant"), [("Lạng Sơn 2018", "lang-son-2018"), ("Bài 7", ""), ("…", "")]
)
def test_a_key_is_offered_as_its_pattern_has_it(written: str, meant: str) -> None:
    pattern = {"pattern": "[a-z]+(-[a-z]+)*-[0-9]{4}"}
    (fault,) = standard.standard_values(column([written], type="string", constraints=pattern))
    assert (fault.rule, fault.details.get("nearest", "")) == ("value-pattern", meant)


@pytest.mark.parametrize(
    ("kind", "meant"), [("number", "85.5"), ("integer", ""), ("boolean", ""), ("date", "")]
)
def test_a_number_is_offered_where_its_type_allows_it(kind: str, meant: str) -> None:
    (fault,) = standard.standard_values(column(["85,5"], type=kind))
    assert fault.details.get("nearest", "") == meant
