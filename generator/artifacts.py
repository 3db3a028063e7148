"""What is published: artifacts, and the one writer that makes a publication appear whole.

Not for deciding what to publish: it takes (path, bytes) pairs and knows nothing of them.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.exceptions import MachineError, PublicationError
from generator.processes import in_parallel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

MARK = "build.json"
"""The file that every publication has, and by which an earlier one is known."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2

# What systems say that know no second name for a file, or not here.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.EXDEV)


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file to publish: a POSIX path relative to the site's root, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """Some of what is published, made and written at one time.

    `name` tells it from all others, in this publication and the next. `make` gives its
    artifacts, one after the other.
    """

    name: str
    make: Callable[[], Iterable[Artifact]]


class File(NamedTuple):
    """A file as it was published: its size in bytes, checksum and time of change in nanoseconds.

    A file of that size and time is taken to be the same still.
    """

    size: int
    sha256: str
    modified: int


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: by the name of a part its files, by their paths.

    `written` counts the files that were not kept from the earlier publication; `notes` are
    those that each process took.
    """

    parts: Mapping[str, Mapping[str, File]]
    written: int
    notes: Sequence[Any]

    @property
    def files(self) -> int:
        """The number of files."""
        return sum(map(len, self.parts.values()))

    @property
    def size(self) -> int:
        """The bytes in all files."""
        return sum(file.size for files in self.parts.values() for file in files.values())


LAST = "last"
"""The name of the part that is made when all others are there."""


def publish(  # noqa: PLR0913 - most publications need two of them
    parts: Sequence[Part],
    out: Path,
    *,
    kept: Mapping[str, Mapping[str, File]] | None = None,
    last: Callable[[Mapping[str, File]], Iterable[Artifact]] = lambda _: (),
    notes: Callable[[], Any] = lambda: None,
    appeared: Callable[[], None] = lambda: None,
) -> Publication:
    """Write the artifacts of all parts to the folder `out`, in place of what was there.

    Parts are made and written by as many processes as there are processors. Artifacts are
    written as they come, into a folder beside `out` that takes its place at the end: readers
    see the old publication or the new one, never a mixture. The parts in `kept` are carried
    over from the earlier publication. `last` is given the files of all parts, and makes what
    tells of them. `notes` is called in each process when it has no more to do, `appeared` when
    readers see the new publication: what is left to do is to take the earlier one away.

    Raises:
        PublicationError: two artifacts have one path, a path leaves the folder, or
            `out` holds something that is not an earlier publication.
        MachineError: the file system refuses.
    """
    kept = kept or {}
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _refuse_foreign_folder(out)
        with _staging(out) as staging:
            told = in_parallel(
                len(parts),
                partial(_write_parts, parts, staging, notes),
                meanwhile=partial(_carry_over, kept, out, staging),
            )
            made = {name: files for written, _ in told for name, files in written.items()}
            files = _by_path([kept, made])
            made[LAST] = _write_all(last(files), staging, set())
            _by_path([kept, made])
            _take_place(staging, out)
            appeared()
    except OSError as error:
        raise MachineError(f"cannot publish to {out}: {error.strerror or error}") from error
    return Publication({**kept, **made}, sum(map(len, made.values())), [note for _, note in told])


def still_there(out: Path, files: Mapping[str, File]) -> bool:
    """Whether the files are as they were published."""
    try:
        return all(_is_as_published(f"{out}/{path}", file) for path, file in files.items())
    except OSError:
        return False


def _is_as_published(path: str, file: File) -> bool:
    status = os.lstat(path)
    return status.st_size == file.size and status.st_mtime_ns == file.modified


def all_files(out: Path) -> dict[str, tuple[int, int]]:
    """The size and the time of change of each file in the folder, by path; {} for no folder."""
    found: dict[str, tuple[int, int]] = {}
    folders = [""] if out.is_dir() else []
    while folders:
        folder = folders.pop()
        with os.scandir(f"{out}/{folder}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{folder}{entry.name}/")
                else:
                    status = entry.stat(follow_symlinks=False)
                    found[f"{folder}{entry.name}"] = status.st_size, status.st_mtime_ns
    return found


def _refuse_foreign_folder(out: Path) -> None:
    """Refuse to replace a folder of somebody's own."""
    if out.exists() and not (out / MARK).is_file() and (out.is_file() or any(out.iterdir())):
        raise PublicationError(
            f"{out} is not an earlier publication (no {MARK} in it): not replaced"
        )


def _carry_over(parts: Mapping[str, Mapping[str, File]], out: Path, staging: Path) -> None:
    """Put the files of the parts into the new publication: the same ones, not copies of them."""
    folders: set[str] = set()
    link: Callable[[str, str], object] = os.link
    for path in chain.from_iterable(parts.values()):
        target = f"{staging}/{path}"
        _make_folder(target, folders)
        try:
            link(f"{out}/{path}", target)
        except FileExistsError:
            raise _one_path(path) from None
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            link = shutil.copy2
            link(f"{out}/{path}", target)


def _write_parts(
    parts: Sequence[Part], root: Path, notes: Callable[[], Any], numbers: Iterator[int]
) -> tuple[dict[str, dict[str, File]], Any]:
    folders: set[str] = set()
    written = {parts[n].name: _write_all(parts[n].make(), root, folders) for n in numbers}
    return written, notes()


def _write_all(artifacts: Iterable[Artifact], root: Path, folders: set[str]) -> dict[str, File]:
    """Write artifacts; return the files by path. Those `folders` are there already."""
    files: dict[str, File] = {}
    for artifact in artifacts:
        _refuse_bad_path(artifact.path)
        target = f"{root}/{artifact.path}"
        _make_folder(target, folders)
        try:
            with open(target, "xb") as file:  # noqa: PTH123 - pathlib is slow at 50,000 files
                file.write(artifact.data)
                file.flush()
                modified = os.fstat(file.fileno()).st_mtime_ns
        except FileExistsError:
            raise _one_path(artifact.path) from None
        digest = hashlib.sha256(artifact.data).hexdigest()
        files[artifact.path] = File(len(artifact.data), digest, modified)
    return files


def _one_path(path: str) -> PublicationError:
    return PublicationError(f"two artifacts have one path: {path!r}")


def _make_folder(target: str, folders: set[str]) -> None:
    """Make the folder of a file, unless it is among those that are there."""
    folder = os.path.dirname(target)  # noqa: PTH120 - likewise
    if folder not in folders:
        Path(folder).mkdir(parents=True, exist_ok=True)
        folders.add(folder)


def _refuse_bad_path(path: str) -> None:
    """Refuse what leads out of the site, or what a host would read as another path."""
    parts = path.split("/")
    if "\\" in path or "\0" in path or any(part in ("", ".", "..") for part in parts):
        raise PublicationError(f"not a path inside the site: {path!r}")


def _by_path(parts: Sequence[Mapping[str, Mapping[str, File]]]) -> dict[str, File]:
    """All files; refuses two paths that a case-insensitive disk holds for one."""
    seen: dict[str, str] = {}
    found: dict[str, File] = {}
    for files in chain.from_iterable(group.values() for group in parts):
        for path in files:
            other = seen.setdefault(path.casefold(), path)
            if other is not path:
                first, second = sorted((other, path))  # whichever process was done first
                raise PublicationError(f"two artifacts have one path: {first!r} and {second!r}")
        found.update(files)
    return found


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
def alone(out: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of `out`: a second build to the same folder waits until the first is done.

    `waiting` is called where it has to.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - there is none on Windows

    out.parent.mkdir(parents=True, exist_ok=True)
    with (out.parent / f".{out.name}.lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
