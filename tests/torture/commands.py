"""Commands as processes that can be killed, trapped and limited; not what becomes of the files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from multiprocessing.process import BaseProcess

    from tests.torture.traps import Trap

LONGEST = 600
"""Seconds that a command may take, on a machine that is busy with much else."""
ADDRESSES = {
    "SITE_URL": "https://data.example.org/",
    "REPO_URL": "https://git.example.org/data",
    "SOURCE_DATE_EPOCH": "1800000000",
}

# Processes are copies of one that has imported what commands need: that takes two seconds.
_server = get_context("forkserver")
_server.set_forkserver_preload(
    [
        "tests.torture.commands",
        "frictionless",
        "generator.cli.changes",
        "generator.cli.data",
        "generator.cli.intake",
        "generator.cli.main",
        "generator.cli.site",
        "generator.cli.workbook",
        "generator.parts",
        "generator.site.theme",
    ]
)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit status, negative where a signal ended it, and its words."""

    status: int
    said: str

    @property
    def has_traceback(self) -> bool:
        return "Traceback" in self.said


class Work:
    """A function at work in a process, with all processes that it makes in a group of their own.

    The function makes the group itself, by `os.setsid`.
    """

    def __init__(self, function: Callable[..., None], *arguments: Any) -> None:  # noqa: ANN401 - those of the function
        self._process: BaseProcess = _server.Process(target=function, args=arguments)
        self._process.start()

    def kill(self) -> None:
        """End the process itself, and none of those that it has made."""
        self._process.kill()

    def children(self) -> list[int]:
        """The processes that it has made."""
        process = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(number) for number in process.read_text("ascii").split()]

    def status(self) -> int:
        """Wait until it has ended, and with it every process that it made."""
        self._process.join(LONGEST)
        if self._process.exitcode is None:
            self._end_all()
            raise AssertionError("the command hangs")
        self._wait_for_the_others()
        return self._process.exitcode

    def _wait_for_the_others(self) -> None:
        until = time.monotonic() + LONGEST / 10
        with suppress(ProcessLookupError):
            while True:
                os.killpg(self._process.pid or 0, 0)
                if time.monotonic() > until:
                    self._end_all()
                    raise AssertionError("processes of a command that was killed go on")
                time.sleep(0.02)

    def _end_all(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid or 0, signal.SIGKILL)


class Running(Work):
    """A command at work; what it says goes into the file `words`."""

    def __init__(
        self,
        arguments: Sequence[str],
        words: Path,
        trap: Trap | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._words = words
        super().__init__(_command, tuple(arguments), str(words), trap, environ or {})

    def ended(self) -> Ended:
        """Wait as for its status."""
        return Ended(self.status(), self._words.read_text("utf-8", "replace"))


def run(arguments: Sequence[str], words: Path, trap: Trap | None = None) -> Ended:
    """Run a command to its end, which a trap may bring about."""
    return Running(arguments, words, trap).ended()


def _command(
    arguments: Sequence[str], words: str, trap: Trap | None, environ: Mapping[str, str]
) -> None:
    os.setsid()
    number = os.open(words, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(number, 1)
    os.dup2(number, 2)
    sys.stdout = sys.__stdout__ = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - what a new process would have
    sys.stderr = sys.__stderr__ = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - likewise
    os.environ.update({**ADDRESSES, **environ})
    tempfile.tempdir = None  # where the server has temporary files
    sys.argv = ["nhatthehoa", *arguments]
    from generator.cli.main import main  # noqa: PLC0415 - the server has imported it

    if trap:
        trap.set()
    main()


def run_anew(
    arguments: Sequence[str],
    environ: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
    **how: Any,  # noqa: ANN401 - what subprocess.run takes
) -> Ended:
    """Run a command in a process that shares nothing; `before` is called in it first."""
    # What measures the coverage of tests writes files too, and stumbles over the same limits.
    inherited = {name: v for name, v in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=PROJECT,
        env={**inherited, **ADDRESSES, **(environ or {})},
        capture_output=True,
        check=False,
        timeout=LONGEST,
        preexec_fn=before,
        **how,
    )
    return Ended(done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"))
