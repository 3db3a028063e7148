"""What is published: artifacts, and the one writer that makes a publication appear whole.

Not for deciding what to publish: it takes (path, bytes) pairs and knows nothing of them.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from generator.exceptions import MachineError, PublicationError
from generator.processes import in_parallel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Share: TypeAlias = Callable[[], Iterable["Artifact"]]

MARK = "build.json"
"""The file that every publication has, and by which an earlier one is known."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file to publish: a POSIX path relative to the site's root, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: the number of files, and their size in bytes."""

    files: int
    size: int


def publish(shares: Sequence[Share], out: Path) -> Publication:
    """Write the artifacts of all shares to the folder `out`, in place of what was there.

    Each share is made and written in a process of its own, where there are processors
    for it. Artifacts are written as they come, into a folder beside `out` that takes its
    place at the end: readers see the old publication or the new one, never a mixture.

    Raises:
        PublicationError: two artifacts have one path, a path leaves the folder, or
            `out` holds something that is not an earlier publication.
        MachineError: the file system refuses.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _refuse_foreign_folder(out)
        with _only_one_at_a_time(out), _staging(out) as staging:
            written = in_parallel([partial(_write_all, share, staging) for share in shares])
            publication = _sum(written)
            _take_place(staging, out)
    except OSError as error:
        raise MachineError(f"cannot publish to {out}: {error.strerror or error}") from error
    return publication


def _refuse_foreign_folder(out: Path) -> None:
    """Refuse to replace a folder of somebody's own."""
    if out.exists() and not (out / MARK).is_file() and (out.is_file() or any(out.iterdir())):
        raise PublicationError(
            f"{out} is not an earlier publication (no {MARK} in it): not replaced"
        )


def _write_all(share: Share, root: Path) -> dict[str, int]:
    """Write a share's artifacts; return their sizes by path."""
    sizes: dict[str, int] = {}
    folders: set[str] = set()
    for artifact in share():
        _refuse_bad_path(artifact.path)
        target = f"{root}/{artifact.path}"
        folder = os.path.dirname(target)  # noqa: PTH120 - pathlib is slow at 50,000 files
        if folder not in folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        try:
            with open(target, "xb") as file:  # noqa: PTH123 - likewise
                file.write(artifact.data)
        except FileExistsError:
            raise PublicationError(f"two artifacts have one path: {artifact.path!r}") from None
        sizes[artifact.path] = len(artifact.data)
    return sizes


def _refuse_bad_path(path: str) -> None:
    """Refuse what leads out of the site, or what a host would read as another path."""
    parts = path.split("/")
    if "\\" in path or "\0" in path or any(part in ("", ".", "..") for part in parts):
        raise PublicationError(f"not a path inside the site: {path!r}")


def _sum(written: Sequence[Mapping[str, int]]) -> Publication:
    """What was written in all; refuses two paths that a case-insensitive disk holds for one."""
    seen: dict[str, str] = {}
    for path in chain.from_iterable(written):
        other = seen.setdefault(path.casefold(), path)
        if other is not path:
            raise PublicationError(f"two artifacts have one path: {other!r} and {path!r}")
    return Publication(files=len(seen), size=sum(sum(sizes.values()) for sizes in written))


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    """A new folder beside `out`; removed on the way out, with what an earlier kill left."""
    for abandoned in out.parent.glob(f".{out.name}-*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _take_place(staging: Path, out: Path) -> None:
    """Put the folder `staging` where `out` is; afterwards `staging` holds the earlier one."""
    if not out.exists():
        staging.rename(out)
    elif not _exchange(staging, out):
        earlier = staging.with_name(f"{staging.name}.earlier")
        out.rename(earlier)
        staging.rename(out)
        shutil.rmtree(earlier, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can: see renameat2(2)."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(code, os.strerror(code), str(other))


@contextmanager
def _only_one_at_a_time(out: Path) -> Iterator[None]:
    """Hold the lock of `out`: a second publication to the same folder waits for the first."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - there is none on Windows

    with (out.parent / f".{out.name}.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
