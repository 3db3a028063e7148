"""Folders for what is needed only while something is made; not for what is kept between builds.

They lie where the system has temporary files, which nobody clears for days. A process that is
killed leaves its folder, so the next one that needs a folder clears away all that are no longer
in use: a folder is locked (flock(2)) for as long as the process that made it lives.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = ".nhatthehoa-scratch-"
_OURS = re.compile(rf"{re.escape(_PREFIX)}[a-z0-9_]{{8}}")
"""What `tempfile` makes of the prefix: no folder of a person's own has such a name."""


@contextmanager
def scratch() -> Iterator[Path]:
    """An empty folder, gone on the way out; on Windows what a killed process left stays there."""
    if fcntl is None:
        with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
            yield Path(name)
        return
    _clear_away(Path(tempfile.gettempdir()))
    folder, lock = _made()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _clear_away(parent: Path) -> None:
    """Delete the folders of this user that no process has locked."""
    with os.scandir(parent) as entries:
        ours = [Path(entry.path) for entry in entries if _is_ours(entry)]
    for folder in ours:
        lock = _locked(folder)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def _is_ours(entry: os.DirEntry[str]) -> bool:
    if not _OURS.fullmatch(entry.name):
        return False
    status = entry.stat(follow_symlinks=False)
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid()


def _made() -> tuple[Path, int]:
    """A new folder, and its lock."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        lock = _locked(folder)
        if lock is not None:
            return folder, lock
        # Another process has taken it for abandoned, before it was locked: it has it, or had.


def _locked(folder: Path) -> int | None:
    """The lock of a folder; None where another process has it, or has deleted the folder."""
    try:
        lock = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    if folder.is_dir():
        return lock
    os.close(lock)
    return None
