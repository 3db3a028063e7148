"""Runs all of it and writes what came of it to docs/torture.md: `make torture`."""

from __future__ import annotations

import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from generator.settings import PROJECT
from tests.torture import builds, disks, editing, publications
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


HEAD = [
    "# Torture",
    "",
    "Written by `make torture`, which does all of it, and by `python -m tests.torture NAME …`,",
    "which does some; see `tests/torture/`. After each time the published site was the old one or",
    "the new one, whole: every file has the checksum that `SHA256SUMS` says, and no file is there",
    "beside. The next build succeeded with nothing cleaned by hand, and gave the same bytes as a",
    f"build from nothing; else the row says FAILED. All moments come of the seed {SEED}. A run",
    "that is ended early leaves the times that it came to.",
    "",
    "| What was done | Times | What came of it | Commit | Python, system |",
    "|---|--:|---|---|---|",
]


def main() -> None:
    """Torture the commands; where the system allows it, in namespaces of our own."""
    if INSIDE not in sys.argv and shutil.which("unshare"):
        command = [*NAMESPACES, sys.executable, "-m", "tests.torture"]
        if subprocess.run([*NAMESPACES, "true"], capture_output=True, check=False).returncode == 0:
            os.execvp(command[0], [*command, *sys.argv[1:], INSIDE])  # noqa: S606 - the same program
    scenarios: list[Scenario] = [
        *publications.SCENARIOS,
        *builds.SCENARIOS,
        *disks.SCENARIOS,
        *editing.SCENARIOS,
    ]
    wanted = [argument for argument in sys.argv[1:] if argument != INSIDE]
    chosen = [s for s in scenarios if not wanted or s.__name__ in wanted]
    if not disks.can_mount():
        chosen = [s for s in chosen if s not in disks.SCENARIOS]
        sys.stdout.write("no rights to mount: disks that are full or read-only are left out\n")
    failed = False
    for scenario in chosen:
        with tempfile.TemporaryDirectory() as name:
            for row in _rows(scenario, Place(Path(name) / "một nơi")):
                _report(row, [_title(s) for s in scenarios])
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()
        failed = failed or FAILED in row
    sys.exit(failed)


def _rows(scenario: Scenario, place: Place) -> Iterator[str]:
    """The row of the report, after each time: how often, what came of it, and where."""
    commit, day = _git("log", "-1", "--format=%h %cs").split()
    changed = " and changes" if _git("status", "--porcelain", "--", "generator", "tests") else ""
    where = [f"{commit}{changed}, {day}", f"{platform.python_version()}, {platform.system()}"]
    counts: Counter[str] = Counter()

    def row(failed: str = "") -> str:
        came = "; ".join(f"{what}: {count}" for what, count in sorted(counts.items())) + failed
        return f"| {' | '.join([_title(scenario), str(counts.total()), came, *where])} |"

    try:
        for came in scenario(place, random.Random(f"{SEED} {scenario.__name__}")):  # noqa: S311 - the same in each run
            counts[came] += 1
            yield row()
    except AssertionError as error:
        yield row(f"; {FAILED}: {error}".replace("\n", " ").replace("|", "/")[:300])


def _title(scenario: Scenario) -> str:
    return (scenario.__doc__ or "").strip()


def _report(row: str, titles: list[str]) -> None:
    """Put a row into the report, in the place of the one that was there, if any."""
    lines = REPORT.read_text("utf-8").splitlines() if REPORT.is_file() else []
    known = {line.split(" | ")[0].removeprefix("| "): line for line in [*lines[len(HEAD) :], row]}
    rows = [known[title] for title in titles if title in known]
    REPORT.write_text("\n".join([*HEAD, *rows, ""]), encoding="utf-8", newline="\n")


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", str(PROJECT), *arguments], capture_output=True, text=True, check=True
    ).stdout.strip()


if __name__ == "__main__":
    main()
