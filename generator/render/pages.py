"""Pages of the site from views and templates; not their theme, and not what the views know.

A template has three blocks: `title` and `description`, whose text is plain, and `body`.
"""

from __future__ import annotations

import re
import traceback
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from typing import TYPE_CHECKING

from generator.exceptions import PublicationError
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
from generator.render.reporting import Reporting
from generator.rules.catalogue import rules
from generator.views import catalogue, comparison, lists, unit, urls
from generator.views.changed import release_notes
from generator.views.dictionary import dictionary_page, dictionary_table, dictionary_title
from generator.views.records import FILES, Records
from generator.views.rules import rule_list, rule_page
from generator.views.use import use_page
from generator.wording import told_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jinja2 import Environment

    from generator.settings import Settings
    from generator.views.dictionary import DictionaryTable
    from generator.views.downloads import DataPage
    from generator.views.maker import Maker
    from generator.views.rows import Row
    from generator.views.versions import VersionsPage

_HEADING = re.compile(r'<h([23]) id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A page to be: what it knows and what finds it are made only when its turn comes.

    `about` is the table and the key of the row that the page is about, empty for a page about
    many. `entries` is None for a page that is found by its title: its template knows it, from
    what `title_view` gives.
    """

    url: str
    template: str
    view: Callable[[], object]
    section: str
    breadcrumbs: Callable[[], Iterable[Crumb]] = tuple
    data_links: Callable[[], Iterable[DataLink]] = tuple
    feed: str = ""
    about: tuple[str, str] = ("", "")
    title_view: Callable[[], object] = object
    entries: Callable[[], Iterable[SearchEntry]] | None = None


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
        self.maker = maker
        self._versions = versions
        self._records = Records(maker)
        self._lang = maker.lang
        self._structured_data = structured_data
        self._reporting = Reporting(settings.repo_url, maker.store.dataset)
        self._environment = partial(environment_at, settings, maker.lang)

    def data_page(self, data: DataPage, structured_data: str) -> Page:
        """The page of the downloads, which are made beside the other pages."""
        page = self.page(_plan(urls.DATA, "data.html", lambda: data), data)
        return replace(page, structured_data=structured_data)

    def entries(self) -> Iterator[SearchEntry]:
        """What finds the pages; none of them is rendered for it."""
        for plan in (_plan(urls.DATA, "data.html", object), *self.plans()):
            yield from plan.entries() if plan.entries else [self._entry(plan)]

    def _entry(self, plan: Plan) -> SearchEntry:
        """What finds a page by its title."""
        template = self._environment(plan.url.count("/")).get_template(plan.template)
        context = template.new_context({"page": plan.title_view(), "url": plan.url})
        title = "".join(template.blocks["title"](context))
        return SearchEntry(title=_plain(title), url=plan.url, kind="page")

    def plans(self) -> Iterator[Plan]:
        """Every page but that of the downloads."""
        maker = self.maker
        home, versions = partial(lists.home_page, maker), self._versions_page
        yield replace(_plan(urls.HOME, "home.html", home), feed=urls.FEED)
        yield replace(_plan(urls.VERSIONS, "versions.html", versions), feed=urls.FEED)
        yield _plan(urls.DISTRICTS, "districts.html", lambda: lists.districts_page(maker))
        yield _plan(urls.COMPARE, "compare.html", lambda: comparison.Comparison(maker).page())
        yield _plan(urls.TIMELINE, "timeline.html", lambda: lists.timeline_page(maker))
        yield _plan(urls.COVERAGE, "coverage.html", lambda: lists.coverage_page(maker))
        yield from self._data_plans()
        yield from self._rule_plans()
        yield from self._catalogue_plans(
            "indicators", urls.indicator, indicator_entry, catalogue.indicator_page
        )
        yield from self._catalogue_plans(
            "documents", urls.document, document_entry, catalogue.document_page
        )
        yield from self._catalogue_plans(
            "sources", urls.source, source_entry, catalogue.source_page
        )
        yield from map(self._unit_plan, maker.with_page())

    def _data_plans(self) -> Iterator[Plan]:
        """What helps to use the downloads; the page that lists them is made beside them."""
        store, lang = self.maker.store, self._lang
        plan = partial(Plan, section=urls.DATA)
        base_url = self._settings.base_url
        yield plan(url=urls.USE, template="use.html", view=lambda: use_page(self.maker, base_url))
        yield plan(
            url=urls.DICTIONARY,
            template="dictionary.html",
            view=lambda: dictionary_page(store.whole(), lang),
        )
        for name, table in store.dataset.tables.items():
            yield plan(
                url=urls.dictionary(name),
                template="dictionary_table.html",
                view=partial(self._dictionary_table, name),
                title_view=partial(dictionary_title, table, lang),
            )

    def _rule_plans(self) -> Iterator[Plan]:
        """What the rules of the check mean: a list, which finds them, and a page for each."""
        lang = self._lang
        plan = partial(Plan, section=urls.CONTRIBUTING)
        yield plan(url=urls.RULES, template="rules.html", view=partial(rule_list, told_in(lang)))
        above = (Crumb(title=language(lang).gettext("Rules of the check"), url=urls.RULES),)
        for code in rules():
            yield plan(
                url=urls.rule(code),
                template="rule.html",
                view=partial(rule_page, code, told_in(lang)),
                breadcrumbs=lambda: above,
                entries=tuple,
            )

    def _dictionary_table(self, table: str) -> DictionaryTable:
        return dictionary_table(self.maker.store.whole(table), table, self._lang)

    def _catalogue_plans(
        self,
        table: str,
        url_of: Callable[[str], str],
        entry: Callable[[Maker, Row], SearchEntry],
        view: Callable[[Maker, str], object],
    ) -> Iterator[Plan]:
        """The list of a table's rows, then a page for each."""
        maker = self.maker
        section = f"{table}/index.html"
        yield _plan(section, "catalogue.html", lambda: catalogue.catalogue_list(maker, table))
        for key, row in maker.store.by_key(table).items():
            yield Plan(
                url=url_of(key),
                template=f"{table.removesuffix('s')}.html",
                view=partial(view, maker, key),
                section=section,
                data_links=partial(self._data_links, table, key, url_of(key)),
                entries=partial(_only, entry, maker, row),
                about=(table, key),
            )

    def _unit_plan(self, unit_id: str) -> Plan:
        maker = self.maker
        ref = maker.unit(unit_id)
        return Plan(
            url=ref.url,
            template="unit.html",
            view=partial(unit.unit_page, maker, unit_id),
            section=urls.DISTRICTS,
            breadcrumbs=partial(self._crumbs, unit_id),
            data_links=partial(self._data_links, "units", unit_id, ref.url),
            feed=urls.unit_feed(ref.url) if ref.level == "province" else "",
            entries=partial(unit_entries, maker, unit_id, self._settings.languages),
            about=("units", unit_id),
        )

    def _data_links(self, table: str, key: str, url: str) -> Iterator[DataLink]:
        if self._records.exist(table, key):
            for ending, media_type in FILES.items():
                place = urls.data_file(url, ending)
                yield DataLink(url=place, media_type=media_type, title=ending.upper())

    def _versions_page(self) -> VersionsPage:
        """What is said of releases, and of all that changed since the last of them."""
        release_notes(self.maker)
        self.maker.store.whole()
        return self._versions

    def _feeds(self, path: str) -> tuple[DataLink, ...]:
        """A feed beside a page; a site without an address has none."""
        if not path or not self._settings.base_url:
            return ()
        url = urls.in_language(path, self._lang, self._settings.languages)
        title = language(self._lang).gettext("Changes in the data")
        return (DataLink(url=url, media_type="application/atom+xml", title=title),)

    def _crumbs(self, unit_id: str) -> Iterator[Crumb]:
        """The units above one, the highest first."""
        for row in self.maker.store.ancestors(unit_id):
            ref = self.maker.unit(row["unit_id"])
            if ref.url:
                yield Crumb(title=capfirst(name_of(ref, self._lang)), url=ref.url)

    def page(self, plan: Plan, view: object) -> Page:
        """Render a page from what it knows.

        Raises:
            PublicationError: its template does; the message names page, row and line.
        """
        template = self._environment(plan.url.count("/")).get_template(plan.template)
        context = template.new_context({"page": view, "url": plan.url})
        with self._telling(plan, template.environment):
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
            breadcrumbs=tuple(plan.breadcrumbs()),
            structured_data=self._structured_data.get(plan.url, ""),
            data_links=tuple(plan.data_links()),
            feeds=self._feeds(plan.feed),
            report_url=self._reporting.error(plan.about, plan.url, _plain(title)),
            figure_url=self._reporting.figure(plan.about),
        )

    @contextmanager
    def _telling(self, plan: Plan, environment: Environment) -> Iterator[None]:
        """What a template raises, with the page, what that is about, and the template's line."""
        try:
            try:
                yield
            except Exception:  # noqa: BLE001 - jinja's own way to the lines of templates
                environment.handle_exception()
        except Exception as error:
            folder = f"{self._settings.site_src}/"
            lines = [
                f"{frame.filename.removeprefix(folder)}:{frame.lineno}: "
                for frame in traceback.extract_tb(error.__traceback__)
                if frame.filename.startswith(folder)
            ]
            about = f" ({': '.join(plan.about)})" if any(plan.about) else ""
            place = f"{self._lang}/{plan.url}{about}"
            where = "".join(lines[-1:])
            raise PublicationError(f"{place}: {where}{type(error).__name__}: {error}") from error


def _plan(url: str, template: str, view: Callable[[], object]) -> Plan:
    """A page that the navigation names itself."""
    return Plan(url=url, template=template, view=view, section=url)


def _only(entry: Callable[[Maker, Row], SearchEntry], maker: Maker, row: Row) -> tuple[SearchEntry]:
    return (entry(maker, row),)


def _plain(html: str) -> str:
    """The text of a block that has no markup: one line, entities resolved."""
    return " ".join(unescape(html).split())


def _headings(body: str) -> Iterator[Heading]:
    for level, anchor, html in _HEADING.findall(body):
        yield Heading(level=int(level), id=anchor, text=_plain(_TAG.sub("", html)))
