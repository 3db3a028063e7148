"""What the page of an indicator, a document or a source tells, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.dataset import load
from generator.views.catalogue import source_page
from generator.views.maker import Maker
from generator.views.store import Store
from tests.small_package import INDICATOR, SOURCE, UNITS, SmallPackage

if TYPE_CHECKING:
    from pathlib import Path


def event(event_id: str, unit_id: str, date: str) -> dict[str, str]:
    return {
        "event_id": event_id,
        "unit_id": unit_id,
        "stage": "plan",
        "title_vi": "Kế hoạch",
        "title_en": "Plan",
        "date": date,
        "status": "actual",
        "source_id": SOURCE["source_id"],
        "quote": "kế hoạch của thành phố",
        "date_basis": "stated",
    }


def test_events_of_several_places_are_in_the_order_of_time(tmp_path: Path) -> None:
    package = SmallPackage(tmp_path)
    package.rows("units", *UNITS)
    package.rows("indicators", INDICATOR)
    package.rows("sources", SOURCE)
    package.rows(
        "events",
        event("a", "d-196", "2017-07"),
        event("b", "d-193", "2016-12-28"),
        event("c", "d-196", "[2016-12-28..2017-05-31]"),
    )
    page = source_page(Maker(Store(load(tmp_path)), "en"), SOURCE["source_id"])
    assert [event.event_id for event in page.events] == ["b", "c", "a"]
