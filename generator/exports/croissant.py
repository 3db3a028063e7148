"""Croissant 1.0: how programs that learn from data find and load the tables.

They are read from Parquet, whose columns have types: in a CSV `071` would be read as 71.
Foreign keys are left to the Data Package: readers of Croissant take one for a join that
every row must have, and most keys here may be missing.
https://docs.mlcommons.org/croissant/docs/croissant-spec.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.exports.about import about
from generator.exports.citation import bibtex
from generator.views import urls
from generator.wording import SOURCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.dataset import Dataset, Field, Table
    from generator.views.downloads import DownloadFile

PATH = "data/croissant.json"

_LANGUAGE = SOURCE
_READ = "parquet"
_MEDIA_TYPE = "application/x-parquet"  # the one that readers of Croissant know
_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
CONTEXT = {
    "@language": _LANGUAGE,
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        term: f"cr:{term}"
        for term in (
            *("citeAs", "column", "equivalentProperty", "extract", "field", "fileObject"),
            *("fileProperty", "fileSet", "format", "includes", "isLiveDataset", "jsonPath"),
            *("key", "md5", "parentField", "path", "recordSet", "references", "regex"),
            *("repeated", "replace", "samplingRate", "separator", "source", "subField"),
            "transform",
        )
    },
}


def croissant(dataset: Dataset, files: Sequence[DownloadFile], base_url: str) -> bytes:
    """The description, to be published at `PATH`; without an address, of files beside it."""
    package = about(dataset)
    content = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": package.name,
        "alternateName": list(package.title.values()),
        "description": package.description[_LANGUAGE],
        "url": urls.address(base_url, urls.DATA, PATH),
        "version": package.version,
        "datePublished": package.released.date().isoformat() if package.released else None,
        "license": package.licence_url or package.licence,
        "creator": [{"@type": "Organization", "name": name} for name in package.creators],
        "keywords": list(package.keywords),
        "citeAs": bibtex(package),
        "distribution": [_file(f, base_url) for f in files if f.format == _READ],
        "recordSet": [_record_set(table) for table in dataset.tables.values()],
    }
    known = {key: value for key, value in content.items() if value}
    return (json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode()


def _file(file: DownloadFile, base_url: str) -> dict[str, str]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{file.table}.parquet",
        "name": f"{file.table}.parquet",
        "contentUrl": urls.address(base_url, file.path, PATH),
        "encodingFormat": _MEDIA_TYPE,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.text("title", _LANGUAGE),
        "description": table.text("description", _LANGUAGE),
        "key": [{"@id": f"{table.name}/{name}"} for name in table.primary_key],
        "field": [_field(table, field) for field in table.fields.values()],
    }


def _field(table: Table, field: Field) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.text("title", _LANGUAGE),
        "description": field.text("description", _LANGUAGE),
        "dataType": _TYPES[field.type],
        "source": {
            "fileObject": {"@id": f"{table.name}.parquet"},
            "extract": {"column": field.name},
        },
    }
