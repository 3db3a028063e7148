"""What was made of releases before, kept from one build to the next; not what it is made of.

A file is taken only where its content has the checksum that stands in it, and was made by
this version of the generator. Whatever is there may be deleted at any time.
"""

from __future__ import annotations

import shutil
import sys
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator import checked
from generator.earlier.basis import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable

_GENERATOR = Path(__file__).parent.parent


class Kept:
    """A folder of what was made, by names that stand for all that it was made of."""

    def __init__(self, folder: Path) -> None:
        """Read and write nothing yet. Names that are alike up to the first point go together."""
        self._all = folder
        self._folder = folder / generator_digest()
        self._used: set[str] = set()

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under the name; made, and kept from now on, where that is nothing good.

        Raises:
            MachineError: the disk refuses.
        """
        self._used.add(_group(name))
        data = checked.read(self._folder / name)
        if data is None:
            data = make()
            self.put(name, data)
        return data

    def put(self, name: str, data: bytes) -> None:
        """Keep what was made under the name.

        Raises:
            MachineError: the disk refuses.
        """
        checked.write(self._folder / name, data)

    def prune(self) -> None:
        """Delete the groups of which nothing was asked for, and what other generators made."""
        for path in self._all.glob("*"):
            if path != self._folder:
                shutil.rmtree(path, ignore_errors=True)
        for path in self._folder.glob("*"):
            if _group(path.name) not in self._used:
                with suppress(OSError):
                    path.unlink()


def _group(name: str) -> str:
    return name.partition(".")[0]


@cache
def generator_digest() -> str:
    """What tells this version of the generator from others: its code and what packs its zips."""
    said = (sys.version, zlib.ZLIB_RUNTIME_VERSION)
    sources = (
        (path.relative_to(_GENERATOR).as_posix(), str(path))
        for path in sorted(_GENERATOR.rglob("*"))
        if path.suffix in {".py", ".toml"}
    )
    return digest_of(said, sources)[:16]
