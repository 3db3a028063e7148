"""The benchmark: our builds and other generators' in one sitting, in turn; not for readers.

    python -m benchmarks.run

writes RESULTS.md and results.json beside this file, where sizes that it does not measure stay as
they were. See README.md for what is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import synthetic
from benchmarks.peers.eleventy import ELEVENTY
from benchmarks.peers.hugo import HUGO
from benchmarks.peers.mkdocs import MKDOCS
from benchmarks.peers.writer import WRITER
from benchmarks.peers.zensical import ZENSICAL
from benchmarks.previewing import preview_sitting
from benchmarks.results import report
from benchmarks.sitting import Sitting, check_sitting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.peers.peer import Peer

HERE = Path(__file__).resolve().parent

PEERS = {peer.name: peer for peer in (HUGO, WRITER, ELEVENTY, ZENSICAL, MKDOCS)}
SLOW = (ZENSICAL, MKDOCS)
"""They need 10 ms a page and more, and take part at the smallest size alone."""


def main() -> None:
    """Run the benchmark as the command line says."""
    given = _arguments()
    peers = [PEERS[name] for name in given.peers]
    tools, aside = given.work / "tools", given.work / "aside"
    shutil.rmtree(aside, ignore_errors=True)
    for peer in peers:
        peer.install(tools)
    commit, results = _commit(), _earlier(given.results, _machine())
    results["versions"] |= _versions(peers, tools)
    for size in given.sizes:
        taking_part = [peer for peer in peers if size == "real" or peer not in SLOW]
        sitting = Sitting(given.work / size, tools, aside, _tell)
        held = sitting.hold(synthetic.SIZES[size], taking_part, given.runs)
        results["sizes"][size] = {"commit": commit, **held}
        _write(results, given.results)
    if given.check_rows:
        held = check_sitting(given.work / "rows", given.check_rows, given.runs, _tell)
        results["check"] = {"commit": commit, **held}
        _write(results, given.results)
    if not given.no_preview:
        held = preview_sitting(given.work / "preview", given.runs, _tell)
        results["preview"] = {"commit": commit, **held}
        _write(results, given.results)
    shutil.rmtree(aside, ignore_errors=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("--sizes", nargs="*", choices=synthetic.SIZES, default=[*synthetic.SIZES])
    add("--runs", type=int, default=5, help="of each contender, of the check and of the preview")
    add("--peers", nargs="*", choices=PEERS, default=[*PEERS])
    add("--check-rows", type=int, default=1_000_000, help="of the check's package; 0 for none")
    add("--no-preview", action="store_true", help="leave the preview as it was measured")
    work = Path(tempfile.gettempdir()) / "nhatthehoa-benchmarks"
    add("--work", type=Path, default=work, help="a folder for all that is built")
    add("--results", type=Path, default=HERE, help="a folder for RESULTS.md and results.json")
    return parser.parse_args()


def _earlier(folder: Path, machine: dict[str, str]) -> dict[str, Any]:
    """What was measured in an earlier sitting on this machine; sizes not measured now stay."""
    path = folder / "results.json"
    kept: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    if {**kept.get("machine", {}), "load": ""} != {**machine, "load": ""}:
        kept = {"versions": {}, "sizes": {}}
    return {**kept, "machine": machine}


def _commit() -> str:
    """The commit that is measured, its day, and the Python that runs it."""
    asked = ["git", "log", "-1", "--format=%h, %cs"]
    said = subprocess.run(asked, cwd=HERE, check=True, capture_output=True, text=True).stdout
    return f"{said.strip()}, with Python {platform.python_version()}"


def _write(results: dict[str, Any], folder: Path) -> None:
    """Write what there is so far: a sitting is long."""
    folder.mkdir(parents=True, exist_ok=True)
    order = list(synthetic.SIZES)
    results["sizes"] = dict(sorted(results["sizes"].items(), key=lambda it: order.index(it[0])))
    text = json.dumps(results, ensure_ascii=False, indent=1)
    (folder / "results.json").write_text(f"{text}\n", "utf-8")
    (folder / "RESULTS.md").write_text(report(results), "utf-8")


def _machine() -> dict[str, str]:
    """What the figures depend on, with what else the machine was doing at the start."""
    cpuinfo = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    memory = Path("/proc/meminfo").read_text("utf-8").splitlines()[0].split()[1]
    return {
        "processor": next(line.split(": ")[1] for line in cpuinfo if line.startswith("model name")),
        "cores": str(os.cpu_count()),
        "memory": f"{int(memory) / 1e6:.0f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "load": ", ".join(f"{load:.2f}" for load in os.getloadavg()),
    }


def _versions(peers: Sequence[Peer], tools: Path) -> dict[str, str]:
    ours = {name: version(name) for name in ("jinja2", "mkdocs-material", "pandas")}
    return {
        **ours,
        **{peer.name: peer.version(tools) for peer in peers},
    }


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main()
