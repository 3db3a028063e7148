"""Templates that were compiled, for all environments of a process and for its next run.

Jinja takes a third of the time of a small build for its templates, and what comes of it is the
same for all languages and depths: see `generator.render.compiling`.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from generator import checked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Templates that were compiled, by the place of their source; of another source, none is."""

    def __init__(self) -> None:
        """None has been compiled."""
        self._code: dict[str, bytes] = {}
        self._kept: tuple[Path, str] | None = None
        """The file that has all of these, and the basis that it says."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what was compiled, if it was; it compares the source's checksum."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take from Jinja what it has compiled."""
        self._code[bucket.key] = bucket.bytecode_to_string()
        self._kept = None

    def all(self) -> dict[str, bytes]:
        """All that were compiled, for another process to `add`."""
        return self._code

    def add(self, code: Mapping[str, bytes]) -> None:
        """Take what another process has compiled."""
        self._code.update(code)
        self._kept = None

    def read(self, path: Path, basis: str) -> bool:
        """Whether what was kept in a file is of this basis: then it is known from now on."""
        if self._kept == (path, basis):
            return True
        said, _, code = (checked.read(path) or b"").partition(b"\n")
        if said.decode() != basis:
            return False
        found = marshal.loads(code)  # noqa: S302 - as we wrote it, by its checksum
        self._code = {**found, **self._code}
        self._kept = (path, basis)
        return True

    def write(self, path: Path, basis: str) -> None:
        """Keep it for builds of the same basis, which is a digest of all that compiles.

        Raises:
            MachineError: the disk refuses.
        """
        if self._kept != (path, basis):
            checked.write(path, f"{basis}\n".encode() + marshal.dumps(self._code))
            self._kept = (path, basis)


COMPILED = Compiled()
"""Those of this process."""
