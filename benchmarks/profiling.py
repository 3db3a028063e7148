"""Where the time of one of our commands goes, by sampling it; not for comparing it with others.

    python -m benchmarks.profiling build --package /some/package --out /some/site

A timer interrupts the command every few milliseconds of processor time, in each process
that it forks, too; the time since the last sample is put down to the part of the project
that was at work, and to the function that it had called. That costs next to nothing, where
a tracing profiler makes small functions look dear, and other work on the machine does not
show. Waiting does not show either.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from collections import defaultdict
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import FrameType

PROJECT = Path(__file__).resolve().parent.parent
INTERVAL = 0.002
LINES = 40

_Key = TypeVar("_Key")

Place = tuple[str, str]
"""A part of the generator, and what in it or below it was at work."""


class Sampler:
    """Counts seconds by place, in this process and in those forked from it."""

    def __init__(self, folder: Path) -> None:
        """Each process leaves its counts in a file of `folder` when it ends."""
        self._folder = folder
        self._counts: dict[Place, float] = {}
        self._last = time.process_time()
        os.register_at_fork(after_in_child=self._start_anew)

    def start(self) -> None:
        """Begin to sample."""
        signal.signal(signal.SIGPROF, self._sample)
        signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
        self._last = time.process_time()

    def stop(self) -> None:
        """End, and leave the counts."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        counts = [[*place, seconds] for place, seconds in self._counts.items()]
        (self._folder / f"{os.getpid()}.json").write_text(json.dumps(counts))

    def _start_anew(self) -> None:
        self._counts.clear()
        self.start()
        # A forked process of a pool ends without Python's usual way out.
        os_exit: Callable[[int], None] = os._exit

        def leave(status: int) -> None:
            self.stop()
            os_exit(status)

        os._exit = leave  # type: ignore[assignment]

    def _sample(self, _signal: int, frame: FrameType | None) -> None:
        now = time.process_time()
        place = _place(frame)
        self._counts[place] = self._counts.get(place, 0.0) + now - self._last
        self._last = now


def _place(frame: FrameType | None) -> Place:
    """The innermost part of the project on the stack, and the innermost frame of all."""
    innermost = ""
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith("<frozen importlib"):
            return _importer(frame), "imports"
        innermost = innermost or _shown(code.co_filename, code.co_qualname)
        if code.co_filename.startswith(f"{PROJECT}/") and "/.venv/" not in code.co_filename:
            return Path(code.co_filename).relative_to(PROJECT).as_posix(), innermost
        frame = frame.f_back
    return "(outside)", innermost


def _importer(frame: FrameType | None) -> str:
    """The file of the project that imports something."""
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(f"{PROJECT}/generator/"):
            return Path(name).relative_to(PROJECT).as_posix()
        frame = frame.f_back
    return "(outside)"


def _shown(filename: str, function: str) -> str:
    """A function with the last two parts of its file's name."""
    return f"{'/'.join(Path(filename).parts[-2:])}:{function}"


def _told(folder: Path) -> Iterator[str]:
    """The counts of all processes: first by part, then by part and function."""
    counts: defaultdict[Place, float] = defaultdict(float)
    parts: defaultdict[str, float] = defaultdict(float)
    processes = [json.loads(path.read_text()) for path in folder.glob("*.json")]
    for part, function, seconds in (count for counted in processes for count in counted):
        counts[part, function] += seconds
        parts[part] += seconds
    whole = sum(counts.values())
    yield f"{whole:.2f} s of processor time in {len(processes)} processes"
    for part, seconds in _most(parts):
        yield f"{seconds:8.2f} s {seconds / whole:6.1%}  {part}"
    yield ""
    for (part, function), seconds in _most(counts):
        yield f"{seconds:8.2f} s {seconds / whole:6.1%}  {part}  {function}"


def _command() -> Callable[[], object]:
    """Our command, as it is installed; what it imports is measured, too."""
    (command,) = entry_points(group="console_scripts", name="nhatthehoa")
    run: Callable[[], object] = command.load()
    return run


def _most(seconds: Mapping[_Key, float]) -> list[tuple[_Key, float]]:
    return sorted(seconds.items(), key=lambda item: -item[1])[:LINES]


def profile(arguments: Sequence[str]) -> list[str]:
    """Run our command with arguments and return lines that say where its time went."""
    with tempfile.TemporaryDirectory() as name:
        sampler = Sampler(Path(name))
        sys.argv = ["nhatthehoa", *arguments]
        sampler.start()
        try:
            _command()()
        except SystemExit as left:
            if left.code:
                raise
        finally:
            sampler.stop()
        return list(_told(Path(name)))


def main() -> None:
    """Profile the command that the command line gives; tell it, or write it to a file."""
    into, arguments = None, sys.argv[1:]
    if arguments[:1] == ["--into"]:
        into, arguments = Path(arguments[1]), arguments[2:]
    text = "\n".join(profile(arguments)) + "\n"
    if into:
        into.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
