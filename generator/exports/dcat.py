"""The catalogue that data portals harvest: DCAT-AP 3, as JSON-LD and as Turtle.

Made only for a site that knows its address: what is catalogued is named by it.
https://semiceu.github.io/DCAT-AP/releases/3.0.0/
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator.exports.about import about
from generator.exports.archive import MEDIA_TYPE as ZIP
from generator.exports.dcat_context import CONTEXT, PREFIXES
from generator.exports.period import period, place
from generator.exports.words import say
from generator.views import urls
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.dataset import Dataset
    from generator.views.downloads import DownloadFile, Edition

JSON_LD, TURTLE = "catalog.jsonld", "catalog.ttl"

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"
_DATA_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"


def turtle(json_ld: bytes) -> bytes:
    """The same graph as Turtle; nothing in it is without a name, so it has one order."""
    # A quarter of a second, for one file.
    from rdflib import Graph  # noqa: PLC0415
    from rdflib.plugins.parsers.jsonld import to_rdf  # noqa: PLC0415

    graph = Graph()
    to_rdf(json.loads(json_ld), graph)
    return graph.serialize(format="turtle", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Makes the catalogue of the latest files, and of the versions, which are a series.

    `base_url` is the site's address.
    """

    dataset: Dataset
    files: Sequence[DownloadFile]
    editions: Sequence[Edition]
    base_url: str

    def json_ld(self) -> bytes:
        """The catalogue as JSON-LD."""
        graph = [_without_empty(node) for node in self._nodes()]
        content = {"@context": CONTEXT, "@graph": graph}
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()

    def _nodes(self) -> Iterator[dict[str, Any]]:
        licence = about(self.dataset).licence_url
        distributions = list(self._distributions(licence))
        versions = [self._id(edition.version) for edition in self.editions]
        yield self._catalogue([self._id("series"), self._id("dataset"), *versions])
        yield {
            "@id": self._id("series"),
            "@type": "dcat:DatasetSeries",
            **self._described(),
            **self._covered(),
            "dcat:landingPage": f"{self.base_url}{urls.DATA}",
        }
        yield {
            **self._dataset(),
            "dcat:hasVersion": versions,
            "dcat:distribution": [d["@id"] for d in distributions if "dct:title" in d],
        }
        yield from distributions
        for edition in self.editions:
            yield from self._edition(edition, licence)
        yield from self._named(about(self.dataset).creators)

    def _described(self) -> dict[str, Any]:
        package = about(self.dataset)
        return {
            "dct:title": dict(package.title),
            "dct:description": dict(package.description),
            "dct:publisher": self._id("publisher"),
            "dct:language": [f"{_LANGUAGES}{lang}" for lang in LANGUAGES],
        }

    def _covered(self) -> dict[str, Any]:
        return {
            "dcat:keyword": list(about(self.dataset).keywords),
            "dct:spatial": self._id("place") if place(self.dataset) else "",
            "dct:temporal": self._id("period") if period(self.dataset) else "",
        }

    def _catalogue(self, datasets: Sequence[str]) -> dict[str, Any]:
        return {
            "@id": self._id("catalogue"),
            "@type": "dcat:Catalog",
            **self._described(),
            "dct:license": about(self.dataset).licence_url,
            "dct:modified": _day(self.dataset),
            "foaf:homepage": self.base_url,
            "dcat:dataset": datasets,
        }

    def _dataset(self) -> dict[str, Any]:
        """The data as they are in the latest version, in every format."""
        package = about(self.dataset)
        return {
            "@id": self._id("dataset"),
            "@type": "dcat:Dataset",
            **self._described(),
            **self._covered(),
            "dct:identifier": f"{package.name}-{package.version}",
            "dcat:version": package.version,
            "dct:issued": _day(self.dataset),
            "dct:modified": _day(self.dataset),
            "dct:conformsTo": _DATA_PACKAGE,
            "dcat:landingPage": f"{self.base_url}{urls.DATA}",
        }

    def _named(self, creators: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Who publishes, and when and where the records are about."""
        yield {
            "@id": self._id("publisher"),
            "@type": "foaf:Agent",
            "foaf:name": "; ".join(creators),
        }
        if where := place(self.dataset):
            yield {
                "@id": self._id("place"),
                "@type": "dct:Location",
                "rdfs:label": {LANGUAGES[0]: where},
            }
        if span := period(self.dataset):
            yield {
                "@id": self._id("period"),
                "@type": "dct:PeriodOfTime",
                "dcat:startDate": span[0].isoformat(),
                "dcat:endDate": span[1].isoformat(),
            }

    def _distributions(self, licence: str) -> Iterator[dict[str, Any]]:
        """One for each format; that of one file has its size and checksum."""
        data = [file for file in self.files if file.format != "package"]
        for form, group in groupby(sorted(data, key=_format), key=_format):
            files = list(group)
            whole = [file for file in files if not file.table]
            places = {
                "dcat:accessURL": f"{self.base_url}{urls.DATA}",
                "dcat:downloadURL": [self.base_url + f.path for f in whole or files],
                "dcat:mediaType": f"{_MEDIA_TYPES}{files[0].media_type}",
                "dct:license": licence,
            }
            title = {lang: say(f"of_{form}", lang) for lang in LANGUAGES}
            yield from self._distribution(form, title, places, whole[0] if whole else None)

    def _edition(self, edition: Edition, licence: str) -> Iterator[dict[str, Any]]:
        """One version, with its ZIP."""
        name = f"{edition.version}-zip"
        yield {
            "@id": self._id(edition.version),
            "@type": "dcat:Dataset",
            **self._described(),
            "dcat:version": edition.version,
            "dct:issued": edition.released.isoformat(),
            "dcat:landingPage": f"{self.base_url}{urls.VERSIONS}",
            "dcat:inSeries": self._id("series"),
            "dcat:distribution": self._id(name),
        }
        places = {
            "dcat:accessURL": f"{self.base_url}{urls.VERSIONS}",
            "dcat:downloadURL": f"{self.base_url}{edition.path}",
            "dcat:mediaType": f"{_MEDIA_TYPES}{ZIP}",
            "dct:license": licence,
        }
        title = {lang: say("of_zip", lang) for lang in LANGUAGES}
        yield from self._distribution(name, title, places, edition)

    def _distribution(
        self,
        name: str,
        title: Mapping[str, str],
        places: Mapping[str, Any],
        file: DownloadFile | Edition | None,
    ) -> Iterator[dict[str, Any]]:
        """A distribution, and the checksum of the one file that it has."""
        measured = {"dcat:byteSize": str(file.size) if file else ""}
        measured["spdx:checksum"] = self._id(f"{name}-checksum") if file else ""
        distribution = {"@id": self._id(name), "@type": "dcat:Distribution", "dct:title": title}
        yield {**distribution, **places, **measured}
        if file:
            yield {
                "@id": self._id(f"{name}-checksum"),
                "@type": "spdx:Checksum",
                "spdx:algorithm": f"{PREFIXES['spdx']}checksumAlgorithm_sha256",
                "spdx:checksumValue": file.sha256,
            }

    def _id(self, name: str) -> str:
        return f"{self.base_url}#{name}"


def _format(file: DownloadFile) -> str:
    return file.format


def _without_empty(node: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value}


def _day(dataset: Dataset) -> str:
    """The day of the release; '' where the descriptor does not say."""
    released = about(dataset).released
    return released.date().isoformat() if released else ""
