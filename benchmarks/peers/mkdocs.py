"""Plain MkDocs with the project's own theme, on the sources that our build writes for it."""

from __future__ import annotations

import shlex
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.peers.peer import Peer
from generator.build import write_through_mkdocs

if TYPE_CHECKING:
    from benchmarks.pages import CutSite


def _say_nothing(*_progress: object) -> None:
    pass


def _write(site: CutSite, project: Path) -> list[str]:
    project.mkdir(parents=True)
    write_through_mkdocs(site.settings, project, _say_nothing)
    return [page.path for page in site.pages()]


def _command(project: Path, _tools: Path) -> list[str]:
    """One run for each language, as the two are two sites to MkDocs."""
    program = shlex.quote(str(Path(sys.executable).with_name("mkdocs")))
    runs = [
        f"{program} build --quiet --config-file {shlex.quote(str(config))}"
        for config in sorted(project.glob("mkdocs.*.yml"), reverse=True)
    ]
    return ["sh", "-c", " && ".join(runs)]


MKDOCS = Peer(
    name="MkDocs Material",
    version=lambda _tools: f"{version('mkdocs')} with {version('mkdocs-material')}",
    install=lambda _tools: None,
    write=_write,
    command=_command,
    output="mkdocs",
)
