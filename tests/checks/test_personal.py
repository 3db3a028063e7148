"""What belongs to a person alone is refused, and what only looks like it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.cells import Column
from generator.checks.patterns import fitting
from generator.checks.personal import RULES, personal_data
from generator.checks.run import check
from generator.dataset import Field, load
from generator.settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable


def told(text: str, **spec: object) -> list[str]:
    field = Field("note", "string", {"name": "note", "type": "string", **spec})
    return [fault.rule for fault in personal_data(Column(field, [text], f"\n{text}\n"))]


REFUSED = [
    ("ĐT: 0912345678", "personal-phone"),
    ("gọi 0912.345.678.", "personal-phone"),
    ("gọi 091 234 5678, gặp bí thư", "personal-phone"),
    ("0912-345-678", "personal-phone"),
    ("098 76 54 321", "personal-phone"),
    ("(0203) 3825 123", "personal-phone"),
    ("024 3825 1234", "personal-phone"),
    ("+84 912 345 678", "personal-phone"),
    ("+84912345678", "personal-phone"),
    ("0084 91 234 5678", "personal-phone"),
    ("+84 (0)912 345 678", "personal-phone"),
    ("CCCD 001085012345", "personal-identity"),
    ("số 001 085 012 345 do công an cấp", "personal-identity"),
    ("chứng minh nhân dân số 100123456", "personal-identity"),
    ("hộ chiếu B1234567", "personal-identity"),
    ("passport no. C7654321", "personal-identity"),
    ("Bí thư, sinh năm 1975, quê ở xã", "personal-birth"),
    ("ông A (sinh ngày 12/3/1975)", "personal-birth"),
    ("sinh ngày 02 tháng 9 năm 1968", "personal-birth"),
    ("SN 1980", "personal-birth"),
    ("sinh 1990", "personal-birth"),
    ("She was born on 2 May 1971", "personal-birth"),
    ("date of birth: 1971-05-02", "personal-birth"),
    ("liên hệ ten.nguoi@example.org.vn", "personal-mail"),
    ("ten (at) example.org", "personal-mail"),
    ("ten[a còng]example.vn", "personal-mail"),
    ("số nhà 12, tổ 3", "personal-home"),
    ("ở số 5 phố Hàng Bài", "personal-home"),
    ("số 7A đường Trần Phú", "personal-home"),
    ("hộ khẩu thường trú tại thôn 2", "personal-home"),
    ("nhà riêng ở khu 3", "personal-home"),
    ("thường trú tại xã Thạch Hòa", "personal-home"),
    ("home address: 5 Old Street", "personal-home"),
    ("who lives at 5 Old Street", "personal-home"),
]


@pytest.mark.parametrize(("text", "rule"), REFUSED)
def test_what_belongs_to_a_person_is_refused(text: str, rule: str) -> None:
    assert told(text) == [rule]


LETTERS_ALIKE = str.maketrans({"i": "ı", "I": "İ", "s": "ſ", "S": "ſ", "k": "\u212a"})
"""What Python takes for the same where case is ignored, beside upper and lower case."""


@given(
    text=st.sampled_from([text for text, _ in REFUSED]),
    written=st.sampled_from(
        [str, str.upper, str.lower, str.title, lambda text: text.translate(LETTERS_ALIKE)]
    ),
    before=st.text("a Ở1\n;", max_size=6),
    after=st.text("a Ở1\n;", max_size=6),
)
def test_whatever_a_rule_finds_is_told(
    text: str, written: Callable[[str], str], before: str, after: str
) -> None:
    around = f"{before}{written(text)}{after}"
    assert told(around) == [rule for rule, is_in in RULES.items() if is_in(around)]


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ thị 12-CT/TU, ngày 28-12-2016",
        "Nghị quyết số 18-NQ/TW ngày 25-10-2017",
        "Nghị định 137/2015/NĐ-CP",
        "Quyết định số 0912/QĐ-UBND",
        "từ 05.08.2018 đến 09.05.2019",
        "giai đoạn 05-2018-2019",
        "nhiệm kỳ 2015-2020, 2020-2025",
        "mã GSO 06817, 05983 và 196",
        "1.234.567 người, 0,5% và 0.25",
        "85/101 thôn, khu; 001/101",
        "học sinh năm 1999",
        "tuyển sinh năm 2005",
        "phát sinh năm 1999",
        "sinh hoạt chi bộ từ năm 1998",
        "sinh viên khóa 1999",
        "sinh năm 2018 mô hình mới",
        "giữ chức từ năm 1998",
        "Nghị quyết số 05, đường lối đổi mới",
        "tổ dân phố số 5, khối phố 3",
        "cư trú ở địa phương; nơi ở mới",
        "17 nghìn nhân khẩu, 3.000 hộ khẩu",
        "resident of the ward; 35 years old",
        "a@b",
    ],
)
def test_what_only_looks_like_it_is_let_through(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "spec",
    [
        {"constraints": {"pattern": "^https?://.+$"}},
        {"categories": [{"value": "0912345678"}]},
        {"rdfType": "http://id.loc.gov/datatypes/edtf"},
        {"type": "integer"},
    ],
)
def test_only_where_anything_may_be_written_is_looked_at(spec: dict[str, object]) -> None:
    assert told("0912345678", **spec) == []


def test_nothing_of_the_project_is_taken_for_personal_data() -> None:
    problems = check(load(PROJECT / "datapackage")).problems
    assert [problem for problem in problems if problem.rule.startswith("person")] == []


def test_a_pattern_that_explodes_elsewhere_is_matched_at_once() -> None:
    # Python's engine would need some 2 ** 5000 steps for each.
    long = "a" * 5000
    for pattern in ("(a+)+", "(a|a)*", "(a|aa)+", "(.*a){20}"):
        assert fitting(pattern, [f"{long}!", "a" * 20]) == {"a" * 20}
