"""The command that takes a form into the package."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.taken import finish, stop_unless_sound
from generator.cli.terminal import Lang, Language, Package, app, refuse, telling, wrong_use
from generator.dataset import load
from generator.intake.answers import LIMIT
from generator.intake.taking import take
from generator.intake.words import refused
from generator.problems import Report
from generator.settings import discover


@app.command()
def intake(
    file: Annotated[str, typer.Argument(help="-: standard input.")],
    *,
    dry_run: Annotated[
        bool, typer.Option(help="Write nothing; tell what would be written.")
    ] = False,
    package: Package = None,
    lang: Language = Lang.VI,
) -> None:
    """Take FILE, the text of an issue, into the package: a new figure, or a new source.

    With an error in it nothing is written.

    Exit status: 0 fine, 1 problems in the data, 2 wrong use, 3 something of the machine.
    """
    settings = discover(package=package)
    dataset = load(settings.package)
    if any(problem.severity == "error" for problem in dataset.problems):
        refuse(Report(dataset.problems), settings, lang)
    name, data = _read(file)
    taken = take(data, name, dataset)
    stop_unless_sound(taken, name, telling(settings, lang), refused(lang.value))
    finish(taken, settings, lang, dry_run=dry_run)


def _read(file: str) -> tuple[str, bytes]:
    """What problems call the file, and as much of it as shows that it is too long."""
    if file == "-":
        return "stdin", sys.stdin.buffer.read(LIMIT + 1)
    path = Path(file)
    if not path.is_file():
        raise wrong_use(f"not a file: {file}")
    with path.open("rb") as stream:
        return path.name, stream.read(LIMIT + 1)
