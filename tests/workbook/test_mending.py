"""What programs make of a value is undone where that has one answer, and told where it has not."""

from __future__ import annotations

from datetime import datetime

import pytest

from generator.checks.values import EDTF
from generator.dataset import Field
from generator.workbook.conversions import Reading
from generator.workbook.grid import Cell, Kind
from generator.workbook.lookup import lookup_of
from generator.workbook.mending import Column, read_cell

GSO = "^([0-9]{2}|[0-9]{3}|[0-9]{5})$"
STATUS = {"actual": "actual – thực tế", "forecast": "forecast – dự báo"}
UNITS = {"d-196": "d-196 – Uông Bí (Quảng Ninh)", "d-178": "d-178 – Lạng Sơn (Lạng Sơn)"}


def column(kind: str, **spec: object) -> Column:
    return Column(Field("f", kind, spec), None)


TEXT = column("string")
CODE = column("string", constraints={"pattern": GSO})
DATE = column("string", rdfType=EDTF)
DAY = column("date")
WHOLE = column("integer")
NUMBER = column("number")
TRUTH = column("boolean")
YES_NO = column("boolean", trueValues=["có", "C"], falseValues=["không"])
ENUM = Column(
    Field("f", "string", {"categories": [{"value": value} for value in STATUS]}), lookup_of(STATUS)
)
UNIT = Column(Field("f", "string", {}), lookup_of(UNITS))


def text(value: str) -> Cell:
    return Cell(Kind.TEXT, value)


def number(value: float, form: str = "General") -> Cell:
    return Cell(Kind.NUMBER, value, form)


def moment(year: int, month: int, day: int, form: str, hour: int = 0) -> Cell:
    return Cell(Kind.TIME, datetime(year, month, day, hour), form)  # noqa: DTZ001 - as Excel has it


TRUE = Cell(kind=Kind.TRUTH, value=True)
FALSE = Cell(kind=Kind.TRUTH, value=False)


@pytest.mark.parametrize(
    ("cell", "of", "base", "value"),
    [
        # The package's own value, in another guise: nothing was changed.
        (text("Uông\u00a0Bí "), TEXT, "Uông Bí", "Uông Bí"),
        (text("Uo\u0302ng Bi\u0301"), TEXT, "Uông Bí", "Uông Bí"),
        (text("hai  dấu cách"), TEXT, "hai  dấu cách", "hai  dấu cách"),
        (number(71), CODE, "071", "071"),
        (number(5983), CODE, "05983", "05983"),
        (number(1200000), TEXT, "12E5", "12E5"),
        (number(2018), TEXT, "2018", "2018"),
        (number(90.8), NUMBER, "90.80", "90.80"),
        (number(0.85, "0%"), NUMBER, "0.85", "0.85"),
        (number(0.908, "0.0%"), NUMBER, "90.8", "90.8"),
        (number(43281), DATE, "2018-06-30", "2018-06-30"),
        (moment(2018, 7, 6, "mm-dd-yy"), DATE, "2018-06-07", "2018-06-07"),
        (text("71.0"), CODE, "071", "071"),
        (text("17.000"), WHOLE, "17000", "17000"),
        (text("90,80"), NUMBER, "90.8", "90.8"),
        (moment(2018, 6, 1, "mmm-yy"), DATE, "2018-06", "2018-06"),
        (moment(2018, 6, 1, "dd/mm/yyyy"), DATE, "2018-06", "2018-06"),
        (moment(2018, 6, 7, "mm-dd-yy"), DATE, "2018-06-07", "2018-06-07"),
        (TRUE, YES_NO, "C", "C"),
        (text("actual – thực tế"), ENUM, "actual", "actual"),
        # What was typed, put in the form of the package.
        (text(" Uo\u0302ng\u00a0Bi\u0301 "), TEXT, "", "Uông Bí"),
        (text("dòng một\ndòng hai"), TEXT, "", "dòng một\ndòng hai"),
        (text("“điểm”"), TEXT, "khác", "“điểm”"),
        (text("TRUE"), TRUTH, "", "true"),
        (FALSE, TRUTH, "true", "false"),
        (TRUE, YES_NO, "", "có"),
        (number(85.0), WHOLE, "", "85"),
        (number(90.799999999999997), NUMBER, "", "90.8"),
        (number(1e14), NUMBER, "", "100000000000000"),
        (number(0.000012), NUMBER, "", "0.000012"),
        (number(2018), DATE, "", "2018"),
        (text("90.8"), NUMBER, "", "90.8"),
        (text("abc"), NUMBER, "", "abc"),
        # From a list: the text of a choice, a code, a name that is the only one of its kind.
        (text("forecast – dự báo"), ENUM, "actual", "forecast"),
        (text("forecast"), ENUM, "actual", "forecast"),
        (text("Dự báo"), ENUM, "actual", "forecast"),
        (text("d-178 - lang son (lang son)"), UNIT, "d-196", "d-178"),
        (text("d-178"), UNIT, "d-196", "d-178"),
        (text("d-999"), UNIT, "d-196", "d-999"),
        (text("Lạng Sơn (Lạng Sơn)"), UNIT, "", "Lạng Sơn (Lạng Sơn)"),
    ],
)
def test_a_cell_has_a_value(cell: Cell, of: Column, base: str, value: str) -> None:
    assert read_cell(cell, of, base) == Reading(value)


