"""Hugo, as Debian has it: bodies are HTML, so that it renders no Markdown."""

from __future__ import annotations

import json
import shutil
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from benchmarks.peers.peer import Peer, asked, template, write_text

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.pages import CutSite

_CONFIG = {
    "baseURL": "/",
    # Pages and nothing else: no lists, no feeds, no sitemap.
    "disableKinds": ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"],
    "disableHugoGeneratorInject": True,
    "disablePathToLower": True,
    "uglyURLs": True,
    "timeout": "600s",
}

_PLACES = (".Params.head", ".Params.header", ".Params.toc", ".RawContent")


def _install(_tools: Path) -> None:
    if shutil.which("hugo") is None:
        raise FileNotFoundError("hugo is not installed: apt-get install hugo")


def _write(site: CutSite, project: Path) -> list[str]:
    write_text(project / "config.json", json.dumps(_CONFIG))
    paths = []
    for page in site.pages():
        place = PurePosixPath(page.path)
        variables = {
            "url": f"/{page.path}",
            "layout": page.layout,
            **page.front_matter,
        }
        # Front matter in JSON is what Hugo reads fastest. A file named index.html would
        # make Hugo take everything beside it for its attachments.
        source = project / "content" / place.with_name(f"page-{place.name}")
        write_text(source, f"{json.dumps(variables, ensure_ascii=False)}\n{page.article}")
        paths.append(page.path)
    for name, layout in site.layouts().items():
        # The constants are safe, too: Hugo escapes neither them nor what the page says.
        html = "".join(f"{{{{ {piece} | safeHTML }}}}" for piece in template(layout, _PLACES))
        write_text(project / "layouts" / "_default" / f"{name}.html", html)
    return paths


HUGO = Peer(
    name="Hugo",
    version=lambda _tools: asked(["hugo", "version"]).split()[1],
    install=_install,
    write=_write,
    command=lambda project, _tools: ["hugo", "--quiet", "--source", str(project)],
)
