"""Units from the source's lists: ids, types, names and parents; not for what became of them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.exceptions import MachineError
from generator.registry.model import REFORM, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.registry.source import Line, Place


@dataclass(frozen=True, slots=True)
class Period:
    """A time with its own levels; what began with it has `suffix` in its id."""

    levels: tuple[str, ...]
    suffix: str
    valid_from: str
    valid_to: str


BEFORE = Period(("province", "district", "commune"), "", "", REFORM)
AFTER = Period(("province", "commune"), "-2025", REFORM, "")

COUNTRY = Unit(
    unit_id="vn",
    parent_id="",
    level="country",
    type="quoc_gia",
    name_vi="Việt Nam",
    gso_code="",
    valid_from="",
    valid_to="",
)

_PREFIXES = {"province": "p", "district": "d", "commune": "c"}
_TYPES = {
    "province": {"Tỉnh": "tinh", "Thành phố": "thanh_pho_trung_uong"},
    "district": {"Huyện": "huyen", "Quận": "quan", "Thị xã": "thi_xa", "Thành phố": "thanh_pho"},
    "commune": {"Xã": "xa", "Phường": "phuong", "Thị trấn": "thi_tran", "Đặc khu": "dac_khu"},
}
_COMMON_NOUNS = frozenset({"trường"})
"""Of "Nông trường …": the one word in the lists' names that is rightly in lower case."""


def units_of(lines: Iterable[Line], period: Period) -> dict[str, Unit]:
    """The units of a list, each by the keys of its line up to it, joined with `_`."""
    found: dict[str, Unit] = {}
    for line in lines:
        parent, key = COUNTRY, ""
        for level, place in zip(period.levels, line, strict=False):
            key = f"{key}_{place.key}" if key else place.key
            if key not in found:
                found[key] = _unit(place, level, parent, period)
            parent = found[key]
    return found


def _unit(place: Place, level: str, parent: Unit, period: Period) -> Unit:
    kind, name = split_name(place.name, level)
    if kind == "thanh_pho" and parent.type == "thanh_pho_trung_uong":
        kind = "thanh_pho_thuoc_thanh_pho"
    return Unit(
        unit_id=f"{_PREFIXES[level]}-{place.code}{period.suffix}",
        parent_id=parent.unit_id,
        level=level,
        type=kind,
        name_vi=name,
        gso_code=place.code,
        valid_from=period.valid_from,
        valid_to=period.valid_to,
    )


def split_name(full: str, level: str) -> tuple[str, str]:
    """The code of the type that a full name begins with, and the bare name.

    The type is taken from the full name because the source's own column of types is wrong
    in seven rows, and its column of short names adds "(Xã)", "(Thị trấn)" to namesakes.

    Raises:
        MachineError: the name begins with no known type: the source is another version.
    """
    for word, code in _TYPES[level].items():
        if full.casefold().startswith(f"{word} ".casefold()):
            return code, _proper(full[len(word) :])
    raise MachineError(f"no type of {level} is known for the name {full!r}")


def _proper(name: str) -> str:
    """A name as Vietnamese spells those of places: each syllable begins with a capital.

    The lists have a small letter where a syllable begins with an accented vowel ("Pa ủ").
    Source of the rule: decree 30/2020/NĐ-CP, appendix II.
    """
    words = unicodedata.normalize("NFC", name).split()
    return " ".join(
        word if word in _COMMON_NOUNS else word[:1].upper() + word[1:] for word in words
    )
