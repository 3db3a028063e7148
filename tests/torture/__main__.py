"""Runs all of it and writes what came of it to docs/torture.md: `make torture`."""

from __future__ import annotations

import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from generator.settings import PROJECT
from tests.torture import builds, disks, editing
from tests.torture.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Scenario = Callable[[Place, random.Random], Iterator[str]]

SEED = 20250701
REPORT = PROJECT / "docs" / "torture.md"
FAILED = "**FAILED**"
INSIDE = "--inside"
NAMESPACES = ["unshare", "--map-root-user", "--mount", "--net"]
"""A disk of one's own to fill, and no network at all."""


def main() -> None:
    """Torture the commands; where the system allows it, in namespaces of our own."""
    if INSIDE not in sys.argv and shutil.which("unshare"):
        command = [*NAMESPACES, sys.executable, "-m", "tests.torture"]
        if subprocess.run([*NAMESPACES, "true"], capture_output=True, check=False).returncode == 0:
            os.execvp(command[0], [*command, *sys.argv[1:], INSIDE])  # noqa: S606 - the same program
    scenarios: list[Scenario] = [*builds.SCENARIOS, *editing.SCENARIOS]
    missing = [] if disks.can_mount() else [*disks.SCENARIOS]
    scenarios[1:1] = [] if missing else [*disks.SCENARIOS]
    wanted = [argument for argument in sys.argv[1:] if argument != INSIDE]
    with tempfile.TemporaryDirectory() as name:
        rows = [_row(s, Path(name)) for s in scenarios if not wanted or s.__name__ in wanted]
    if not wanted:
        REPORT.write_text(_report(rows, missing), encoding="utf-8", newline="\n")
    sys.exit(any(FAILED in row for row in rows))


def _row(scenario: Scenario, folder: Path) -> str:
    """A row of the report: what was done, how often, and what came of it."""
    started = time.monotonic()
    counts: Counter[str] = Counter()
    moments = random.Random(f"{SEED} {scenario.__name__}")  # noqa: S311 - the same in each run
    try:
        for came in scenario(Place(folder / scenario.__name__ / "một nơi"), moments):
            counts[came] += 1
        failed = ""
    except AssertionError as error:
        failed = f"; {FAILED}: {error}".replace("\n", " ").replace("|", "/")[:300]
    came = "; ".join(f"{what}: {count}" for what, count in sorted(counts.items())) + failed
    line = f"| {_title(scenario)} | {counts.total()} | {came} |"
    sys.stdout.write(f"{line} {time.monotonic() - started:.0f} s\n")
    sys.stdout.flush()
    return line


def _title(scenario: Scenario) -> str:
    return (scenario.__doc__ or "").strip()


def _report(rows: list[str], missing: list[Scenario]) -> str:
    commit, day = _git("log", "-1", "--format=%H %cs").split()
    changed = " with changes that were not committed" if _git("status", "--porcelain") else ""
    lines = [
        "# Torture",
        "",
        "Written by `make torture`; see `tests/torture/`. After each time the published site was",
        "the old one or the new one, whole: every file has the checksum that `SHA256SUMS` says,",
        "and no file is there beside. The next build succeeded with nothing cleaned by hand, and",
        "gave the same bytes as a build from nothing. Where that was not so, the row says FAILED.",
        "",
        f"Commit {commit} of {day}{changed}; seed {SEED}; Python {platform.python_version()},",
        f"{platform.system()}; {len(os.sched_getaffinity(0))} processors.",
        "",
        "| What was done | Times | What came of it |",
        "|---|--:|---|",
        *rows,
        "",
        *(f"Not done, for want of rights to mount: {_title(s)}" for s in missing),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", str(PROJECT), *arguments], capture_output=True, text=True, check=True
    ).stdout.strip()


if __name__ == "__main__":
    main()
