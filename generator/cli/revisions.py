"""Packages as they are named on the command line: a folder, or a revision of git."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cli.terminal import wrong_use
from generator.git import Unavailable
from generator.history import package_at

if TYPE_CHECKING:
    from pathlib import Path

    from generator.dataset import Dataset
    from generator.settings import Settings


def package_named(named: str, settings: Settings, into: Path) -> Dataset:
    """The package of that name; a revision's files are put below `into`.

    Raises:
        Exit: there is none, and it has been said why.
    """
    found = package_at(named, settings.package, into)
    if isinstance(found, Unavailable):
        raise wrong_use(found.reason)
    return found
