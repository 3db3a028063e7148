"""Contenders in turn, at one size, with what each run took; not for what comes of the figures."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import edits, synthetic
from benchmarks.measuring import Command, measure
from benchmarks.pages import CutSite, differing
from generator.settings import discover
from generator.site.theme import render_shells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.peers.peer import Peer
    from benchmarks.rows import Load

    Tell = Callable[[str], None]

PROJECT = Path(__file__).resolve().parent.parent
COMMAND = str(Path(sys.executable).with_name("nhatthehoa"))

LIMIT = 900
"""Seconds after which a run is ended, and the benchmark with it."""

CLEAN = "ours, clean"
OBSERVATION_CHANGED = "ours, one observation changed"
NOTHING_CHANGED = "ours, nothing changed"
TABLES = ("observations", "targets", "events", "sources")


@dataclass(frozen=True, slots=True)
class Contender:
    """A command that is measured, and what is done before it, unmeasured."""

    name: str
    before: Callable[[], object]
    command: Command


class Sitting:
    """All contenders at one size."""

    def __init__(self, folder: Path, tools: Path, aside: Path, tell: Tell) -> None:
        """`folder` is for this size alone; what is in it from before is replaced.

        What earlier runs wrote is put into `aside`, on the same disk, and not removed: ext4
        gives a new file none of the places that were freed in the last minutes, and looks at
        each of them first. After 3,000 files have been removed, it takes up to 1 ms for a
        file instead of 0.05.
        """
        self._folder = folder
        self._tools = tools
        self._aside = aside
        self._tell = tell
        self._package = folder / "package"
        self._ours = folder / "ours"
        self._site = self._ours / "site"
        arguments = [COMMAND, "build", "--package", str(self._package), "--out", str(self._site)]
        self._build = Command(arguments=arguments, cwd=PROJECT, output=self._site)

    def hold(self, size: Mapping[str, Load], peers: Sequence[Peer], runs: int) -> dict[str, Any]:
        """Make the package and the peers' projects; measure all contenders, `runs` times."""
        self._put_aside(self._folder)
        synthetic.make(self._package, size)
        own = list(self._own())
        self._run(own[0])
        pages = sum(1 for _ in self._site.rglob("*.html"))
        same = {peer.name: self._prepare(peer) for peer in peers}
        others = [self._contender(peer) for peer in peers]
        measured = []
        for number in range(runs):
            for contender in [*own, *others] if number % 2 else [*others, *own]:
                figures = self._run(contender)
                self._tell(f"{self._folder.name} {contender.name}: {figures['wall']:.2f} s")
                measured.append({"contender": contender.name, **figures})
        return {
            "rows": {name: len(synthetic.read(self._package, name)) for name in TABLES},
            "pages": pages,
            "same": same,
            "runs": measured,
            "profile": self._profile(),
        }

    def _own(self) -> Iterator[Contender]:
        """Our builds: in this order, since each begins where the one before it ended."""
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            (CLEAN, lambda: self._put_aside(self._ours)),
            (OBSERVATION_CHANGED, lambda: edits.change_observation(self._package)),
            ("ours, one source title changed", lambda: edits.change_source_title(self._package)),
            (NOTHING_CHANGED, lambda: None),
        )
        for name, before in steps:
            yield Contender(name, before, self._build)

    def _prepare(self, peer: Peer) -> dict[str, Any]:
        """Write a peer's project of our site, and see whether it writes the same pages."""
        settings = discover(package=self._package, out=self._site)
        descriptor = json.loads((self._package / "datapackage.json").read_text("utf-8"))
        shells = render_shells(settings, data_version=descriptor["version"])
        paths = peer.write(CutSite(settings, shells), self._folder / peer.name)
        contender = self._contender(peer)
        self._run(contender)
        different = differing(paths, self._site, contender.command.output)
        self._tell(f"{self._folder.name} {peer.name}: {len(different)} of {len(paths)} differ")
        return {"pages": len(paths), "different": different}

    def _contender(self, peer: Peer) -> Contender:
        project = self._folder / peer.name
        output = project / peer.output
        arguments = peer.command(project, self._tools)
        command = Command(arguments=arguments, cwd=project, output=output)
        return Contender(peer.name, lambda: self._put_aside(output), command)

    def _run(self, contender: Contender) -> dict[str, Any]:
        contender.before()
        log = self._folder / "log.txt"
        return asdict(measure(contender.command, log=log, timeout=LIMIT))

    def _profile(self) -> list[str]:
        """Where the time of a clean build goes, in lines."""
        self._put_aside(self._ours)
        into = self._folder / "profile.txt"
        profiler = [sys.executable, "-m", "benchmarks.profiling", "--into", str(into)]
        subprocess.run(
            [*profiler, *self._build.arguments[1:]],
            cwd=PROJECT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return into.read_text("utf-8").splitlines()

    def _put_aside(self, folder: Path) -> None:
        if folder.exists():
            self._aside.mkdir(parents=True, exist_ok=True)
            folder.rename(self._aside / str(time.time_ns()))


def check_sitting(folder: Path, rows: int, runs: int, tell: Tell) -> dict[str, Any]:
    """The check of a package of so many rows, `runs` times."""
    shutil.rmtree(folder, ignore_errors=True)
    package = folder / "package"
    synthetic.make(package, synthetic.load_of(rows))
    files = [path.stem for path in sorted((package / "data").glob("*.csv"))]
    log = folder / "log.txt"
    arguments = [COMMAND, "check", "--package", str(package)]
    command = Command(arguments=arguments, cwd=PROJECT, output=folder / "nothing")
    measured = []
    for _ in range(runs):
        figures = measure(command, log=log, timeout=LIMIT)
        tell(f"check: {figures.wall:.2f} s")
        measured.append({"contender": "check", **asdict(figures)})
    return {
        "rows": {name: len(synthetic.read(package, name)) for name in files},
        "runs": measured,
    }
