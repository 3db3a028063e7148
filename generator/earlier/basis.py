"""What a build depends on, as checksums: the tables one by one, and all the rest in one."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.reading import is_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.settings import Settings


def basis(settings: Settings) -> str:
    """The digest of all that a build depends on, but for the tables of the package.

    That is our code and templates, texts and styles, schemas and descriptor; addresses and
    languages; and the version of everything that is installed beside us.
    """
    digest = hashlib.sha256()
    said = (settings.base_url, settings.repo_url, *settings.languages, sys.version)
    installed = sorted(
        name
        for place in sys.path
        if Path(place).is_dir()
        for name in os.listdir(place or ".")  # noqa: PTH208 - only the names, of many
        if name.endswith(".dist-info")
    )
    for text in (*said, *installed):
        digest.update(f"{text}\0".encode())
    for name, path in _sources(settings):
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Every file that a build may look at, but for the tables, by a name that is no place."""
    for path in sorted(settings.project.glob("mkdocs*.yml")):
        yield path.name, path
    folders = {
        "generator": settings.project / "generator",
        "site_src": settings.site_src,
        "package": settings.package,
    }
    for kind, folder in folders.items():
        tables = folder / "data"
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if kind == "package" and not is_inside(folder, name):
                continue  # a link to what may be anything: nobody reads it
            if path.is_file() and path.suffix != ".pyc" and tables not in path.parents:
                yield f"{kind}/{name}", path


def tables_of(package: Path) -> dict[str, str]:
    """The checksums of the files of a package's tables, by path."""
    paths = sorted((package / "data").rglob("*"))
    named = {path.relative_to(package).as_posix(): path for path in paths}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in named.items()
        if is_inside(package, name) and path.is_file()
    }
