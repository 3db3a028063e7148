"""What a generated page is found by; not how it is searched: see `generator.site.search`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.render.date_words import date_words
from generator.render.filters import capfirst, unit_name
from generator.render.page import SearchEntry
from generator.views import urls
from generator.views.rows import edtf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.views.maker import Maker
    from generator.views.rows import Row


def unit_entries(maker: Maker, unit_id: str, languages: tuple[str, ...]) -> Iterator[SearchEntry]:
    """A unit, and those right below it that have no page of their own but are on this one."""
    row = maker.store.by_key("units")[unit_id]
    url = urls.unit(row)
    above = [_title(maker, unit, maker.lang) for unit in reversed(maker.store.ancestors(unit_id))]
    yield _unit(maker, row, url, above, languages)
    around = [_title(maker, row, maker.lang), *above]
    for child in maker.store.of("units", "parent_id", unit_id):
        if not maker.has_page(child["unit_id"]):
            # A commune is a row of a table, with an id; a village is only spoken of.
            place = f"{url}#{child['unit_id']}" if child["level"] == "commune" else url
            yield _unit(maker, child, place, around, languages)


def _unit(
    maker: Maker, row: Row, url: str, above: list[str], languages: tuple[str, ...]
) -> SearchEntry:
    """A unit by its name and code; also by its title in the other languages.

    What tells homonyms apart are the units above, the nearest first, and the time.
    """
    name = capfirst(row["name_vi"])  # as it is where a title begins with it
    titles = {lang: unit_name(_kind(maker, row, lang), name, lang) for lang in languages}
    return SearchEntry(
        title=capfirst(titles.pop(maker.lang)),
        url=url,
        kind=row["level"],
        name=name,
        aliases=tuple(titles.values()),
        detail=", ".join([*above, *_time(row, maker.lang)]),
        code=row["gso_code"],
        boost=2 if maker.is_recorded(row["unit_id"]) else 1,
    )


def _title(maker: Maker, row: Row, lang: str) -> str:
    return unit_name(_kind(maker, row, lang), row["name_vi"], lang)


def _kind(maker: Maker, row: Row, lang: str) -> str:
    return maker.store.label("units", "type", row["type"], lang)


def _time(row: Row, lang: str) -> Iterator[str]:
    """Since when a unit is there; until when a province was, which may still be there anew."""
    if row["valid_from"]:
        yield date_words(edtf(f"{row['valid_from']}/.."), lang)
    elif row["level"] == "province" and row["valid_to"]:
        last = date.fromisoformat(row["valid_to"]) - timedelta(days=1)
        yield date_words(edtf(f"../{last}"), lang)


def indicator_entry(maker: Maker, row: Row) -> SearchEntry:
    """An indicator by its name and, less so, its definition."""
    return SearchEntry(
        title=maker.text(row, "name"),
        url=urls.indicator(row["indicator_id"]),
        kind="indicator",
        detail=_table(maker, row),
        text=maker.text(row, "definition"),
    )


def document_entry(maker: Maker, row: Row) -> SearchEntry:
    """A document by its number, or by its title where it has none."""
    kind, number = capfirst(maker.label(row, "type")), row["number"]
    title, issuer = maker.text(row, "title"), maker.text(row, "issuer")
    return SearchEntry(
        title=f"{kind} {number}" if number else title,
        url=urls.document(row["document_id"]),
        kind="document",
        name=number,
        detail=title if number else f"{kind}, {issuer}",
        text=issuer,
    )


def source_entry(maker: Maker, row: Row) -> SearchEntry:
    """An article by its title in any language, its publisher and its author."""
    title = row.get(f"title_{maker.lang}") or row["title"]
    return SearchEntry(
        title=title,
        url=urls.source(row["source_id"]),
        kind="source",
        detail=row["publisher"] or _table(maker, row),
        text=f"{row['title']} {row['title_en']} {row['author']}",
    )


def _table(maker: Maker, row: Row) -> str:
    return maker.store.dataset.tables[row.table].text("title", maker.lang)
