"""What there is to be found in the package, as the pages about it say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import dates
from generator.render.date_words import date_words
from generator.render.filters import capfirst, unit_name
from generator.render.page import SearchEntry
from generator.views import urls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.views.maker import Maker
    from generator.views.store import Row


def entries(maker: Maker, languages: tuple[str, ...]) -> Iterator[SearchEntry]:
    """Everything in the package, in the language of the maker."""
    for row in maker.store.rows("units"):
        if row["parent_id"]:
            yield unit_entry(maker, row, languages)
    for row in maker.store.rows("indicators"):
        yield SearchEntry(
            title=maker.text(row, "name"),
            url=urls.indicator(row["indicator_id"]),
            kind="indicator",
            text=maker.text(row, "definition"),
        )
    for row in maker.store.rows("documents"):
        yield document_entry(maker, row)
    for row in maker.store.rows("sources"):
        yield source_entry(maker, row)


def unit_entry(maker: Maker, row: Row, languages: tuple[str, ...]) -> SearchEntry:
    """A unit at its page, or at its row on the page of the unit above it."""
    titles = {lang: _title(maker, row, lang) for lang in (maker.lang, *languages)}
    return SearchEntry(
        title=capfirst(titles.pop(maker.lang)),
        url=_url(maker, row),
        kind=row["level"],
        name=row["name_vi"],
        aliases=tuple(titles.values()),
        detail=", ".join(_detail(maker, row)),
        code=row["gso_code"],
        boost=2 if maker.is_recorded(row["unit_id"]) else 1,
    )


def _title(maker: Maker, row: Row, lang: str) -> str:
    kind = maker.store.label("units", "type", row["type"], lang)
    return unit_name(kind, row["name_vi"], lang)


def _url(maker: Maker, row: Row) -> str:
    """A unit without a page is a row of the page above, whose id is the unit's."""
    if maker.has_page(row["unit_id"]):
        return urls.unit(row)
    above = maker.store.by_key("units")[row["parent_id"]]
    return f"{_url(maker, above)}#{row['unit_id']}"


def _detail(maker: Maker, row: Row) -> Iterator[str]:
    """The units above, from below, and the time of a province and of what is in it since."""
    above = [u for u in maker.store.ancestors(row["unit_id"]) if u["level"] != "country"]
    for unit in reversed(above):
        yield _title(maker, unit, maker.lang)
    if row["valid_from"]:
        yield date_words(dates.parse(f"{row['valid_from']}/.."), maker.lang)
    elif row["level"] == "province":
        yield date_words(dates.parse("../2025-06-30"), maker.lang)


def document_entry(maker: Maker, row: Row) -> SearchEntry:
    """A document by its number, or by its title where it has none."""
    kind, number = capfirst(maker.label(row, "type")), row["number"]
    title, issuer = maker.text(row, "title"), maker.text(row, "issuer")
    return SearchEntry(
        title=f"{kind} {number}" if number else title,
        name=number,
        url=urls.document(row["document_id"]),
        kind="document",
        detail=title if number else f"{kind}, {issuer}",
        text=issuer,
    )


def source_entry(maker: Maker, row: Row) -> SearchEntry:
    """An article by its title in the language, or as printed."""
    title = row["title_en"] if maker.lang == "en" else row["title"]
    return SearchEntry(
        title=title,
        url=urls.source(row["source_id"]),
        kind="source",
        detail=row["publisher"],
        text=f"{row['title']} {row['title_en']} {row['author']}",
    )
