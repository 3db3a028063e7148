"""What the card of a page says: the figure that leads the page, and what makes it doubtful."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.cards.card import Bar, Card
from generator.cards.telling import card_of
from generator.dataset import load
from generator.views.catalogue import indicator_page
from generator.views.lists import districts_page, home_page
from generator.views.maker import Maker
from generator.views.store import Store
from generator.views.unit import unit_page
from tests.small_package import INDICATOR, OBSERVATION, SOURCE, UNITS, SmallPackage

if TYPE_CHECKING:
    from pathlib import Path

SITE = {"vi": "Nhất thể hóa chức danh", "en": "Consolidation of posts in Vietnam"}
TARGET = {
    "target_id": "d-196-all",
    "indicator_id": "village-secretary-head",
    "unit_id": "d-196",
    "percent": "100",
    "direction": "at_least",
    "deadline": "2017-07",
    "source_id": "bao-2017",
    "quote": "100%",
    "date_as_written": "tháng 7-2017",
    "date_basis": "stated",
}
ELSEWHERE = {**OBSERVATION, "observation_id": "d-193-2017", "unit_id": "d-193", "numerator": "52"}


@pytest.fixture
def package(tmp_path: Path) -> SmallPackage:
    return SmallPackage(tmp_path)


def maker(package: SmallPackage, lang: str) -> Maker:
    return Maker(Store(load(package.folder)), lang)


def test_the_card_of_a_district_has_its_figure_against_its_target(package: SmallPackage) -> None:
    package.rows("targets", TARGET)
    assert card_of(unit_page(maker(package, "en"), "d-196"), "en") == Card(
        site=SITE["en"],
        title="Uông Bí city",
        below="Quảng Ninh province",
        measure="Party cell secretary is also village head",
        figure="85 of 101",
        beside="84.2% (computed here)",
        bars=(Bar(percent=Decimal("84.2"), aim=Decimal(100)),),
        foot="May 2017 · target 100% (July 2017)",
    )


def test_the_card_is_in_the_language_of_its_page(package: SmallPackage) -> None:
    assert card_of(unit_page(maker(package, "vi"), "d-196"), "vi") == Card(
        site=SITE["vi"],
        title="Thành phố Uông Bí",
        below="Tỉnh Quảng Ninh",
        measure="Bí thư chi bộ kiêm trưởng thôn",
        figure="85 trên 101",
        beside="84,2\xa0% (trang này tính)",
        bars=(Bar(percent=Decimal("84.2")),),
        foot="Tháng 5-2017",
    )


def test_a_card_says_that_sources_differ(package: SmallPackage) -> None:
    package.rows("sources", SOURCE, {**SOURCE, "source_id": "other", "title": "Khác"})
    other = {**OBSERVATION, "observation_id": "d-196-other", "numerator": "80"}
    package.rows("observations", OBSERVATION, {**other, "source_id": "other"})
    card = card_of(unit_page(maker(package, "en"), "d-196"), "en")
    assert card
    assert card.foot == "May 2017 · the sources differ"


@pytest.mark.parametrize("unit_id", ["d-193", "p-22"])
def test_a_unit_without_a_figure_has_no_card_of_its_own(
    package: SmallPackage, unit_id: str
) -> None:
    assert card_of(unit_page(maker(package, "en"), unit_id), "en") is None


def test_a_forecast_is_no_figure_to_pass_on(package: SmallPackage) -> None:
    package.rows("observations", {**OBSERVATION, "status": "forecast"})
    assert card_of(unit_page(maker(package, "en"), "d-196"), "en") is None


def test_the_card_of_an_indicator_sets_the_places_of_one_year_side_by_side(
    package: SmallPackage,
) -> None:
    package.rows("observations", OBSERVATION, ELSEWHERE)
    page = indicator_page(maker(package, "en"), INDICATOR["indicator_id"])
    assert card_of(page, "en") == Card(
        site=SITE["en"],
        title="Party cell secretary is also village head",
        below="Consolidation",
        measure="District, 2017",
        bars=(
            Bar(percent=Decimal("84.2"), label="Uông Bí city", said="84.2%"),
            Bar(percent=Decimal("51.5"), label="Hạ Long city", said="51.5%"),
        ),
        foot="2 reported figures",
    )


def test_the_card_of_the_home_page_stands_for_all_that_have_none(package: SmallPackage) -> None:
    package.rows("targets", TARGET)
    card = card_of(home_page(maker(package, "vi")), "vi")
    assert card == Card(
        site=SITE["vi"],
        title="Một người, hai chức danh: mỗi huyện đã làm đến đâu?",
        measure="Đơn vị cấp huyện đã có dữ liệu",
        figure="1 trên 2",
        bars=(Bar(percent=Decimal(50)),),
        foot="1 số liệu do nguồn nêu · 1 mục tiêu",
    )
    assert card_of(districts_page(maker(package, "vi")), "vi") is None


def test_communes_have_none_however_many_there_are(package: SmallPackage) -> None:
    package.rows("observations", {**OBSERVATION, "unit_id": UNITS[-1]["unit_id"]})
    assert card_of(unit_page(maker(package, "en"), UNITS[-1]["unit_id"]), "en") is None


def test_whoever_does_not_see_a_card_is_told_the_same() -> None:
    card = Card(
        site="Site",
        title="Uông Bí city",
        below="Quảng Ninh province",
        measure="Secretaries",
        figure="85 of 101",
        beside="84.2% (computed here)",
        bars=(Bar(percent=Decimal(84)),),
        foot="May 2017",
    )
    assert card.alternative == (
        "Uông Bí city, Quảng Ninh province – "
        "Secretaries: 85 of 101, 84.2% (computed here); May 2017"
    )
