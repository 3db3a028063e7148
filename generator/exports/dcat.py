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
from generator.exports.period import period, place
from generator.exports.words import LANGUAGES, words
from generator.views import urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.dataset import Dataset
    from generator.views.downloads import DownloadFile

JSON_LD, TURTLE = "catalog.jsonld", "catalog.ttl"

_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_IN_LANGUAGES = ("dct:title", "dct:description", "rdfs:label")
_LINKS = (
    *("dcat:accessURL", "dcat:dataset", "dcat:distribution", "dcat:downloadURL"),
    *("dcat:inSeries", "dcat:landingPage", "dcat:mediaType", "dct:conformsTo", "dct:language"),
    *("dct:license", "dct:publisher", "dct:spatial", "dct:temporal", "foaf:homepage"),
    *("spdx:algorithm", "spdx:checksum"),
)
_TYPED = {
    "dcat:byteSize": "xsd:nonNegativeInteger",
    "dcat:endDate": "xsd:date",
    "dcat:startDate": "xsd:date",
    "dct:issued": "xsd:date",
    "dct:modified": "xsd:date",
    "spdx:checksumValue": "xsd:hexBinary",
}
CONTEXT = {
    **_PREFIXES,
    **{term: {"@container": "@language"} for term in _IN_LANGUAGES},
    **{term: {"@type": "@id"} for term in _LINKS},
    **{term: {"@type": of_type} for term, of_type in _TYPED.items()},
}
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
    """Makes the catalogue of the files of one version; `base_url` is the site's address."""

    dataset: Dataset
    files: Sequence[DownloadFile]
    base_url: str

    def json_ld(self) -> bytes:
        """The catalogue as JSON-LD."""
        graph = [_without_empty(node) for node in self._nodes()]
        content = {"@context": CONTEXT, "@graph": graph}
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()

    def _nodes(self) -> Iterator[dict[str, Any]]:
        package = about(self.dataset)
        released = package.released.date().isoformat() if package.released else ""
        described = {
            "dct:title": dict(package.title),
            "dct:description": dict(package.description),
            "dct:publisher": self._id("publisher"),
            "dct:language": [f"{_LANGUAGES}{lang}" for lang in LANGUAGES],
        }
        covered = {
            "dcat:keyword": list(package.keywords),
            "dct:spatial": self._id("place") if place(self.dataset) else "",
            "dct:temporal": self._id("period") if period(self.dataset) else "",
        }
        distributions = list(self._distributions(package.licence_url))
        yield {
            "@id": self._id("catalogue"),
            "@type": "dcat:Catalog",
            **described,
            "dct:license": package.licence_url,
            "dct:modified": released,
            "foaf:homepage": self.base_url,
            "dcat:dataset": [self._id("series"), self._id("dataset")],
        }
        yield {
            "@id": self._id("series"),
            "@type": "dcat:DatasetSeries",
            **described,
            **covered,
            "dcat:landingPage": f"{self.base_url}{urls.DATA}",
        }
        yield {
            "@id": self._id("dataset"),
            "@type": "dcat:Dataset",
            **described,
            **covered,
            "dct:identifier": f"{package.name}-{package.version}",
            "dcat:version": package.version,
            "dct:issued": released,
            "dct:modified": released,
            "dct:conformsTo": _DATA_PACKAGE,
            "dcat:landingPage": f"{self.base_url}{urls.DATA}",
            "dcat:inSeries": self._id("series"),
            "dcat:distribution": [d["@id"] for d in distributions if "dct:title" in d],
        }
        yield from distributions
        yield from self._named(package.creators)

    def _named(self, creators: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Who publishes, and when and where the records are about."""
        yield {
            "@id": self._id("publisher"),
            "@type": "foaf:Agent",
            "foaf:name": "; ".join(creators) or str(self.dataset.descriptor["name"]),
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
            single = whole[0] if whole else None
            yield {
                "@id": self._id(form),
                "@type": "dcat:Distribution",
                "dct:title": {lang: words(lang)[f"of_{form}"] for lang in LANGUAGES},
                "dcat:accessURL": f"{self.base_url}{urls.DATA}",
                "dcat:downloadURL": [self.base_url + f.path for f in whole or files],
                "dcat:mediaType": f"{_MEDIA_TYPES}{files[0].media_type}",
                "dct:license": licence,
                "dcat:byteSize": str(single.size) if single else "",
                "spdx:checksum": self._id(f"{form}-checksum") if single else "",
            }
            if single:
                yield {
                    "@id": self._id(f"{form}-checksum"),
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": f"{_PREFIXES['spdx']}checksumAlgorithm_sha256",
                    "spdx:checksumValue": single.sha256,
                }

    def _id(self, name: str) -> str:
        return f"{self.base_url}#{name}"


def _format(file: DownloadFile) -> str:
    return file.format


def _without_empty(node: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value}
