"""Machines that differ in all that must leave no trace in what is published."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HABITS = Path(__file__).parent
NEVER = ("SITE_URL", "REPO_URL", "SOURCE_DATE_EPOCH", "PYTHONPATH", "LANG", "LANGUAGE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A machine: its environment, umask, processors, and how wrong its clock goes, in seconds."""

    environ: Mapping[str, str]
    umask: int
    cores: int
    clock: int = 0

    def run(
        self, arguments: Sequence[str], home: Path, cwd: Path, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run Python there, with `home` as the home folder of its user."""
        home.mkdir(parents=True, exist_ok=True)
        own = {
            **self.environ,
            "HOME": str(home),
            "TMPDIR": str(home),
            **self._clock(home),
            **environ,
        }
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=cwd,
            env={**{n: v for n, v in os.environ.items() if n not in NEVER}, **own},
            capture_output=True,
            text=True,
            check=False,
            umask=self.umask,
            preexec_fn=self._take_cores,
        )

    def _take_cores(self) -> None:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: self.cores])

    def _clock(self, home: Path) -> dict[str, str]:
        """What has the clock go wrong; nothing where there is no compiler, or another system."""
        compiler = shutil.which("cc")
        if not self.clock or compiler is None or not sys.platform.startswith("linux"):
            return {}
        library = home / "clock.so"
        source = HABITS / "clock.c"
        subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
        return {"LD_PRELOAD": str(library), "CLOCK_SHIFT": str(self.clock)}


ONE = Machine(
    environ={
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "1",
        "USER": "one",
        "LOGNAME": "one",
    },
    umask=0o077,
    cores=1,
)
OTHER = Machine(
    environ={
        "TZ": "America/Los_Angeles",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "2",
        "USER": "người khác",
        "LOGNAME": "người khác",
        "PYTHONPATH": str(HABITS),
        "FILES_BACKWARDS": "yes",
        "NO_NETWORK": "yes",
    },
    umask=0o000,
    cores=64,
    clock=-20 * 365 * 86_400,
)
