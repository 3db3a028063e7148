"""From a saved table to the page in the browser: what an editor waits for in the preview.

The package is the real one, in a git repository of its own whose last commit is its release, as
that of this project is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

from benchmarks import edits, synthetic
from benchmarks.sitting import COMMAND, PROJECT
from generator.preview.server import BUILDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.client import HTTPResponse
    from pathlib import Path

LIMIT = 300
"""Seconds without a word from the preview, after which it is given up."""

_AUTHOR = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org")


def preview_sitting(folder: Path, runs: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """The seconds from a changed figure to the word that the browser gets, `runs` times.

    Before these, one change is made that is not counted.

    Raises:
        CalledProcessError: git, or the preview, failed.
    """
    shutil.rmtree(folder, ignore_errors=True)
    package = folder / "package"
    synthetic.make(package, synthetic.SIZES["real"])
    for command in (["init", "--quiet"], ["add", "."], [*_AUTHOR, "commit", "--quiet", "-mAll"]):
        subprocess.run(["git", *command], cwd=package, check=True)
    measured = []
    with _previewed(package) as builds:
        for number in range(runs + 1):
            load = os.getloadavg()[0]
            edits.change_observation(package)
            saved = time.perf_counter()
            _wait(builds)
            wall = time.perf_counter() - saved
            tell(f"preview: {wall:.2f} s")
            time.sleep(1)  # nobody saves twice in a second
            if number:
                measured.append({"contender": "preview", "wall": wall, "load": load})
    return {"runs": measured}


@contextmanager
def _previewed(package: Path) -> Iterator[HTTPResponse]:
    """What the preview of a package tells a browser of its builds, from the second one on."""
    command = [COMMAND, "serve", "--package", str(package), "--port", "0"]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as preview:
        try:
            connection = HTTPConnection("127.0.0.1", _port(preview), timeout=LIMIT)
            connection.request("GET", BUILDS)
            yield connection.getresponse()
        finally:
            preview.terminate()


def _port(preview: subprocess.Popen[str]) -> int:
    for line in preview.stdout or ():
        if line.startswith("http://127.0.0.1:"):
            return int(line.split(":")[2].split("/")[0])
    raise subprocess.CalledProcessError(preview.wait(), preview.args)


def _wait(builds: HTTPResponse) -> None:
    """Wait for the word that a build is done; a good one has nothing to say."""
    for line in builds:
        if line.startswith(b"data: "):
            if line.strip() != b'data: ""':
                raise ValueError(f"the build has errors: {line.decode()}")
            return
