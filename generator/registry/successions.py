"""Who became what on 1 July 2025, and in which way; not for the units themselves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.registry.model import REFORM, Succession

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.registry.model import Unit


def successions_of(
    moves: Sequence[tuple[str, str]], before: Mapping[str, Unit], after: Mapping[str, Unit]
) -> list[Succession]:
    """A succession for each move; `before` and `after` are the units by the moves' keys.

    Districts have none, for their level was abolished. Only those that had no communes do:
    the source has each of them become one special zone.
    """
    parts = Counter(old for old, _ in moves)
    origins = Counter(new for _, new in moves)
    return [
        Succession(
            from_unit_id=before[old].unit_id,
            to_unit_id=after[new].unit_id,
            date=REFORM,
            relation=_relation(before[old], after[new], parts[old], origins[new]),
        )
        for old, new in moves
    ]


def _relation(old: Unit, new: Unit, parts: int, origins: int) -> str:
    """How `old`, which went into `parts` units, went into `new`, which came of `origins`.

    - `partial`: the source divides the old unit. It does not say whether a part is one of
      the area or of the population, so `partial_area` and `partial_population` are not made.
    - `full`: the old unit went whole into one that others went into, too.
    - `unchanged`, `renamed`: it became the new one whole and alone, with the same type and
      name or not. That a name is written with other capitals does not make it another.
    """
    if parts > 1:
        return "partial"
    if origins > 1:
        return "full"
    same_type = old.type == new.type
    same_name = old.name_vi.casefold() == new.name_vi.casefold()
    return "unchanged" if same_type and same_name else "renamed"
