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


def digest_of(said: Iterable[str], sources: Iterable[tuple[str, str]]) -> str:
    """The digest of texts, and of files with names that are no places of this machine."""
    digest = hashlib.sha256()
    for text in said:
        digest.update(f"{text}\0".encode())
    for name, path in sources:
        digest.update(f"{name}\0{_sha256(path)}".encode())
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


def _sources(settings: Settings) -> Iterator[tuple[str, str]]:
    """Every file that a build may look at, but for the tables, by a name that is no place."""
    for configuration in sorted(settings.project.glob("mkdocs*.yml")):
        yield configuration.name, str(configuration)
    folders = {
        "generator": settings.project / "generator",
        "site_src": settings.site_src,
        "package": settings.package,
    }
    for kind, folder in folders.items():
        for name, path in _files(folder):
            if not name.endswith(".pyc") and (kind != "package" or _is_rest(folder, name)):
                yield f"{kind}/{name}", path


def _is_rest(package: Path, name: str) -> bool:
    return not name.startswith("data/") and not _leads_out(package, name)


def _tables(package: Path) -> dict[str, str]:
    if not is_inside(package, "data"):
        return {}
    named = {f"data/{name}": path for name, path in _files(package / "data")}
    return {name: _sha256(path) for name, path in named.items() if not _leads_out(package, name)}


def _leads_out(package: Path, name: str) -> bool:
    """Whether a file is a link to what may be anything: nobody reads it."""
    return (package / name).is_symlink() and not is_inside(package, name)


def _files(folder: Path) -> list[tuple[str, str]]:
    """The files in a folder, by their names there.

    All of it in plain text: with pathlib, to name them takes longer than to read them.
    """
    root = str(folder)
    found = (f"{place}/{name}" for place, _, names in os.walk(root) for name in names)
    files = (path for path in found if os.path.isfile(path))  # noqa: PTH113 - as told above
    return sorted((path[len(root) + 1 :].replace(os.sep, "/"), path) for path in files)


def _sha256(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 - as told above
        return hashlib.sha256(file.read()).hexdigest()
