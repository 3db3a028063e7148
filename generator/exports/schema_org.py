"""What search engines read in pages: the package as a Dataset, the site as a DataCatalog.

https://schema.org/Dataset, https://developers.google.com/search/docs/appearance/structured-data/dataset
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.exports.about import about
from generator.exports.period import period, place
from generator.views import urls
from generator.wording import told_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.dataset import Dataset
    from generator.settings import Settings
    from generator.views.downloads import DownloadFile

MOST_SOURCES = 100
"""Sources that the page names; of more, it names their list: it would outweigh the page."""

_LEFT_OUT = ("package", "excel")
"""Formats of files that tell of the data, or are a copy for people with one program."""

_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class StructuredData:
    """Makes the JSON-LD of pages in one language."""

    dataset: Dataset
    settings: Settings
    lang: str

    def of_home(self) -> str:
        """The site as a catalogue of one dataset."""
        catalogue = {
            "@context": "https://schema.org/",
            "@type": "DataCatalog",
            "@id": f"{self._address(urls.HOME, urls.HOME)}#catalogue",
            **self._described(),
            "url": self._address(urls.HOME, urls.HOME),
            "dataset": {
                "@type": "Dataset",
                "@id": self._id_of_dataset(urls.HOME),
                **self._described(),
                "url": self._address(urls.DATA, urls.HOME),
            },
        }
        return _json(catalogue)

    def of_data(self, files: Iterable[DownloadFile]) -> str:
        """The package, on the page where it is downloaded."""
        package = about(self.dataset)
        released = package.released.date().isoformat() if package.released else None
        span, where = period(self.dataset), place(self.dataset)
        creators = [{"@type": "Organization", "name": name} for name in package.creators]
        content = {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "@id": self._id_of_dataset(urls.DATA),
            **self._described(),
            "url": self._address(urls.DATA, urls.DATA),
            "version": package.version,
            "dateModified": released,
            "license": package.licence_url or package.licence,
            "creator": creators,
            "publisher": creators,
            "keywords": list(package.keywords),
            "temporalCoverage": f"{span[0]}/{span[1]}" if span else None,
            "spatialCoverage": {"@type": "Place", "name": where} if where else None,
            "isAccessibleForFree": True,
            "citation": package.citation(self.lang),
            "includedInDataCatalog": {
                "@type": "DataCatalog",
                "@id": f"{self._address(urls.HOME, urls.DATA)}#catalogue",
                "name": package.title[told_in(self.lang)],
                "url": self._address(urls.HOME, urls.DATA),
            },
            "isBasedOn": list(self._sources()),
            "distribution": [self._distribution(f) for f in files if f.format not in _LEFT_OUT],
        }
        return _json({key: value for key, value in content.items() if value})

    def _described(self) -> dict[str, Any]:
        package = about(self.dataset)
        others = [package.title[lang] for lang in package.title if lang != told_in(self.lang)]
        return {
            "name": package.title[told_in(self.lang)],
            "alternateName": others,
            "description": package.description[told_in(self.lang)],
            "inLanguage": list(self.settings.languages),
        }

    def _address(self, url: str, start: str) -> str:
        """The address of a page of this language, for another of its pages."""
        path = urls.in_language(url, self.lang, self.settings.languages)
        return self._file(path, start)

    def _id_of_dataset(self, start: str) -> str:
        """The dataset is one, whatever the language of the page that tells of it."""
        return f"{self._file(urls.DATA, start)}#dataset"

    def _file(self, path: str, start: str) -> str:
        page = urls.in_language(start, self.lang, self.settings.languages)
        return urls.address(self.settings.base_url, path, page)

    def _distribution(self, file: DownloadFile) -> dict[str, str]:
        return {
            "@type": "DataDownload",
            "name": file.name,
            "contentUrl": self._file(file.path, urls.DATA),
            "encodingFormat": file.media_type,
            "contentSize": f"{file.size} B",
            "sha256": file.sha256,
        }

    def _sources(self) -> Iterator[dict[str, str]]:
        """What the package is made from: what its descriptor names, and the articles read."""
        for source in self.dataset.descriptor.get("sources", ()):
            yield _work(name=source.get("title"), url=source.get("path"))
        if "sources" not in self.dataset.tables:
            return
        rows = self.dataset.frame("sources")
        if len(rows) > MOST_SOURCES:
            title = self.dataset.tables["sources"].text("title", self.lang)
            yield _work(name=title, url=self._address(urls.SOURCES, urls.DATA))
            return
        for row in rows.to_dict("records"):
            yield _work(
                name=row["title"],
                url=row["url"] or row["archived_url"],
                inLanguage=row["language"],
                datePublished=row["published"] if _DAY.fullmatch(row["published"]) else "",
            )


def _work(**properties: str | None) -> dict[str, str]:
    return {"@type": "CreativeWork"} | {key: text for key, text in properties.items() if text}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)
