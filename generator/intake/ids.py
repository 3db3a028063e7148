"""Ids for new rows, by the rules that the guide for editors gives; not whether they are right."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator import dates
from generator.vietnamese import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_LONGEST = 80
_WORDS = 4
"""Words of a title that an id has at most."""


def observation_id(row: Mapping[str, str], taken: Collection[str]) -> str:
    """The unit, the year and the indicator: `d-196-2017-village-secretary-head`."""
    return _free([row["unit_id"], _year(row["date"]), row["indicator_id"]], taken)


def source_id(row: Mapping[str, str], taken: Collection[str]) -> str:
    """The publisher in one word or else the site, the year, the first words of the title."""
    site = (urlsplit(row["url"]).hostname or "").removeprefix("www.").split(".")[0]
    name = slug(row["publisher"]).replace("-", "") or slug(site)
    title = "-".join(slug(row["title"]).split("-")[:_WORDS])
    return _free([name, _year(row["published"]), title], taken)


def _year(date: str) -> str:
    """The year of the latest day that a date may be, else of the earliest; '' of no date."""
    try:
        parsed = dates.parse(date)
    except dates.DateError:
        return ""
    day = parsed.latest or parsed.earliest
    return str(day.year) if day else ""


def _free(parts: list[str], taken: Collection[str]) -> str:
    """The parts as one id, cut between words where it is too long, with a number if it is taken."""
    wanted = "-".join(filter(None, parts))
    number = 1
    while True:
        end = f"-{number}" if number > 1 else ""
        found = _cut(wanted, _LONGEST - len(end)) + end
        if found not in taken:
            return found
        number += 1


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length + 1].rpartition("-")[0] or text[:length]
