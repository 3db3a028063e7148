"""What a build depends on, as checksums: the tables one by one, and all the rest in one."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.reading import is_inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.settings import Settings


@dataclass(frozen=True, slots=True)
class Basis:
    """What a build depends on, as it was before the build read anything of it.

    Taken afterwards, it would tell of a file that was changed meanwhile as if the build had
    seen that. `facts` are the commit, the time and the like, by name; `tables` holds the
    checksums of the files of the tables by path; `rest` is the digest of all else.
    """

    facts: Mapping[str, str]
    tables: Mapping[str, str]
    rest: str


def basis(settings: Settings, facts: Mapping[str, str]) -> Basis:
    """What a build depends on now."""
    return Basis(facts, _tables(settings.package), _rest(settings))


def digest_of(said: Iterable[str], sources: Iterable[tuple[str, Path]]) -> str:
    """The digest of texts, and of files with names that are no places of this machine."""
    digest = hashlib.sha256()
    for text in said:
        digest.update(f"{text}\0".encode())
    for name, path in sources:
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _rest(settings: Settings) -> str:
    """The digest of all that a build depends on, but for the tables and the facts.

    That is our code and templates, texts and styles, schemas and descriptor; addresses and
    languages; and the version of everything that is installed beside us.
    """
    said = (settings.base_url, settings.repo_url, *settings.languages, sys.version)
    installed = sorted(
        name
        for place in sys.path
        if Path(place).is_dir()
        for name in os.listdir(place or ".")  # noqa: PTH208 - only the names, of many
        if name.endswith(".dist-info")
    )
    return digest_of((*said, *installed), _sources(settings))


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


def _tables(package: Path) -> dict[str, str]:
    paths = sorted((package / "data").rglob("*"))
    named = {path.relative_to(package).as_posix(): path for path in paths}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in named.items()
        if is_inside(package, name) and path.is_file()
    }
