"""What releases changed, as the pages of units and the feeds tell it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.reads import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.views.maker import Maker
    from generator.views.versions import ReleaseNote, UnitChange, UnitRelease


def release_notes(maker: Maker) -> tuple[ReleaseNote, ...]:
    """The releases in short, the latest first."""
    maker.store.reads.note(number("fact", "log"))
    return maker.log.notes


def changes_of(maker: Maker, unit_id: str) -> tuple[UnitRelease, ...]:
    """The releases that changed something of a unit, or of units below it, the latest first.

    A province has also what changed in those that it was made of: what is known stays with
    the units of its time, and whoever follows a province of today wants to hear of it.
    """
    found: dict[str, UnitRelease] = {}
    for place in (unit_id, *_former_provinces(maker, unit_id)):
        maker.store.reads.note(number("fact", f"log {place}"))
        for release in maker.log.units.get(place, ()):
            before = found.get(release.note.version, replace(release, changes=()))
            told = (_with_page(maker, change) for change in release.changes)
            found[release.note.version] = replace(release, changes=(*before.changes, *told))
    return tuple(found[n.version] for n in maker.log.notes if n.version in found)


def _former_provinces(maker: Maker, unit_id: str) -> Iterator[str]:
    """The provinces that a province was made of; none for any other unit."""
    there = "unit_successions" in maker.store.dataset.tables
    if there and maker.store.by_key("units")[unit_id]["level"] == "province":
        for row in maker.store.of("unit_successions", "to_unit_id", unit_id):
            yield row["from_unit_id"]


def _with_page(maker: Maker, change: UnitChange) -> UnitChange:
    """The change with its unit's page; '' where it has none, or is no more in the package."""
    known = change.unit_id in maker.store.by_key("units")
    return replace(change, url=maker.unit(change.unit_id).url if known else "")
