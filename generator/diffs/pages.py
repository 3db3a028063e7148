"""Which pages of the site a change affects: those that would know something else than before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.views import lists, urls
from generator.views.catalogue import catalogue_list, document_page, indicator_page, source_page
from generator.views.maker import Maker
from generator.views.store import Store
from generator.views.unit import unit_page
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.dataset import Dataset
    from generator.diffs.difference import Difference

_CATALOGUES = (
    ("indicators", urls.INDICATORS, urls.indicator, indicator_page),
    ("documents", urls.DOCUMENTS, urls.document, document_page),
    ("sources", urls.SOURCES, urls.source, source_page),
)


def affected_pages(difference: Difference) -> tuple[str, ...]:
    """The pages that are new, gone or different, by their URLs within a language.

    Both datasets must have passed their checks: of others no pages are made.
    """
    if not difference:
        return ()
    found = {urls.DATA}
    for lang in _languages(difference):
        before = dict(_views(difference.base, lang))
        found |= {
            url for url, view in _views(difference.head, lang) if before.pop(url, None) != view
        }
        found |= before.keys()
    return tuple(sorted(found))


def _languages(difference: Difference) -> tuple[str, ...]:
    """The languages whose pages must be compared: what only English pages show has its own fields.

    Making all views takes the most time by far.
    """
    fields = {
        cell.field for table in difference.tables for row in table.changed for cell in row.cells
    }
    is_english = difference.altered or any(field.endswith("_en") for field in fields)
    return LANGUAGES if is_english else LANGUAGES[:1]


def _views(dataset: Dataset, lang: str) -> Iterator[tuple[str, object]]:
    """What each page knows, the page of downloads aside."""
    maker = Maker(Store(dataset), lang)
    yield urls.HOME, lists.home_page(maker)
    yield urls.DISTRICTS, lists.districts_page(maker)
    yield urls.TIMELINE, lists.timeline_page(maker)
    yield urls.COVERAGE, lists.coverage_page(maker)
    for table, url, page_url, page in _CATALOGUES:
        yield url, catalogue_list(maker, table)
        for key in maker.store.by_key(table):
            yield page_url(key), page(maker, key)
    for unit_id in maker.with_page():
        yield maker.unit(unit_id).url, unit_page(maker, unit_id)
