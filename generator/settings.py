"""Where things are and what a run is told: frozen, made once at the edge, passed down."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.exceptions import MachineError

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECT = Path(__file__).resolve().parent.parent

_BEFORE_THE_FIRST_COMMIT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run is told.

    `base_url` and `repo_url` are '' or end without and with nothing to guess:
    `https://name.github.io/repo/` and `https://github.com/name/repo`. The first
    of `languages` is published at the site's root, each other one below its code.
    """

    project: Path
    package: Path
    out: Path
    base_url: str
    repo_url: str
    languages: tuple[str, ...]
    build_time: datetime
    revision: str

    @property
    def site_src(self) -> Path:
        """The folder of templates, theme, assets, catalogues and hand-written pages."""
        return self.project / "site_src"


def discover(
    *,
    package: Path | None = None,
    out: Path | None = None,
    base_url: str | None = None,
    environ: Mapping[str, str] = os.environ,
    project: Path = PROJECT,
) -> Settings:
    """Settings from arguments, else the environment, else the repository.

    Addresses come from SITE_URL and REPO_URL, which a workflow on GitHub sets
    from the repository itself, so that a fork publishes under its own name.
    """
    revision, committed = _head(project)
    site_url = environ.get("SITE_URL", "") if base_url is None else base_url
    return Settings(
        project=project,
        package=(package or project / "datapackage").resolve(),
        out=(out or project / "build" / "site").absolute(),
        base_url=_address("SITE_URL", site_url, ending="/"),
        repo_url=_address("REPO_URL", environ.get("REPO_URL", ""), ending=""),
        languages=languages_of(project),
        build_time=_build_time(environ, committed),
        revision=revision,
    )


def languages_of(project: Path) -> tuple[str, ...]:
    """The languages of a site: those that have pages written by hand.

    That of `mkdocs.yml` is the first; each other one has a `mkdocs.<code>.yml` of its own.

    Raises:
        MachineError: there is not exactly one that has none.
    """
    codes = sorted(folder.name for folder in (project / "site_src" / "pages").glob("*/"))
    others = [code for code in codes if (project / f"mkdocs.{code}.yml").exists()]
    first = [code for code in codes if code not in others]
    if len(first) != 1:
        raise MachineError(f"of these languages, one has no mkdocs.<code>.yml: {', '.join(codes)}")
    return (*first, *others)


def _address(name: str, value: str, *, ending: str) -> str:
    if not value:
        return ""
    if not value.startswith(("https://", "http://")) or any(c in value for c in " \"'<>"):
        raise MachineError(f"{name} is not a web address: {value!r}")
    return value.rstrip("/") + ending


def _build_time(environ: Mapping[str, str], committed: datetime | None) -> datetime:
    """The reproducible clock: SOURCE_DATE_EPOCH, else the commit's time.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return committed or _BEFORE_THE_FIRST_COMMIT
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC)
    except (ValueError, OverflowError, OSError):
        raise MachineError(f"SOURCE_DATE_EPOCH is not a number of seconds: {epoch!r}") from None


def _head(project: Path) -> tuple[str, datetime | None]:
    """The commit that is checked out and its time; ('', None) outside a git checkout."""
    try:
        shown = subprocess.run(
            ["git", "-C", str(project), "log", "-1", "--format=%H %ct"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return "", None
    return shown[0], datetime.fromtimestamp(int(shown[1]), tz=UTC)
