"""From a package to a publication: load, check, render and export, theme, publish."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from generator.artifacts import MARK, Artifact, Publication, publish
from generator.checks.run import Report, check
from generator.dataset import DESCRIPTOR, Dataset, Table, load
from generator.exports.package import package_files, package_zip
from generator.render.pages import Renderer
from generator.site.addresses import addresses
from generator.site.sources import write_sources
from generator.site.stamping import stamp
from generator.site.theme import render_shells
from generator.views import urls
from generator.views.downloads import DataPage, DownloadFile
from generator.views.maker import Maker
from generator.views.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.render.page import Page
    from generator.settings import Settings

    Progress: TypeAlias = Callable[[str, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a build. `publication` is None where errors stood in its way."""

    report: Report
    publication: Publication | None
    pages: int


def build(settings: Settings, progress: Progress) -> Outcome:
    """Check the package and publish the site; with errors in the data, publish nothing.

    `progress` is told the name of each step, and how many of its items are done.
    """
    progress("check", 0)
    dataset = load(settings.package)
    report = check(dataset)
    if report.errors:
        return Outcome(report=report, publication=None, pages=0)
    site = _Site(settings, dataset, progress)
    publication = publish(site.artifacts(), settings.out)
    return Outcome(report=report, publication=publication, pages=len(site.urls))


def write_through_mkdocs(settings: Settings, folder: Path, progress: Progress) -> Report:
    """Write every page as a source for plain MkDocs below `folder`, and its configurations."""
    progress("check", 0)
    dataset = load(settings.package)
    report = check(dataset)
    if not report.errors:
        site = _Site(settings, dataset, progress)
        write_sources(site.pages(), settings, folder, data_version=site.version)
    return report


class _Site:
    """Everything that is published of one dataset, made as it is asked for."""

    def __init__(self, settings: Settings, dataset: Dataset, progress: Progress) -> None:
        self._settings = settings
        self._dataset = dataset
        self._progress = progress
        self._store = Store(dataset)
        self._downloads = tuple(package_files(dataset))
        self._zip = package_zip(dataset, settings.build_time)
        self.version = str(dataset.descriptor["version"])
        self.urls: list[str] = []

    def artifacts(self) -> Iterator[Artifact]:
        """Every file of the site, one at a time."""
        self._progress("theme", 0)
        shells = render_shells(self._settings, data_version=self.version)
        yield from shells.artifacts
        yield from self._downloads
        yield self._zip
        languages = self._settings.languages
        for page in self.pages():
            yield Artifact(urls.in_language(page.url, page.lang, languages), stamp(shells, page))
        yield from addresses(self._settings, [*shells.hand_written, *self.urls])
        yield Artifact(MARK, self._build_record())

    def pages(self) -> Iterator[Page]:
        """Every generated page in every language."""
        for lang in self._settings.languages:
            maker = Maker(self._store, lang, self._settings.repo_url, self._settings.revision)
            for page in Renderer(self._settings, maker).pages(self._data_page(lang)):
                self.urls.append(page.url)
                self._progress("pages", len(self.urls))
                yield page

    def _data_page(self, lang: str) -> DataPage:
        files = {artifact.path: artifact for artifact in self._downloads}
        return DataPage(
            version=self.version,
            whole=_download(self._zip),
            descriptor=_download(files[urls.download(DESCRIPTOR)]),
            tables=tuple(
                _download(files[urls.download(table.path)], table, lang)
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


def _download(artifact: Artifact, table: Table | None = None, lang: str = "") -> DownloadFile:
    return DownloadFile(
        path=artifact.path,
        table=table.name if table else "",
        title=table.text("title", lang) if table else "",
        description=table.text("description", lang) if table else "",
        size=len(artifact.data),
        sha256=hashlib.sha256(artifact.data).hexdigest(),
        rows=len(table.frame) if table else None,
    )
