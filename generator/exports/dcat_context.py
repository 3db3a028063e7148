"""The vocabularies of the DCAT-AP catalogue as a JSON-LD context: prefixes, links, types."""

from __future__ import annotations

PREFIXES = {
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
    *(
        "dcat:hasVersion",
        "dcat:inSeries",
        "dcat:landingPage",
        "dcat:mediaType",
        "dct:conformsTo",
        "dct:language",
    ),
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
    **PREFIXES,
    **{term: {"@container": "@language"} for term in _IN_LANGUAGES},
    **{term: {"@type": "@id"} for term in _LINKS},
    **{term: {"@type": of_type} for term, of_type in _TYPED.items()},
}
