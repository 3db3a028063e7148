"""What a change did to a unit is told in sentences that stand on the unit's own page."""

from __future__ import annotations

from generator.dataset import load
from generator.diffs.by_unit import by_unit
from generator.diffs.difference import difference
from tests.small_package import OBSERVATION, UNITS, SmallPackage

EVENT = {
    "event_id": "d-196-plan",
    "unit_id": "d-196",
    "stage": "plan",
    "title_vi": "Kế hoạch",
    "title_en": "Plan",
    "date": "2017",
    "status": "actual",
    "source_id": "bao-2017",
    "quote": "kế hoạch",
    "date_basis": "article",
}


def told(base: SmallPackage, head: SmallPackage, lang: str) -> dict[str, tuple[str, ...]]:
    found = by_unit(difference(load(base.folder), load(head.folder)), lang, str)
    return {unit.name: unit.sentences for unit in found.values()}


def test_what_came_went_and_changed_is_counted_by_what_it_is(
    base: SmallPackage, head: SmallPackage
) -> None:
    base.rows("events", EVENT, {**EVENT, "event_id": "d-196-vote", "stage": "election"})
    head.rows("events", {**EVENT, "title_en": "A plan"})
    head.rows("observations", OBSERVATION, {**OBSERVATION, "observation_id": "d-196-2018"})
    assert told(base, head, "en") == {
        "Uông Bí city": ("1 figure added.", "1 event changed.", "1 event removed.")
    }
    assert told(base, head, "vi") == {
        "thành phố Uông Bí": ("Thêm 1 số liệu.", "Sửa 1 sự kiện.", "Bỏ 1 sự kiện.")
    }


def test_a_figure_that_was_corrected_is_told_with_both_its_values(
    base: SmallPackage, head: SmallPackage
) -> None:
    base.rows("observations", {**OBSERVATION, "numerator": "", "denominator": ""})
    assert told(base, head, "en") == {
        "Uông Bí city": (
            "Corrected: Party cell secretary is also village head: no figure → 85/101.",
        )
    }


def test_of_many_corrections_the_first_are_told_and_the_others_counted(
    base: SmallPackage, head: SmallPackage
) -> None:
    rows = [{**OBSERVATION, "observation_id": f"d-196-{number:02}"} for number in range(12)]
    base.rows("observations", *rows)
    head.rows("observations", *({**row, "numerator": "92"} for row in rows))
    sentences = told(base, head, "vi")["thành phố Uông Bí"]
    assert sentences == (
        "Sửa 2 số liệu.",
        *["Sửa số liệu: Bí thư chi bộ kiêm trưởng thôn: 85/101 → 92/101."] * 10,
    )


def test_a_record_that_moved_is_told_in_both_places(base: SmallPackage, head: SmallPackage) -> None:
    head.rows("observations", {**OBSERVATION, "unit_id": "d-193"})
    assert told(base, head, "en") == {
        "Hạ Long city": ("1 figure added.",),
        "Uông Bí city": ("1 figure removed.",),
    }


def test_a_unit_that_was_described_wrongly_says_so_and_a_new_one_says_nothing(
    base: SmallPackage, head: SmallPackage
) -> None:
    corrected = {**UNITS[3], "name_vi": "Uông Bì", "gso_code": ""}
    base.rows("units", *UNITS[:2], corrected, UNITS[4])
    assert told(base, head, "en") == {
        "Uông Bí city": (
            "Corrected: name: “Uông Bì” → “Uông Bí”.",
            "Corrected: GSO code: empty → 196.",
        )
    }


def test_tables_that_one_side_lacks_break_nothing(base: SmallPackage, head: SmallPackage) -> None:
    base.drop("units")
    head.drop("observations")
    assert told(base, head, "en") == {"Uông Bí city": ("1 figure removed.",)}
