"""A ZIP file as a folder, where that is safe: it comes from anywhere.

Nothing is written before all that it declares has been judged, and no file is written
beyond the size that it declares.
"""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.exceptions import MachineError
from generator.reading import is_inside
from generator.verifying.findings import Finding, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FILE_LIMIT = 10_000
SIZE_LIMIT = 2_000_000_000
"""Bytes when unpacked."""

RATIO = 100
"""Times its own size that a ZIP may unpack to; ours unpack to a tenth of that."""

SMALL = 10_000_000
"""Bytes that may come out of any ZIP, however small."""

_ENCRYPTED = 0x1
_CHUNK = 1 << 20


@contextmanager
def open_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP file of which nothing is unsafe.

    Raises:
        RefusedError: something is, or the file is damaged; also while it is being read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _judge(archive.infolist(), path)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise RefusedError(Finding("zip-damaged", values={"reason": str(error)})) from None


def unpack(path: Path, folder: Path) -> None:
    """Write the files of a ZIP below the folder.

    Raises:
        RefusedError: something in it is unsafe; then nothing was written. Or it is damaged.
        MachineError: the disk refuses.
    """
    with open_zip(path) as archive:
        for info in _files(archive):
            target = folder / info.filename
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(info) as source, target.open("xb") as file:
                    shutil.copyfileobj(source, file, _CHUNK)
            except OSError as error:
                reason = error.strerror or str(error)
                raise MachineError(f"cannot unpack {info.filename}: {reason}") from error


def _files(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    return (info for info in archive.infolist() if not info.is_dir())


def _judge(infos: Sequence[zipfile.ZipInfo], path: Path) -> None:
    if len(infos) > FILE_LIMIT:
        _refuse("zip-too-many", limit=str(FILE_LIMIT))
    seen = set()
    for info in infos:
        name = info.filename.removesuffix("/")
        if not is_inside(path.parent, name):
            _refuse("zip-path", path=info.filename)
        if stat.S_ISLNK(info.external_attr >> 16):
            _refuse("zip-link", path=info.filename)
        if info.flag_bits & _ENCRYPTED:
            _refuse("zip-locked", path=info.filename)
        if name.casefold() in seen:
            _refuse("zip-twice", path=info.filename)
        seen.add(name.casefold())
    size = sum(info.file_size for info in infos)
    if size > SIZE_LIMIT or size > max(SMALL, RATIO * path.stat().st_size):
        _refuse("zip-too-large", limit=str(SIZE_LIMIT // 1_000_000), ratio=str(RATIO))


def _refuse(code: str, **values: str) -> None:
    raise RefusedError(Finding(code, values=values))
