"""Commands about what changed: diff, release."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from generator.checks.run import check as run_check
from generator.cli.failures import MACHINE
from generator.cli.revisions import package_named
from generator.cli.terminal import (
    Lang,
    Language,
    Package,
    app,
    errors,
    put,
    refuse,
    shown,
    terminal,
)
from generator.dataset import load
from generator.diffs.as_json import as_json
from generator.diffs.as_markdown import as_markdown
from generator.diffs.as_text import as_text
from generator.diffs.difference import difference
from generator.diffs.effects import effects
from generator.git import Unavailable
from generator.history import history
from generator.release import plan, write
from generator.scratch import scratch
from generator.settings import discover


class DiffFormat(StrEnum):
    """How a difference is told."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


@app.command()
def diff(
    base: Annotated[str, typer.Argument(help="A folder with a package, or a revision of git.")],
    head: Annotated[str, typer.Argument(help="Likewise. Default: the package as it is now.")] = "",
    *,
    package: Package = None,
    style: Annotated[DiffFormat, typer.Option("--format")] = DiffFormat.TEXT,
    lang: Language = Lang.VI,
) -> None:
    """Tell what changed from BASE to HEAD: rows, structure, version, problems, pages.

    Exit status: 0 fine, 2 wrong use, 3 something of the machine.
    """
    settings = discover(package=package)
    with scratch() as folder:
        before = package_named(base, settings, folder)
        after = package_named(head or str(settings.package), settings, folder)
        found = difference(before, after)
        # Packages that are alike have the same problems, and a check takes the most time.
        problems = [run_check(side).problems if found else () for side in (before, after)]
        came_of_it = effects(found, problems[0], problems[1])
        if style is DiffFormat.JSON:
            words = as_json(found, came_of_it)
        elif style is DiffFormat.MARKDOWN:
            words = as_markdown(found, came_of_it, lang.value)
        else:
            words = as_text(found, came_of_it, lang.value)
    if style is DiffFormat.TEXT:
        terminal.print(words, end="")
    else:
        put(words)


@app.command()
def release(
    *,
    package: Package = None,
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Default: the day of the last commit."),
    ] = None,
    lang: Language = Lang.VI,
) -> None:
    """Write the version that the changes since the last release call for, and the change log.

    Exit status: 0 fine, 1 problems in the data, 2 wrong use, 3 something of the machine.
    """
    settings = discover(package=package)
    known = history(settings.package)
    if isinstance(known, Unavailable) or not known.releases:
        errors.print(known.reason if isinstance(known, Unavailable) else "nothing was released yet")
        raise typer.Exit(MACHINE)
    head = load(settings.package)
    report = run_check(head)
    refuse(report.joined_by(known.problems), settings, lang)
    with scratch() as folder:
        planned = plan(known.dataset(known.releases[-1], folder), head)
    if planned is None:
        terminal.print(f"{known.releases[-1].version}: nothing has changed since")
        return
    for path in write(planned, settings.package, (day or settings.build_time).date()):
        terminal.print(shown(settings.package / path))
    terminal.print(f"{planned.base} → {planned.version}")
    for sentence in planned.sentences[lang.value]:
        terminal.print(f"- {sentence}")
