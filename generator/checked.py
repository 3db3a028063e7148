"""Files that hold the checksum of their own content; not for what they are files of.

They are kept beside what is published, where anything may happen to them: what is read back is
what was written, or nothing.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from generator.exceptions import MachineError


def read(path: Path) -> bytes | None:
    """What was written to the file; None where there is none, or it has been damaged since."""
    try:
        checksum, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if checksum == _checksum(data) else None


def write(path: Path, data: bytes) -> None:
    """Write a file beside, and give it its name when it is whole.

    Raises:
        MachineError: the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, beside = tempfile.mkstemp(prefix=".", dir=path.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(_checksum(data) + b"\n" + data)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise MachineError(f"cannot write {path}: {error.strerror}") from error


def _checksum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
