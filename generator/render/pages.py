"""Pages of the site from views and templates; not their theme, and not what the views know.

A template has three blocks: `title` and `description`, whose text is plain, and `body`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from typing import TYPE_CHECKING

from generator.render.catalogues import language
from generator.render.entries import (
    document_entry,
    indicator_entry,
    source_entry,
    unit_entries,
)
from generator.render.environment import environment_at
from generator.render.filters import capfirst, name_of
from generator.render.page import Crumb, DataLink, Heading, Page, SearchEntry
from generator.views import catalogue, comparison, lists, unit, urls
from generator.views.dictionary import dictionary_page, dictionary_table
from generator.views.records import FILES, Records
from generator.views.use import use_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.settings import Settings
    from generator.views.downloads import DataPage
    from generator.views.maker import Maker
    from generator.views.parts import UnitRef
    from generator.views.store import Row
    from generator.views.versions import VersionsPage

_HEADING = re.compile(r'<h([23]) id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A page to be: its view and what finds it are made only when its turn comes."""

    url: str
    template: str
    view: Callable[[], object]
    section: str
    breadcrumbs: tuple[Crumb, ...] = ()
    data_links: tuple[DataLink, ...] = ()
    feeds: tuple[DataLink, ...] = ()
    search: Callable[[], Iterable[SearchEntry]] = tuple


