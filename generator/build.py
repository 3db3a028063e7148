"""From a package to a publication: load, check, render and export, theme, publish."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from generator.artifacts import MARK, Artifact, Publication, publish
from generator.checks.run import Report, check
from generator.dataset import Dataset, load
from generator.exports.api import api
from generator.exports.registry import exports
from generator.render.pages import Renderer
from generator.site.addresses import addresses
from generator.site.contents import hand_written_entries
from generator.site.search import search_index
from generator.site.sources import write_sources
from generator.site.stamping import stamp
from generator.site.theme import render_shells
from generator.views import urls
from generator.views.downloads import DataPage, DownloadFile, DownloadTable
from generator.views.maker import Maker
from generator.views.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from generator.exports.format import Export
    from generator.render.page import Page
    from generator.settings import Settings
    from generator.site.stamping import Shells

    Progress: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a build. `publication` is None where errors stood in its way."""

    report: Report
    publication: Publication | None
    pages: int


def build(settings: Settings, progress: Progress) -> Outcome:
    """Check the package and publish the site; with errors in the data, publish nothing.

    `progress` is told the name of each step as it begins.
    """
    progress("check")
    dataset = load(settings.package)
    report = check(dataset)
    if report.errors:
        return Outcome(report=report, publication=None, pages=0)
    progress("theme")
    site = _Site(settings, dataset)
    shares = site.shares()
    progress(f"{site.count:,} pages")
    publication = publish(shares, settings.out)
    return Outcome(report=report, publication=publication, pages=site.count)


def write_through_mkdocs(settings: Settings, folder: Path, progress: Progress) -> Report:
    """Write every page as a source for plain MkDocs below `folder`, and its configurations."""
    progress("check")
    dataset = load(settings.package)
    report = check(dataset)
    if not report.errors:
        progress("pages")
        site = _Site(settings, dataset)
        write_sources(site.pages(), settings, folder, data_version=site.version)
    return report


class _Site:
    """Everything that is published of one dataset, made as it is asked for."""

    def __init__(self, settings: Settings, dataset: Dataset) -> None:
        self._settings = settings
        self._dataset = dataset
        self.version = str(dataset.descriptor["version"])
        store = Store(dataset)
        self._renderers = {
            lang: Renderer(settings, Maker(store, lang, settings.repo_url, settings.revision))
            for lang in settings.languages
        }
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
        return [partial(self._downloads, shells), *pages, self._api, partial(self._rest, shells)]

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
        for export in exports(self._dataset):
            files.append((export, Artifact(urls.download(export.path), export.make())))
            yield files[-1][1]
        for lang, renderer in self._renderers.items():
            yield self._artifact(renderer.data_page(self._data_page(lang, files)), shells)

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
        files = [(e, Artifact(urls.download(e.path), e.make())) for e in exports(self._dataset)]
        for lang, renderer in self._renderers.items():
            yield from renderer.pages()
            yield renderer.data_page(self._data_page(lang, files))

    def _data_page(self, lang: str, files: Sequence[tuple[Export, Artifact]]) -> DataPage:
        made = {export: _download(export, artifact) for export, artifact in files}
        return DataPage(
            version=self.version,
            whole=tuple(f for e, f in made.items() if not e.table and e.format != "package"),
            about=tuple(f for e, f in made.items() if not e.table and e.format == "package"),
            tables=tuple(
                DownloadTable(
                    table=table.name,
                    title=table.text("title", lang),
                    description=table.text("description", lang),
                    rows=len(table.frame),
                    files=tuple(f for e, f in made.items() if e.table == table.name),
                )
                for table in self._dataset.tables.values()
            ),
        )

    def _build_record(self) -> bytes:
        """What was built from what; it also marks the folder as a site of ours."""
        record = {
            "name": self._dataset.descriptor["name"],
            "version": self.version,
            "revision": self._settings.revision,
            "built": self._settings.build_time.isoformat(),
        }
        return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _download(export: Export, artifact: Artifact) -> DownloadFile:
    return DownloadFile(
        path=artifact.path,
        format=export.format,
        size=len(artifact.data),
        sha256=hashlib.sha256(artifact.data).hexdigest(),
    )
