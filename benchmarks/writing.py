"""The last step of a build alone: pages joined of ready pieces, and published; nothing rendered.

    python benchmarks/writing.py FOLDER

takes what `benchmarks.peers.writer` writes, and publishes it as our builds do.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.artifacts import MARK, Artifact, Part, publish

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def main() -> None:
    """Publish the pages of the folder that the command line names."""
    project = Path(sys.argv[1])
    layouts = json.loads((project / "layouts.json").read_text("utf-8"))
    content = project / "content"
    parts = [
        Part(str(source), partial(_page, source, source.relative_to(content).as_posix(), layouts))
        for source in sorted(content.rglob("*.html"))
    ]
    publish(parts, project / "public", last=_mark)


def _page(source: Path, path: str, layouts: Mapping[str, Sequence[str]]) -> Iterator[Artifact]:
    """The front matter is the first line, the article the rest."""
    first, _, article = source.read_bytes().decode().partition("\n")
    told = json.loads(first)
    pieces = told["head"], told["header"], told["toc"], article
    before, *after = layouts[told["layout"]]
    following = (text for both in zip(pieces, after, strict=True) for text in both)
    yield Artifact(path, "".join((before, *following)).encode())


def _mark(_: object) -> Iterator[Artifact]:
    """The file by which a site of ours is known."""
    yield Artifact(MARK, b"{}\n")


if __name__ == "__main__":
    main()