class Renderer:
    """Renders every generated page of one language."""

    def __init__(
        self,
        settings: Settings,
        maker: Maker,
        versions: VersionsPage,
        structured_data: Mapping[str, str],
    ) -> None:
        """Compile nothing yet; templates are compiled when first used, once for each depth.

        `structured_data` is that of some pages by their URLs.
        """
        self._settings = settings
        self._maker = maker
        self._versions = versions
        self._records = Records(maker)
        self._lang = maker.lang
        self._structured_data = structured_data
        self._environment = partial(environment_at, settings, maker.lang)

    def pages(self) -> Iterator[Page]:
        """Every page but that of the downloads, one at a time."""
        for plan in self._plans():
            yield self._page(plan)

    def data_page(self, data: DataPage, structured_data: str) -> Page:
        """The page of the downloads, which are made beside the other pages."""
        page = self._page(_plan(urls.DATA, "data.html", lambda: data))
        return replace(page, structured_data=structured_data)

    def data_entry(self) -> SearchEntry:
        """What finds the page of the downloads: its title, which is the same for all data."""
        template = self._environment(urls.DATA.count("/")).get_template("data.html")
        title = "".join(template.blocks["title"](template.new_context({})))
        return _page_entry(urls.DATA, _plain(title))

    def urls(self) -> list[str]:
        """The URLs of all pages, none of which is rendered for it."""
        return [urls.DATA, *(plan.url for plan in self._plans())]

    def _plans(self) -> Iterator[_Plan]:
        maker = self._maker
        feeds = self._feeds(urls.FEED)
        yield _plan(urls.HOME, "home.html", lambda: lists.home_page(maker), feeds)
        yield _plan(urls.VERSIONS, "versions.html", lambda: self._versions, feeds)
        yield _plan(urls.DISTRICTS, "districts.html", lambda: lists.districts_page(maker))
        yield _plan(urls.COMPARE, "compare.html", lambda: comparison.Comparison(maker).page())
        yield _plan(urls.TIMELINE, "timeline.html", lambda: lists.timeline_page(maker))
        yield _plan(urls.COVERAGE, "coverage.html", lambda: lists.coverage_page(maker))
        yield from self._data_plans()
        yield from self._catalogue_plans("indicators", indicator_entry, catalogue.indicator_page)
        yield from self._catalogue_plans("documents", document_entry, catalogue.document_page)
        yield from self._catalogue_plans("sources", source_entry, catalogue.source_page)
        for row in maker.store.rows("units"):
            if maker.has_page(row["unit_id"]):
                yield self._unit_plan(row["unit_id"])

    def _data_plans(self) -> Iterator[_Plan]:
        """What helps to use the downloads; the page that lists them is made beside them."""
        dataset, lang = self._maker.store.dataset, self._lang
        plan = partial(_Plan, section=urls.DATA)
        base_url = self._settings.base_url
        yield plan(url=urls.USE, template="use.html", view=lambda: use_page(self._maker, base_url))
        yield plan(
            url=urls.DICTIONARY,
            template="dictionary.html",
            view=lambda: dictionary_page(dataset, lang),
        )
        for table in dataset.tables:
            yield plan(
                url=urls.dictionary(table),
                template="dictionary_table.html",
                view=partial(dictionary_table, dataset, table, lang),
            )

    def _catalogue_plans(
        self,
        table: str,
        entry: Callable[[Maker, Row], SearchEntry],
        view: Callable[[Maker, str], object],
    ) -> Iterator[_Plan]:
        """The list of a table's rows, then a page for each."""
        maker = self._maker
        section = f"{table}/index.html"
        yield _plan(section, "catalogue.html", lambda: catalogue.catalogue_list(maker, table))
        for key, row in maker.store.by_key(table).items():
            found = (entry(maker, row),)
            yield _Plan(
                url=found[0].url,
                template=f"{table.removesuffix('s')}.html",
                view=partial(view, maker, key),
                section=section,
                data_links=tuple(self._data_links(table, key, found[0].url)),
                search=partial(tuple, found),
            )

    def _unit_plan(self, unit_id: str) -> _Plan:
        maker = self._maker
        ref = maker.unit(unit_id)
        above = [maker.unit(row["unit_id"]) for row in maker.store.ancestors(unit_id)]
        feeds = self._feeds(urls.unit_feed(ref.url)) if ref.level == "province" else ()
        return _Plan(
            url=ref.url,
            template="unit.html",
            view=lambda: unit.unit_page(maker, unit_id),
            section=urls.DISTRICTS,
            breadcrumbs=tuple(Crumb(title=self._name(a), url=a.url) for a in above if a.url),
            data_links=tuple(self._data_links("units", unit_id, ref.url)),
            feeds=feeds,
            search=partial(unit_entries, maker, unit_id, self._settings.languages),
        )

    def _data_links(self, table: str, key: str, url: str) -> Iterator[DataLink]:
        if self._records.exist(table, key):
            for ending, media_type in FILES.items():
                place = urls.data_file(url, ending)
                yield DataLink(url=place, media_type=media_type, title=ending.upper())

    def _feeds(self, path: str) -> tuple[DataLink, ...]:
        """A feed beside a page; a site without an address has none."""
        if not self._settings.base_url:
            return ()
        url = urls.in_language(path, self._lang, self._settings.languages)
        title = language(self._lang).gettext("Changes in the data")
        return (DataLink(url=url, media_type="application/atom+xml", title=title),)

    def _name(self, ref: UnitRef) -> str:
        return capfirst(name_of(ref, self._lang))

    def _page(self, plan: _Plan) -> Page:
        template = self._environment(plan.url.count("/")).get_template(plan.template)
        context = template.new_context({"page": plan.view(), "url": plan.url})
        title, description, body = (
            "".join(template.blocks[name](context)) for name in ("title", "description", "body")
        )
        return Page(
            lang=self._lang,
            url=plan.url,
            title=_plain(title),
            description=_plain(description),
            body=body.strip(),
            section=plan.section,
            headings=tuple(_headings(body)),
            breadcrumbs=plan.breadcrumbs,
            structured_data=self._structured_data.get(plan.url, ""),
            data_links=plan.data_links,
            feeds=plan.feeds,
            search=tuple(plan.search())
            or (_page_entry(plan.url, _plain(title), _plain(description)),),
            report_url=self._report_url(_plain(title)),
        )

    def _report_url(self, title: str) -> str:
        """Where a reader of the page says that something is wrong."""
        return urls.new_issue(self._settings.repo_url, title)


def _plan(
    url: str, template: str, view: Callable[[], object], feeds: tuple[DataLink, ...] = ()
) -> _Plan:
    """A page that the navigation names itself."""
    return _Plan(url=url, template=template, view=view, section=url, feeds=feeds)


def _page_entry(url: str, title: str, description: str = "") -> SearchEntry:
    return SearchEntry(title=title, url=url, kind="page", text=description)


def _plain(html: str) -> str:
    """The text of a block that has no markup: one line, entities resolved."""
    return " ".join(unescape(html).split())


def _headings(body: str) -> Iterator[Heading]:
    for level, anchor, html in _HEADING.findall(body):
        yield Heading(level=int(level), id=anchor, text=_plain(_TAG.sub("", html)))
