"""The registry's rows, as in `units.csv` and `unit_successions.csv`; not for making them."""

from __future__ import annotations

from dataclasses import dataclass

REFORM = "2025-07-01"
"""The first day of the units of today: resolutions 202/2025/QH15 and 203/2025/QH15."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit during one period; `valid_to` is exclusive, and what is not known is ''."""

    unit_id: str
    parent_id: str
    level: str
    type: str
    name_vi: str
    gso_code: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """That the whole or a part of one unit went into another on a day."""

    from_unit_id: str
    to_unit_id: str
    date: str
    relation: str
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Registry:
    """All units and successions that the source gives, each sorted by its primary key."""

    units: tuple[Unit, ...]
    successions: tuple[Succession, ...]
