"""All that is published of one dataset, in parts that can be made one by one; not their order.

What is read for a part is noted: a part whose name was there in an earlier build, and
for which the same was read, would come out the same.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from generator.artifacts import MARK, Artifact, Part
from generator.cards import drawing
from generator.cards.telling import card_of
from generator.earlier.change import pairs
from generator.exports.api import Api
from generator.exports.descriptor import at_home, structure_digest
from generator.exports.downloads import data_page, downloads, told
from generator.exports.metadata import metadata, paths
from generator.exports.registry import exports
from generator.exports.schema_org import StructuredData
from generator.reads import PART, number
from generator.releases.facts import LATEST, fact_of, release_facts
from generator.releases.feeds import Feeds
from generator.releases.files import alias_files, aliases, release_files
from generator.releases.log import log, versions_page
from generator.render.chart_files import chart_files
from generator.render.comparison_files import ComparisonFiles
from generator.render.page import Picture
from generator.render.pages import Renderer
from generator.site.addresses import addresses
from generator.site.contents import hand_written_entries
from generator.site.headers import headers
from generator.site.search import search_index
from generator.site.stamping import stamp
from generator.views import urls
from generator.views.downloads import Edition
from generator.views.maker import Maker
from generator.views.store import Store
from generator.wording import told_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.artifacts import File
    from generator.cards.card import Card
    from generator.earlier.record import Numbers
    from generator.exports.format import Export
    from generator.releases.known import Release, Releases
    from generator.render.page import Page
    from generator.render.pages import Plan
    from generator.settings import Settings
    from generator.site.stamping import Shells
    from generator.views.downloads import DownloadFile

CHECKSUMS = "SHA256SUMS"
"""The checksums of all files of the site, as sha256sum writes and reads them."""

STYLE_SHEET = "assets/css/charts.css"
"""The style sheet that has the site's colours, among its sources."""


