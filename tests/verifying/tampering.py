"""What whoever tampers with downloads would do; not a place for expectations."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def list_again(folder: Path) -> None:
    """Put the files as they are into the manifest, as whoever tampers would."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["files"] = [file for file in manifest["files"] if (folder / file["path"]).exists()]
    for file in manifest["files"]:
        data = (folder / file["path"]).read_bytes()
        file["bytes"], file["sha256"] = len(data), hashlib.sha256(data).hexdigest()
    path.write_text(json.dumps(manifest), "utf-8")


def keep_only(folder: Path, path: str) -> None:
    """Delete the files of all formats but one, which take their time to read."""
    formats = {"json", "xlsx", "sqlite", "parquet", "zip"}
    for file in folder.rglob("*.*"):
        kept = file.relative_to(folder).as_posix() == path or file.name == "datapackage.json"
        in_schemas = file.parent.name == "schemas" or file.name == "manifest.json"
        if not kept and not in_schemas and file.suffix[1:] in formats:
            file.unlink()
