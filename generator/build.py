"""From a package to a publication: load, check, render and export, theme, publish."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeAlias

from generator.artifacts import MARK, Artifact, Publication, publish
from generator.checks.run import Report, check
from generator.dataset import load
from generator.exports.api import api
from generator.exports.descriptor import at_home, structure_digest
from generator.exports.downloads import data_page, downloads
from generator.exports.metadata import metadata, paths
from generator.exports.schema_org import StructuredData
from generator.releases.known import past
from generator.releases.log import log, versions_page
from generator.releases.published import released
from generator.render.chart_files import chart_files
from generator.render.comparison_files import comparison_files
from generator.render.pages import Renderer
from generator.site.addresses import addresses
from generator.site.contents import hand_written_entries
from generator.site.search import search_index
from generator.site.sources import write_sources
from generator.site.stamping import stamp
from generator.site.theme import render_shells
from generator.views import urls
from generator.views.maker import Maker
from generator.views.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from generator.releases.known import Releases
    from generator.render.page import Page
    from generator.settings import Settings
    from generator.site.stamping import Shells
    from generator.views.downloads import DownloadFile

    Progress: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a build. `publication` is None where errors stood in its way.

    `releases_unknown` says why only the current version is published, '' where all are.
    """

    report: Report
    publication: Publication | None
    pages: int
    releases_unknown: str


def build(settings: Settings, progress: Progress) -> Outcome:
    """Check the package and publish the site; with errors in the data, publish nothing.

    `progress` is told the name of each step as it begins.
    """
    progress("check")
    dataset = load(settings.package)
    report = check(dataset)
    with past(settings) as earlier:
        report = report.joined_by(earlier.problems(dataset))
        if report.errors:
            return Outcome(
                report=report, publication=None, pages=0, releases_unknown=earlier.unknown
            )
        progress("theme")
        site = _Site(settings, earlier.releases(dataset, settings.build_time))
        shares = site.shares()
        progress(f"{site.count:,} pages")
        publication = publish(shares, settings.out)
        earlier.prune()
    return Outcome(
        report=report,
        publication=publication,
        pages=site.count,
        releases_unknown=earlier.unknown,
    )


def write_through_mkdocs(settings: Settings, folder: Path, progress: Progress) -> Report:
    """Write every page as a source for plain MkDocs below `folder`, and its configurations."""
    progress("check")
    dataset = load(settings.package)
    report = check(dataset)
    with past(settings) as earlier:
        report = report.joined_by(earlier.problems(dataset))
        if not report.errors:
            progress("pages")
            site = _Site(settings, earlier.releases(dataset, settings.build_time))
            write_sources(site.pages(), settings, folder, data_version=site.version)
    return report


class _Site:
    """Everything that is published of one package, made as it is asked for.

    Pages show the package as it is now, downloads hold its last release.
    """

    def __init__(self, settings: Settings, releases: Releases) -> None:
        self._settings = settings
        self._releases = releases
        self._dataset = dataset = at_home(releases.latest, settings.base_url)
        self.version = releases.all[-1].version
        store = Store(releases.now)
        self._structured = {
            lang: StructuredData(dataset, settings, lang) for lang in settings.languages
        }
        self._makers = {
            lang: Maker(store, lang, settings.repo_url, settings.revision, log=log(releases, lang))
            for lang in settings.languages
        }
        self._renderers = {
            lang: Renderer(
                settings,
                maker,
                versions_page(releases, settings.repo_url, lang),
                {urls.HOME: self._structured[lang].of_home()},
            )
            for lang, maker in self._makers.items()
        }
        self._charts = [
            partial(make, maker, settings)
            for maker in self._makers.values()
            for make in (chart_files, comparison_files)
        ]
        self._api = partial(api, Maker(store, settings.languages[0]), settings)
        self._urls = self._renderers[settings.languages[0]].urls()

    @property
    def count(self) -> int:
        """The number of generated pages, in all languages."""
        return len(self._urls) * len(self._renderers)

    def shares(self) -> list[Callable[[], Iterable[Artifact]]]:
        """What can be made at one time: downloads, pages of each language, their data, the rest."""
        shells = render_shells(self._settings, data_version=self.version)
        pages = [partial(self._stamped, lang, shells) for lang in self._renderers]
        return [
            partial(self._downloads, shells),
            *pages,
            *self._charts,
            self._api,
            partial(released, self._settings, self._releases, self._makers),
            partial(self._rest, shells),
        ]

    def _stamped(self, lang: str, shells: Shells) -> Iterator[Artifact]:
        """The pages of a language in their theme, one at a time, then the index of its search."""
        renderer = self._renderers[lang]
        entries = [renderer.data_entry(), *hand_written_entries(shells, lang, self._settings)]
        for page in renderer.pages():
            entries += page.search
            yield self._artifact(page, shells)
        yield search_index(entries, lang, self._settings)

    def _downloads(self, shells: Shells) -> Iterator[Artifact]:
        """Every file to download, then the pages that tell their sizes."""
        files = []
        for file, artifact in downloads(self._dataset):
            files.append(file)
            yield artifact
        yield from metadata(self._dataset, files, self._settings)
        for page in self._data_pages(files):
            yield self._artifact(page, shells)

    def _data_pages(self, files: Sequence[DownloadFile]) -> Iterator[Page]:
        for lang, renderer in self._renderers.items():
            structured = self._structured[lang].of_data(files)
            view = data_page(self._dataset, lang, files, paths(self._settings))
            yield renderer.data_page(view, structured)

    def _artifact(self, page: Page, shells: Shells) -> Artifact:
        path = urls.in_language(page.url, page.lang, self._settings.languages)
        return Artifact(path, stamp(shells, page))

    def _rest(self, shells: Shells) -> Iterator[Artifact]:
        """The hand-written pages, the theme's files, what is for machines, and the mark."""
        yield from shells.artifacts
        yield from addresses(self._settings, [*shells.hand_written, *self._urls])
        yield Artifact(MARK, self._build_record())

    def pages(self) -> Iterator[Page]:
        """Every generated page in every language."""
        for renderer in self._renderers.values():
            yield from renderer.pages()
        yield from self._data_pages([file for file, _ in downloads(self._dataset)])

    def _build_record(self) -> bytes:
        """What was built from what, by what; it also marks the folder as a site of ours.

        `schemas` stays as long as all tables are described in the same way.
        """
        record = {
            "name": self._dataset.descriptor["name"],
            "version": self.version,
            "profile": self._dataset.descriptor.get("$schema", ""),
            "schemas": structure_digest(self._dataset),
            "generator": version("nhatthehoa"),
            "revision": self._settings.revision,
            "built": self._settings.build_time.isoformat(),
        }
        return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