class Site:
    """Everything that is published of one package, made as it is asked for.

    Pages show the package as it is now, downloads hold its last release.
    """

    def __init__(self, settings: Settings, releases: Releases) -> None:
        """Make nothing yet."""
        self._settings = settings
        self._releases = releases
        self._latest = dataset = at_home(releases.latest, settings.base_url)
        self._exports = tuple(exports(dataset))
        self.version = releases.all[-1].version
        self.store = Store(releases.now)
        logs = {lang: log(releases, told_in(lang)) for lang in settings.languages}
        self.facts = release_facts(releases, logs)
        self.releases_unknown = releases.unknown
        self._structured = {
            lang: StructuredData(dataset, settings, lang) for lang in settings.languages
        }
        self._renderers = {
            lang: Renderer(
                settings,
                Maker(self.store, lang, settings.repo_url, logs[lang]),
                versions_page(releases, settings.repo_url, told_in(lang)),
                {urls.HOME: self._structured[lang].of_home()},
            )
            for lang in settings.languages
        }
        self._comparisons = {
            lang: ComparisonFiles(renderer.maker, settings)
            for lang, renderer in self._renderers.items()
        }
        self._api = Api(Maker(self.store, settings.languages[0]), settings, dataset)

    def parts(self, shells: Shells) -> list[Part]:
        """What can be made at one time, neighbours reading much of the same.

        Downloads, the pages of one language after those of another, the rest. What must be
        made when all else is there is `last`.
        """
        self.store.prepare()
        drawing.prepare()
        pages = [
            (f"{lang} {plan.url}", partial(self._stamped, lang, plan, shells))
            for lang, renderer in self._renderers.items()
            for plan in renderer.plans()
        ]
        named: list[tuple[str, Callable[[], Iterable[Artifact]]]] = [
            *((f"download {e.path}", partial(self._download, e)) for e in self._exports),
            *pages,
            *(
                (f"{lang} compared {unit_id}", partial(files.make, unit_id))
                for lang, files in self._comparisons.items()
                for unit_id in files.districts()
            ),
            *((f"search {lang}", partial(self._search, lang, shells)) for lang in self._renderers),
            *((f"data {url}", make) for url, make in self._api.pages()),
            ("api", self._api_index),
            ("schemas", self._api_schemas),
            *self._released(),
            ("theme", lambda: shells.artifacts),
            ("addresses", partial(self._addresses, shells)),
            ("headers", lambda: (headers(shells, self._settings),)),
        ]
        self.pages = len(pages) + len(self._renderers)
        return [Part(name, partial(self._noted, name, make)) for name, make in named]

    def noted(self) -> Numbers:
        """What was read for what, in this process."""
        return pairs(self.store.reads.made)

    def _noted(self, name: str, make: Callable[[], Iterable[Artifact]]) -> Iterator[Artifact]:
        with self.store.reads.making(PART, name):
            yield from make()

    def _stamped(self, lang: str, plan: Plan, shells: Shells) -> Iterator[Artifact]:
        """A page in its theme, its card, and the files of its charts."""
        renderer = self._renderers[lang]
        page, card, view = _carded(renderer, plan)
        yield self._artifact(page, shells)
        if card:
            url = urls.in_language(urls.card(plan.url), lang, self._settings.languages)
            yield Artifact(url, drawing.draw(card, self._settings.site_src / STYLE_SHEET))
        graphics = getattr(view, "graphics", ())  # of a page that has charts
        yield from chart_files(renderer.maker, self._settings, graphics)

    def _download(self, export: Export) -> Iterator[Artifact]:
        """A file of the last release to download, which is made of one table or of all."""
        self.store.reads.note(number("fact", LATEST))
        if not self._releases.is_committed:
            self.store.whole(*([export.table] if export.table else ()))
        yield Artifact(urls.download(export.path), export.make())

    def _released(self) -> Iterator[tuple[str, Callable[[], Iterable[Artifact]]]]:
        """The folders of releases and of their aliases, and the feeds."""
        for release in self._releases.all:
            files = partial(release_files, self._releases, release)
            yield f"release {release.version}", partial(self._of_release, release, files)
        for alias, release in aliases(self._releases).items():
            files = partial(alias_files, self._releases, alias, release)
            yield f"alias {alias}", partial(self._of_release, release, files)
        for lang, renderer in self._renderers.items():
            feeds = Feeds(self._settings, self._releases, renderer.maker)
            yield f"feeds {lang}", feeds.artifacts

    def _of_release(
        self, release: Release, files: Callable[[], Iterable[Artifact]]
    ) -> Iterator[Artifact]:
        self.store.reads.note(number("fact", fact_of(release)))
        yield from files()

    def _api_index(self) -> Iterator[Artifact]:
        """The list of all files for programs, which counts the rows of each table."""
        self.store.reads.note(number("fact", LATEST))
        self.store.whole()
        yield from self._api.index()

    def _api_schemas(self) -> Iterator[Artifact]:
        """What describes these files, among them the tables of the last release."""
        self.store.reads.note(number("fact", LATEST))
        yield from self._api.schemas()

    def _search(self, lang: str, shells: Shells) -> Iterator[Artifact]:
        """The index of the search in a language."""
        hand_written = hand_written_entries(shells, lang, self._settings)
        yield search_index([*hand_written, *self._renderers[lang].entries()], lang, self._settings)

    def _addresses(self, shells: Shells) -> Iterable[Artifact]:
        """What is for machines that visit all pages."""
        first = self._renderers[self._settings.languages[0]]
        generated = [urls.DATA, *(plan.url for plan in first.plans())]
        return addresses(self._settings, [*shells.hand_written, *generated])

    def last(self, shells: Shells, files: Mapping[str, File]) -> Iterator[Artifact]:
        """What tells of the other files, the mark, and the checksums of all."""
        sums = {path: file.sha256 for path, file in files.items()}
        for artifact in self._tellers(shells, files):
            sums[artifact.path] = hashlib.sha256(artifact.data).hexdigest()
            yield artifact
        lines = [f"{sums[path]}  {path}\n" for path in sorted(sums)]
        yield Artifact(CHECKSUMS, "".join(lines).encode())

    def _tellers(self, shells: Shells, files: Mapping[str, File]) -> Iterator[Artifact]:
        """What tells of the downloads, and of the build."""
        made = [(export, files[urls.download(export.path)]) for export in self._exports]
        told_of = [told(self._latest, e, file.size, file.sha256) for e, file in made]
        editions = [_edition(release) for release in self._releases.all]
        yield from metadata(self._latest, told_of, editions, self._settings)
        for page in self._data_pages(told_of):
            yield self._artifact(page, shells)
        yield Artifact(MARK, self._build_record())

    def _data_pages(self, files: Sequence[DownloadFile]) -> Iterator[Page]:
        for lang, renderer in self._renderers.items():
            structured = self._structured[lang].of_data(files)
            view = data_page(self._latest, lang, files, paths(self._settings))
            yield renderer.data_page(view, structured)

    def _artifact(self, page: Page, shells: Shells) -> Artifact:
        path = urls.in_language(page.url, page.lang, self._settings.languages)
        return Artifact(path, stamp(shells, page))

    def all_pages(self) -> Iterator[Page]:
        """Every generated page in every language, without a theme."""
        for renderer in self._renderers.values():
            for plan in renderer.plans():
                yield _carded(renderer, plan)[0]
        yield from self._data_pages(list(downloads(self._latest)))

    def _build_record(self) -> bytes:
        """What was built from what, by what; it also marks the folder as a site of ours.

        `schemas` stays as long as all tables are described in the same way.
        """
        record = {
            "name": self._latest.descriptor["name"],
            "version": self.version,
            "profile": self._latest.descriptor.get("$schema", ""),
            "schemas": structure_digest(self._latest),
            "generator": version("nhatthehoa"),
            "revision": self._settings.revision,
            "built": self._settings.build_time.isoformat(),
        }
        return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _carded(renderer: Renderer, plan: Plan) -> tuple[Page, Card | None, object]:
    """A page that knows its card, the card, and what the page shows."""
    view = plan.view()
    card = card_of(view, renderer.maker.lang)
    picture = Picture(url=urls.card(plan.url), text=card.alternative) if card else None
    return replace(renderer.page(plan, view), card=picture), card, view


def _edition(release: Release) -> Edition:
    packed = release.record.zip
    return Edition(
        version=release.version,
        released=release.time.date(),
        path=urls.release_zip(release.record.name, release.version),
        size=packed.size,
        sha256=packed.sha256,
    )
