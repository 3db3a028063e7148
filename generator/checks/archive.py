"""Texts of sources in a folder outside the package, known by their checksums alone.

Not part of the package: the texts are their publishers'. A source whose text is not
there is no problem; such sources are counted.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.exceptions import MachineError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def read_texts(folder: Path, checksums: Collection[str]) -> dict[str, str | None]:
    """The texts with these SHA-256 checksums, by checksum; None for one that is not UTF-8.

    Raises:
        MachineError: the folder, or a file in it, cannot be read.
    """
    texts: dict[str, str | None] = {}
    if not folder.is_dir():
        raise MachineError(f"not a folder: {folder}")
    try:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                data = path.read_bytes()
                checksum = hashlib.sha256(data).hexdigest()
                if checksum in checksums:
                    texts[checksum] = _decoded(data)
    except OSError as error:
        raise MachineError(f"cannot read {error.filename}: {error.strerror}") from error
    return texts


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