@pytest.mark.parametrize(
    ("cell", "of", "value"),
    [
        (number(5983), CODE, "05983"),
        (text("5983.0"), CODE, "05983"),
        (text("85.0"), WHOLE, "85"),
        (text("90,8"), NUMBER, "90.8"),
        (text("90.80"), NUMBER, "90.8"),
        (text("1.234.567"), WHOLE, "1234567"),
        (text("0,125"), NUMBER, "0.125"),
        (text("2018–06"), DATE, "2018-06"),
        (text("2018−06−30"), DATE, "2018-06-30"),
        (moment(2018, 6, 1, "mmm-yy"), DATE, "2018-06"),
        (moment(2018, 6, 1, "mm/yyyy"), DATE, "2018-06"),
        (moment(2018, 6, 30, "dd/mm/yyyy"), DATE, "2018-06-30"),
        (moment(2018, 6, 6, "mm-dd-yy"), DATE, "2018-06-06"),
        (moment(2018, 6, 7, "yyyy-mm-dd"), DATE, "2018-06-07"),
        (moment(2018, 6, 7, "yyyymmdd"), DAY, "2018-06-07"),
    ],
)
def test_what_has_one_answer_is_mended_and_told(cell: Cell, of: Column, value: str) -> None:
    reading = read_cell(cell, of, "")
    assert (reading.value, reading.rule) == (value, "workbook-mended")
    assert reading.details == {"right": value}


@pytest.mark.parametrize(
    ("cell", "of", "rule", "candidates"),
    [
        (number(71), CODE, "workbook-converted", "71, 071, 00071"),
        (text("71.0"), CODE, "workbook-converted", "71, 071, 00071"),
        (number(12), TEXT, "workbook-converted", "–"),
        (number(1.2e19), NUMBER, "workbook-converted", "–"),
        (number(0.85, "0%"), NUMBER, "workbook-converted", "85, 0.85"),
        (number(43281), DATE, "workbook-converted", "2018-06-30"),
        (number(43281.5), DAY, "workbook-converted", "–"),
        (TRUE, TEXT, "workbook-converted", "–"),
        (TRUE, WHOLE, "workbook-converted", "–"),
        (moment(2018, 7, 6, "mm-dd-yy"), DATE, "workbook-converted", "2018-07-06, 2018-06-07"),
        (moment(2018, 6, 1, "d-mmm"), DATE, "workbook-converted", "–"),
        (moment(2018, 6, 1, "mmm-yy"), DAY, "workbook-converted", "–"),
        (moment(2018, 6, 30, "dd/mm/yyyy h:mm", 8), DATE, "workbook-converted", "–"),
        (moment(2018, 8, 3, "dd/mm/yyyy"), NUMBER, "workbook-converted", "–"),
        (moment(2018, 6, 30, "h:mm", 8), TEXT, "workbook-converted", "–"),
        (text("17.050"), NUMBER, "workbook-thousands", "17050, 17.05"),
        (text("17,000"), WHOLE, "workbook-thousands", "17000, 17"),
    ],
)
def test_what_has_several_answers_is_left_to_a_person(
    cell: Cell, of: Column, rule: str, candidates: str
) -> None:
    reading = read_cell(cell, of, "khác")
    assert (reading.rule, reading.details) == (rule, {"candidates": candidates})


def test_a_code_with_the_name_of_another_is_told() -> None:
    reading = read_cell(text("d-178 – Uông Bí (Quảng Ninh)"), UNIT, "d-196")
    assert reading.rule == "workbook-contradiction"
    assert reading.details == {"code": "d-178", "name": "Lạng Sơn (Lạng Sơn)"}


def test_marks_that_a_program_has_corrected_do_not_change_the_data() -> None:
    reading = read_cell(text("xã “điểm” – 2018…"), TEXT, 'xã "điểm" - 2018...')
    assert (reading.value, reading.rule) == ('xã "điểm" - 2018...', "workbook-autocorrected")


@pytest.mark.parametrize(
    ("kind", "rule"),
    [(Kind.FORMULA, "workbook-formula"), (Kind.ERROR, "workbook-error-value")],
)
def test_no_value_is_taken_from_a_formula_or_an_error(kind: Kind, rule: str) -> None:
    assert read_cell(Cell(kind, "=A1"), TEXT, "=A1") == Reading("", rule, "=A1")
