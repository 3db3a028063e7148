"""One command, measured from outside: time, memory, what it wrote; not for what it does."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLES_PER_SECOND = 10
_NOT_OF_USERS = ("PYTHONDONTWRITEBYTECODE",)


class CommandError(Exception):
    """A command failed or took too long: what was run, and what it said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one run of a command took.

    `wall` is seconds from its start to its end, `cpu` user and system seconds of it and
    of all processes that it waited for. `memory` is bytes at the peak: see `_Memory`.
    `files` and `size` are what the output folder holds afterwards, `written` and
    `written_size` how much of that is newer than the run's start. `load` is how many
    processes wanted to run in the minute before.
    """

    wall: float
    cpu: float
    memory: int
    files: int
    size: int
    written: int
    written_size: int
    load: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What to run in which folder, and the folder that it writes to."""

    arguments: Sequence[str]
    cwd: Path
    output: Path


def measure(command: Command, *, log: Path, timeout: float) -> Measured:
    """Run a command to its end. What it says goes to the file `log`.

    Raises:
        CommandError: it failed, or ran for more than `timeout` seconds.
    """
    os.sync()  # what earlier runs wrote is not this one's to wait for
    began, load = time.time_ns(), os.getloadavg()[0]
    with log.open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command.arguments,
            cwd=command.cwd,
            env=_environment(),
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        limit = threading.Timer(timeout, os.killpg, (process.pid, signal.SIGKILL))
        limit.start()
        with _Memory(process.pid) as memory:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
    limit.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        last = log.read_text("utf-8", errors="replace")[-2000:]
        raise CommandError(f"{' '.join(command.arguments)}: status {process.returncode}\n{last}")
    return Measured(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        memory=memory.peak,
        load=load,
        **_written(command.output, began),
    )


def _environment() -> dict[str, str]:
    """As users have it: Python keeps what it compiles."""
    return {name: value for name, value in os.environ.items() if name not in _NOT_OF_USERS}


class _Memory:
    """The most memory that a process and its descendants had at one time, sampled.

    It sums their proportional set sizes, in which a page that several share counts once, and
    knows of each process what it had at most (proc(5), smaps_rollup and status). Its rusage
    would begin with what we ourselves have, of whom it is a copy until it becomes the command.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.peak = 0
        """In bytes."""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop watching."""
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(1 / SAMPLES_PER_SECOND):
            tree = _descendants(self._pid)
            together = sum(map(_proportional_size, tree)) if len(tree) > 1 else 0
            self.peak = max(self.peak, together, *map(_peak_of, tree))


def _descendants(pid: int) -> list[int]:
    """The process and all below it that are alive."""
    found = [pid]
    for process in found:
        with suppress(OSError):  # it may have ended since
            for children in Path(f"/proc/{process}/task").glob("*/children"):
                found += map(int, children.read_text().split())
    return found


def _proportional_size(pid: int) -> int:
    return _told(pid, "smaps_rollup", "Pss:")


def _peak_of(pid: int) -> int:
    """The most that one process had."""
    return _told(pid, "status", "VmHWM:")


def _told(pid: int, file: str, name: str) -> int:
    """The bytes that the system tells of a process by that name; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    except OSError:
        return 0
    kilobytes = next((line.split()[1] for line in lines if line.startswith(name)), "0")
    return int(kilobytes) * 1024


def _written(output: Path, began: int) -> dict[str, int]:
    status = [
        os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - pathlib is slow at 50,000 files
        for folder, _, names in os.walk(output)
        for name in names
    ]
    new = [file.st_size for file in status if file.st_mtime_ns >= began]
    return {
        "files": len(status),
        "size": sum(file.st_size for file in status),
        "written": len(new),
        "written_size": sum(new),
    }
