"""The files of a folder against the lists in it: SHA256SUMS, and the manifest of downloads."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.exports.archive import CHECKSUMS
from generator.exports.manifest import NAME as MANIFEST
from generator.reading import is_inside
from generator.verifying.findings import Finding, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

LIST_LIMIT = 10_000_000
"""Bytes of a list. One with 10,000 files has a third of it."""

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as a list has it; None for what the list does not say."""

    path: str
    sha256: str
    size: int | None = None


def lists(folder: Path) -> dict[str, list[Listed]]:
    """The lists that are in the folder, by name.

    Raises:
        RefusedError: one cannot be read, or names a path that leads out of the folder.
    """
    found = {name: read(folder / name) for name, read in _LISTS.items() if (folder / name).exists()}
    for name, files in found.items():
        for file in files:
            if not is_inside(folder, file.path):
                raise RefusedError(Finding("list-path", name, {"path": file.path}))
    return found


def compare(folder: Path, listed: Mapping[str, list[Listed]]) -> Iterator[Finding]:
    """What is missing, what differs, and what no list names."""
    if not listed:
        yield Finding("no-list")
        return
    for name, files in listed.items():
        for file in files:
            yield from _compare_one(folder, name, file)
    named = {file.path for files in listed.values() for file in files} | listed.keys()
    for path in sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()):
        if path not in named:
            yield Finding("unlisted", path)


def _compare_one(folder: Path, name: str, file: Listed) -> Iterator[Finding]:
    path = folder / file.path
    if not path.is_file():
        yield Finding("missing", file.path, {"list": name})
        return
    size = path.stat().st_size
    if file.size is not None and size != file.size:
        values = {"found": str(size), "expected": str(file.size), "list": name}
        yield Finding("size", file.path, values)
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    if digest != file.sha256:
        values = {"found": digest, "expected": file.sha256, "list": name}
        yield Finding("checksum", file.path, values)


def _text(path: Path) -> str:
    if not path.is_file() or path.stat().st_size > LIST_LIMIT:
        raise RefusedError(_damaged(path, f"> {LIST_LIMIT // 1_000_000} MB"))
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(_damaged(path, str(error))) from None


def _read_checksums(path: Path) -> list[Listed]:
    """The lines of `sha256sum`."""
    found = []
    for line in _text(path).splitlines():
        match = _LINE.fullmatch(line)
        if not match:
            raise RefusedError(_damaged(path, line))
        found.append(Listed(path=match[2], sha256=match[1]))
    return found


def _read_manifest(path: Path) -> list[Listed]:
    try:
        content = json.loads(_text(path))
        return [_listed(file) for file in content["files"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RefusedError(_damaged(path, f"{type(error).__name__}: {error}")) from None


def _listed(file: Any) -> Listed:  # noqa: ANN401 - JSON of anybody
    path, sha256, size = file["path"], file["sha256"], file["bytes"]
    if not (isinstance(path, str) and isinstance(sha256, str) and isinstance(size, int)):
        raise TypeError(path)
    if not _DIGEST.fullmatch(sha256):
        raise ValueError(sha256)
    return Listed(path=path, sha256=sha256, size=size)


def _damaged(path: Path, reason: str) -> Finding:
    return Finding("list-damaged", path.name, {"reason": reason})


_LISTS: Mapping[str, Callable[[Path], list[Listed]]] = {
    CHECKSUMS: _read_checksums,
    MANIFEST: _read_manifest,
}
