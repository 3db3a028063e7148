"""What is offered in the place of a wrong value: the one thing that was meant, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import dates
from generator.checks import corrections
from generator.checks.offers import Keys
from generator.dataset import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.copies import Copy


@pytest.mark.parametrize(
    ("written", "kind", "meant"),
    [
        ("90,8%", "number", "90.8"),
        ("90,80", "number", "90.8"),
        ("1.250,5", "number", "1250.5"),
        ("17 345", "integer", "17345"),
        ("17.345 người", "integer", "17345"),
        ("85 thôn", "integer", "85"),
        ("100%", "number", "100"),
        ("85,0", "integer", "85"),
        ("85,5", "integer", ""),
        ("17,345", "number", ""),
        ("85/101", "integer", ""),
        ("hơn 80", "integer", ""),
        ("80-90", "number", ""),
        ("không", "number", ""),
    ],
)
def test_a_number_out_of_what_newspapers_write(written: str, kind: str, meant: str) -> None:
    assert corrections.as_number(written, kind) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1/7/2025", "2025-07-01"),
        ("30-06-2018", "2018-06-30"),
        ("ngày 30.6.2018", "2018-06-30"),
        ("2018/6/30", "2018-06-30"),
        ("31/6/2018", ""),
        ("7/2025", ""),
        ("1/7/25", ""),
    ],
)
def test_a_day_begins_with_the_day_in_vietnamese(written: str, meant: str) -> None:
    assert corrections.as_day(written) == meant


@pytest.mark.parametrize(
    ("correct", "written", "meant"),
    [
        (corrections.as_date, "6/2018", "2018-06"),
        (corrections.as_date, "tháng 6/2018", "2018-06"),
        (corrections.as_date, "vào tháng 6/2018", "2018-06"),
        (corrections.as_date, "2018-6", "2018-06"),
        (corrections.as_date, "30/6/2018", "2018-06-30"),
        (corrections.as_date, "2017-2020", "2017/2020"),
        (corrections.as_date, "2020–2017", ""),
        (corrections.as_date, "quý 2/2018", ""),
        (corrections.as_date, "đầu nhiệm kỳ", ""),
        (corrections.possible_date, "2018-30-06", "2018-06-30"),
        (corrections.possible_date, "2018-06-31", "2018-06-30"),
        (corrections.possible_date, "2018-01-32", "2018-01-31"),
        (corrections.possible_date, "2018-12-32", "2018-12-31"),
        (corrections.possible_date, "2018-13-31", ""),
        (corrections.possible_date, "0218-06", ""),
        (corrections.turned_round, "2020/2018", "2018/2020"),
        (corrections.turned_round, "[2017-05-31..2016-12-28]", "[2016-12-28..2017-05-31]"),
        (corrections.turned_round, "2020", ""),
    ],
)
def test_a_date_as_the_package_writes_it(
    correct: Callable[[str], str], written: str, meant: str
) -> None:
    assert correct(written) == meant


@given(st.text(alphabet="0123456789/-.[] thángăm", max_size=14))
def test_what_is_offered_for_a_date_is_one(text: str) -> None:
    for correct in (corrections.as_date, corrections.possible_date, corrections.turned_round):
        offered = correct(text)
        assert not offered or str(dates.parse(offered)) == offered


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Có", "true"), ("không", "false"), ("TRUE", "true"), ("0", "false"), ("có lẽ", "")],
)
def test_yes_and_no(written: str, meant: str) -> None:
    assert corrections.as_truth(written, Field("headline", "boolean", {})) == meant


@pytest.mark.parametrize(("written", "meant"), [("yes", "có"), ("FALSE", "không"), ("?", "")])
def test_yes_and_no_are_offered_as_the_field_writes_them(written: str, meant: str) -> None:
    spec = {"trueValues": ["có", "1"], "falseValues": ["không", "0"]}
    assert corrections.as_truth(written, Field("headline", "boolean", spec)) == meant


@pytest.mark.parametrize(("text", "value"), [("du dinh", "planned"), ("xyz", "")])
def test_the_nearest_of_some_names_is_like_the_text(text: str, value: str) -> None:
    assert corrections.nearest(text, {"dự định": "planned", "đã làm": "actual"}) == value


@pytest.mark.parametrize(
    ("written", "offer"),
    [
        ("d-169", "“d-196” (thành phố Uông Bí)"),
        ("D196", "“d-196” (thành phố Uông Bí)"),
        ("Chi Lăng", "“c-05983” (phường Chi Lăng)"),
        ("uong bi", "“c-06811-2025” (phường Uông Bí), “d-196” (thành phố Uông Bí)"),
        ("Thành phố Uông Bí", "“d-196” (thành phố Uông Bí)"),
        ("TP. Uông Bí", "“d-196” (thành phố Uông Bí)"),
        ("TP Uông Bí; Quảng Ninh", "“d-196” (thành phố Uông Bí)"),
        ("thành phố Uông Bí (tỉnh Quảng Ninh)", "“d-196” (thành phố Uông Bí)"),
        ("Phường Uông Bí (Quảng Ninh)", "“c-06811-2025” (phường Uông Bí)"),
        ("d-196 Uông Bí", "“d-196” (thành phố Uông Bí)"),
        ("phường d-196", ""),
        ("d-155", ""),
        ("huyện Uông Bí", ""),
        ("Hà Nội", ""),
    ],
)
def test_a_unit_is_found_by_its_id_or_its_name(package: Copy, written: str, offer: str) -> None:
    package.replace("data/observations.csv", "village-secretary-head,d-196,", f"x,{written},")
    package.replace("data/observations.csv", ",x,", ",village-secretary-head,")
    (problem,) = package.check().problems
    assert problem.details.get("likely_vi", "") == offer


def test_of_several_ids_like_it_the_one_most_like_it_is_offered(package: Copy) -> None:
    package.add("data/units.csv", "d-197,p-22,district,thanh_pho,Cẩm Phả,197,,2025-07-01")
    package.replace("data/terms.csv", "d-196,2017,2020", "d-1968,2017,2020")
    (problem,) = package.check().problems
    assert problem.details["likely_vi"] == "“d-196” (thành phố Uông Bí)"


def test_each_wrong_key_has_an_offer_of_its_own_up_to_so_many(package: Copy) -> None:
    path = package.folder / "data/memberships.csv"
    header, row, *_ = path.read_text(encoding="utf-8").splitlines()
    rows = [
        row.replace("tran-lenh-truong-c", f"m{number:03}-c").replace(
            ",tran-lenh-truong,", f",tran-van-lam {number},"
        )
        for number in range(51)
    ]
    rows[1] = rows[1].replace(",tran-van-lam 1,", ",tran-lenh-truong 1,")
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    wrong = [p for p in package.check().problems if p.rule == "value-pattern"]
    assert [p.details.get("nearest", "") for p in wrong] == [
        "tran-van-lam",
        "tran-lenh-truong",
        *["tran-van-lam"] * 48,
        "tran-van-lam-50",  # as the pattern would have it, and compared with no other key
    ]


def test_an_id_with_a_stray_space_is_offered_without_it_and_nothing_else(package: Copy) -> None:
    package.replace("data/terms.csv", "d-196,2017,2020", " d-196,2017,2020")
    (problem,) = package.check().problems
    assert problem.rule == "text-spaces"
    assert "likely_vi" not in problem.details


@pytest.mark.parametrize(("more", "rest"), [(1, "(khối Uông Bí)"), (2, "(khối Uông Bí), …")])
def test_of_many_units_of_a_name_three_are_offered(package: Copy, more: int, rest: str) -> None:
    villages = [f"v-c05983-uong-bi-{number},c-05983,village,khoi,Uông Bí,,," for number in (1, 2)]
    package.add("data/units.csv", *villages[:more])
    package.replace("data/terms.csv", "d-196,2017,2020", "Uông Bí,2017,2020")
    (problem,) = package.check().problems
    known = "“c-06811-2025” (phường Uông Bí), “d-196” (thành phố Uông Bí)"
    assert problem.details["likely_vi"] == f"{known}, “v-c05983-uong-bi-1” {rest}"


def test_what_has_a_name_and_no_kind_is_offered_with_its_name(package: Copy) -> None:
    package.replace("data/memberships.csv", "chair,tran-lenh-truong,", "chair,tran-lệnh-trưởng,")
    (problem,) = package.check().problems
    assert problem.details["likely_vi"] == "“tran-lenh-truong” (Trần Lệnh Trưởng)"


def test_what_has_neither_name_nor_one_field_is_offered_by_its_key(package: Copy) -> None:
    moves = package.load().tables["unit_successions"]
    offer = Keys(moves, ("from_unit_id", "to_unit_id")).offer("p-22 p-22-2025")
    assert (offer["nearest"], offer["likely_en"]) == ("p-22, p-22-2025", "“p-22, p-22-2025”")


def test_what_is_offered_is_named_in_the_reader_s_language(package: Copy) -> None:
    package.replace("data/observations.csv", "village-secretary-head,d-196,", "x,TP Uông Bí,")
    package.replace("data/observations.csv", ",x,", ",village-secretary-head,")
    (problem,) = package.check().problems
    assert problem.hint("en").startswith("Did you mean “d-196” (Uông Bí city)? ")


def test_a_category_is_found_by_what_it_is_called(package: Copy) -> None:
    package.replace("data/events.csv", ",planned,", ",dự định,")
    (problem,) = package.check().problems
    assert problem.hint("vi").startswith("Có phải là “planned” (dự định)?")
    assert problem.hint("en").startswith("Did you mean “planned”?")
