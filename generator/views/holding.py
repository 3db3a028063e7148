"""Who held which posts, and whether one source says that somebody held two of them at once."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from generator.views.parts import HeldPost, Holder
from generator.views.rows import edtf, edtf_or_none

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.views.maker import Maker
    from generator.views.parts import IndicatorRef
    from generator.views.rows import Row


def holders_of(maker: Maker, rows: Iterable[Row]) -> tuple[Holder, ...]:
    """The people of some rows of memberships, one holder for each person and unit."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["unit_id"], row["person_id"]), []).append(row)
    if not groups:
        return ()
    counted = {
        (row["party_post_id"], row["state_post_id"]): row["indicator_id"]
        for row in maker.store.rows("indicators")
    }
    return tuple(_holder(maker, group, counted) for group in groups.values())


def _holder(maker: Maker, rows: list[Row], counted: Mapping[tuple[str, str], str]) -> Holder:
    person = maker.store.by_key("persons")[rows[0]["person_id"]]
    posts = tuple(_held_post(maker, row) for row in rows)
    return Holder(
        person_id=person["person_id"],
        name=person["name"],
        unit=maker.unit(rows[0]["unit_id"]),
        posts=posts,
        consolidates=_consolidated(maker, posts, counted),
    )


def _consolidated(
    maker: Maker, posts: tuple[HeldPost, ...], counted: Mapping[tuple[str, str], str]
) -> IndicatorRef | None:
    """The indicator whose two posts, `counted` by indicator, one source says were held at once.

    Two sources with vague dates would not prove it.
    """
    for one, other in permutations(posts, 2):
        at_one_time = one.as_of == other.as_of and one.evidence.source == other.evidence.source
        indicator_id = counted.get((one.post_id, other.post_id))
        if at_one_time and indicator_id:
            return maker.indicator(indicator_id)
    return None


def _held_post(maker: Maker, row: Row) -> HeldPost:
    post = maker.store.by_key("posts")[row["post_id"]]
    return HeldPost(
        membership_id=row["membership_id"],
        post_id=post["post_id"],
        title=maker.text(post, "title"),
        start=edtf_or_none(row["start"], row["start_part"]),
        end=edtf_or_none(row["end"]),
        as_of=edtf(row["as_of"]),
        evidence=maker.evidence(row),
    )
