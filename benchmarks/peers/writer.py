"""Our own writer, given what other generators are given: the least that our build can take."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.peers.peer import Peer, write_text

if TYPE_CHECKING:
    from benchmarks.pages import CutSite

_COMMAND = Path(__file__).resolve().parent.parent / "writing.py"


def _write(site: CutSite, project: Path) -> list[str]:
    paths = []
    for page in site.pages():
        variables = json.dumps({"layout": page.layout, **page.front_matter}, ensure_ascii=False)
        write_text(project / "content" / page.path, f"{variables}\n{page.article}")
        paths.append(page.path)
    write_text(project / "layouts.json", json.dumps(site.layouts(), ensure_ascii=False))
    return paths


WRITER = Peer(
    name="our writer alone",
    version=lambda _tools: version("nhatthehoa"),
    install=lambda _tools: None,
    write=_write,
    command=lambda project, _tools: [sys.executable, str(_COMMAND), str(project)],
)
