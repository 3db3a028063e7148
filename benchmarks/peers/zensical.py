"""Zensical from PyPI, the successor of the theme's host: bodies are raw HTML in Markdown files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from benchmarks.peers.peer import Peer, template, write_text

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.pages import CutSite

_VERSION = "0.0.73"

_CONFIG = """site_name: pages
docs_dir: docs
site_dir: public
use_directory_urls: false
theme:
  variant: classic
  font: false
  custom_dir: layouts
plugins: []
nav: []
markdown_extensions: []
"""

_PLACES = ("page.meta.head", "page.meta.header", "page.meta.toc", "page.content")


def _install(tools: Path) -> None:
    folder = tools / "zensical"
    if not folder.is_dir():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        command = [str(folder / "bin" / "pip"), "install", "--quiet", f"zensical=={_VERSION}"]
        subprocess.run(command, check=True)


def _write(site: CutSite, project: Path) -> list[str]:
    write_text(project / "mkdocs.yml", _CONFIG)
    paths = []
    for page in site.pages():
        variables = {
            "template": f"{page.layout}.html",
            **page.front_matter,
        }
        front_matter = json.dumps(variables, ensure_ascii=False)
        source = project / "docs" / PurePosixPath(page.path).with_suffix(".md")
        write_text(source, f"---\n{front_matter}\n---\n{page.article}")
        paths.append(page.path)
    for name, layout in site.layouts().items():
        html = "".join(f"{{{{ {piece} | safe }}}}" for piece in template(layout, _PLACES))
        write_text(project / "layouts" / f"{name}.html", html)
    return paths


def _command(project: Path, tools: Path) -> list[str]:
    program = tools / "zensical" / "bin" / "zensical"
    return [str(program), "build", "--clean", "--config-file", str(project / "mkdocs.yml")]


ZENSICAL = Peer(
    name="Zensical",
    version=lambda _tools: _VERSION,
    install=_install,
    write=_write,
    command=_command,
)
