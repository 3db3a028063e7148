"""Moves that the source gives to the wrong one of two communes of one name.

Not for other faults of the source: where it is only less exact than the law, its word stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_SAME_DISTRICT = 2
_SAME_PROVINCE = 1
_ELSEWHERE = 0


def without_mistaken(moves: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The moves without those that are a namesake's.

    The source knows communes by name. Where two of one name came into one new province, it
    may divide each of them among the successors of both. A move of a divided commune is such
    a mistake if a namesake has the same successor and is nearer kin to it: nearer are those
    who share the old district, and next those who share the old province, with another
    commune that went into that successor whole.
    """
    parts = Counter(old for old, _ in moves)
    origins: defaultdict[str, list[str]] = defaultdict(list)
    for old, new in moves:
        origins[new].append(old)
    whole = {new: [old for old in olds if parts[old] == 1] for new, olds in origins.items()}
    return [
        (old, new)
        for old, new in moves
        if parts[old] == 1
        or all(
            _kinship(namesake, whole[new]) <= _kinship(old, whole[new])
            for namesake in origins[new]
            if _name(namesake) == _name(old)
        )
    ]


def _kinship(commune: str, others: Collection[str]) -> int:
    """How near a commune's place is to the nearest place of the others."""
    places = [_place(other) for other in others if other != commune]
    if _place(commune) in places:
        return _SAME_DISTRICT
    if any(place[0] == _place(commune)[0] for place in places):
        return _SAME_PROVINCE
    return _ELSEWHERE


def _place(key: str) -> list[str]:
    """The province and the district in the key of a move's old end."""
    return key.split("_")[:2]


def _name(key: str) -> str:
    """The unit's own name in a key."""
    return key.rsplit("_", 1)[-1]
