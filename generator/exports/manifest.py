"""The manifest: every file to download with size, checksum and rows, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.exports.about import about
from generator.exports.page_json import schema_path
from generator.views import urls

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.dataset import Dataset
    from generator.views.downloads import DownloadFile

NAME = "manifest.json"


def manifest(dataset: Dataset, files: Iterable[DownloadFile], path: str) -> bytes:
    """The manifest that is to be published at `path`: one file a line, paths relative to it."""
    package = about(dataset)
    head = {
        "$schema": urls.relative(schema_path("manifest"), path),
        "name": package.name,
        "version": package.version,
    }
    entries = [
        {
            "path": urls.relative(file.path, path),
            "format": file.format,
            "mediatype": file.media_type,
            "table": file.table or None,
            "rows": file.rows,
            "bytes": file.size,
            "sha256": file.sha256,
        }
        for file in files
    ]
    lines = [f" {_json(key)}: {_json(value)}" for key, value in head.items()]
    listed = ",\n  ".join(map(_json, entries))
    lines.append(f' "files": [\n  {listed}\n ]')
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)
