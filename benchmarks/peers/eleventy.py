"""Eleventy from npm: bodies are plain HTML, layouts are functions, so that it parses neither."""

from __future__ import annotations

import json
import subprocess
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from benchmarks.peers.peer import Peer, template, write_text

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.pages import CutSite

_VERSION = "3.1.7"

_CONFIG = """module.exports = (config) => {
  config.setUseGitIgnore(false);
  return {
    dir: { input: "src", output: "public" },
    templateFormats: ["html"],
    htmlTemplateEngine: false,
  };
};
"""

_PLACES = ("data.head", "data.header", "data.toc", "data.content")


def _install(tools: Path) -> None:
    folder = tools / "eleventy"
    if not (folder / "node_modules").is_dir():
        manifest = {"private": True, "dependencies": {"@11ty/eleventy": _VERSION}}
        write_text(folder / "package.json", json.dumps(manifest))
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=folder, check=True)


def _write(site: CutSite, project: Path) -> list[str]:
    write_text(project / "package.json", json.dumps({"private": True, "type": "commonjs"}))
    write_text(project / "eleventy.config.js", _CONFIG)
    paths = []
    for page in site.pages():
        variables = {
            "permalink": page.path,
            "layout": f"{page.layout}.11ty.js",
            **page.front_matter,
        }
        front_matter = json.dumps(variables, ensure_ascii=False)
        source = project / "src" / PurePosixPath(page.path)
        write_text(source, f"---json\n{front_matter}\n---\n{page.article}")
        paths.append(page.path)
    for name, layout in site.layouts().items():
        function = f"exports.render = (data) => {' + '.join(template(layout, _PLACES))};\n"
        write_text(project / "src" / "_includes" / f"{name}.11ty.js", function)
    return paths


def _command(project: Path, tools: Path) -> list[str]:
    program = tools / "eleventy" / "node_modules" / ".bin" / "eleventy"
    config = project / "eleventy.config.js"
    return [str(program), "--quiet", f"--config={config.name}"]


ELEVENTY = Peer(
    name="Eleventy",
    version=lambda _tools: _VERSION,
    install=_install,
    write=_write,
    command=_command,
)
