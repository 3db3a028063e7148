"""What the page on using the data knows: the addresses that its examples load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views import urls

if TYPE_CHECKING:
    from generator.views.maker import Maker
    from generator.views.parts import UnitRef


@dataclass(frozen=True, slots=True, kw_only=True)
class UsePage:
    """`address` is the site's, or '' where it has none: files are then named from its folder.

    `unit` is one of which something is known, with the path of its JSON; None where nothing
    is known of any. `name` is the package's, which its files have.
    """

    address: str
    name: str
    unit: UnitRef | None
    unit_json: str


def use_page(maker: Maker, base_url: str) -> UsePage:
    """Make the view; the example is the first unit that has a figure and a page."""
    figures = maker.store.rows("observations")
    ids = (row["unit_id"] for row in figures)
    unit = next((maker.unit(unit_id) for unit_id in ids if maker.has_page(unit_id)), None)
    return UsePage(
        address=base_url,
        name=str(maker.store.dataset.descriptor["name"]),
        unit=unit,
        unit_json=urls.data_file(unit.url, "json") if unit else "",
    )
