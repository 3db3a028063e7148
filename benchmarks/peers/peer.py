"""What a benchmark needs to know of another generator; not for any generator in particular."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from benchmarks.pages import CutSite, Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Another generator.

    `install` puts it into a folder of tools, `write` makes a project of a site in an empty
    folder and returns the paths of its pages. `command` builds the project of a folder with
    tools of a folder; what it writes is in `output` below the project.
    """

    name: str
    version: Callable[[Path], str]
    install: Callable[[Path], None]
    write: Callable[[CutSite, Path], list[str]]
    command: Callable[[Path, Path], list[str]]
    output: str = "public"


def asked(command: list[str]) -> str:
    """What a command says, without the line's end."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def write_text(path: Path, text: str) -> None:
    """Write a file of a project, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")


def template(layout: Layout, places: Sequence[str]) -> list[str]:
    """A layout as expressions: its constants, quoted, and the names of the four places."""
    first, *others = (json.dumps(constant, ensure_ascii=False) for constant in layout)
    pieces = [first]
    for place, constant in zip(places, others, strict=True):
        pieces += place, constant
    return pieces
