"""Commands about the package itself: check, format, registry."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.checks.run import check as run_check
from generator.cli.revisions import package_named
from generator.cli.terminal import (
    PROBLEMS,
    Lang,
    Language,
    Package,
    app,
    put,
    shown,
    stop_at_errors,
    tell_unknown,
    telling,
    terminal,
    told,
    wrong_use,
)
from generator.dataset import load
from generator.formatting import format_package
from generator.history import messages_since
from generator.problems import Report
from generator.registry import merge_into
from generator.releases.known import past
from generator.reports.as_github import as_github
from generator.reports.as_json import as_json
from generator.reports.as_markdown import as_markdown
from generator.reports.as_text import as_text
from generator.scratch import scratch
from generator.settings import discover
from generator.versions.gate import change_problems

if TYPE_CHECKING:
    from generator.dataset import Dataset
    from generator.settings import Settings


class CheckFormat(StrEnum):
    """How a report is told."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"
    MARKDOWN = "markdown"


_FOR_PROGRAMS = {
    CheckFormat.GITHUB: as_github,
    CheckFormat.JSON: as_json,
    CheckFormat.MARKDOWN: as_markdown,
}


@app.command()
def check(
    *,
    package: Package = None,
    archive: Annotated[
        Path | None, typer.Option(help="A folder of sources' texts, to look the quotes up in.")
    ] = None,
    base: Annotated[
        str, typer.Option(help="A revision of git: check the change since then as well.")
    ] = "",
    style: Annotated[
        CheckFormat,
        typer.Option("--format", help="github: annotations. markdown: a step's summary."),
    ] = CheckFormat.TEXT,
    lang: Language = Lang.VI,
) -> None:
    """Check the data package and tell what is wrong, where, and how to mend it.

    Exit status: 0 fine, 1 problems in the data, 2 wrong use, 3 something of the machine.
    """
    if archive is not None and not archive.is_dir():
        raise wrong_use(f"not a folder: {archive}")
    settings = discover(package=package)
    dataset = load(settings.package)
    report = run_check(dataset, archive=archive)
    with past(settings) as earlier:
        report = report.joined_by(earlier.problems(dataset))
    tell_unknown(earlier.unknown)
    if base:
        report = _with_change(report, base, dataset, settings)
    if style is CheckFormat.TEXT:
        terminal.print(as_text(report, telling(settings, lang)), end="")
    else:
        put(_FOR_PROGRAMS[style](report, telling(settings, lang)))
    stop_at_errors(report)


def _with_change(report: Report, base: str, head: Dataset, settings: Settings) -> Report:
    """The report with what the change since a revision lacks."""
    with scratch() as folder:
        before = package_named(base, settings, folder)
        lacks = change_problems(before, head, messages_since(base, settings.package))
        return report.joined_by(lacks)


@app.command("format")
def format_(
    *,
    package: Package = None,
    only_check: Annotated[
        bool, typer.Option("--check", help="Write nothing; tell what is not in its form.")
    ] = False,
    lang: Language = Lang.VI,
) -> None:
    """Put the tables in their one form: order, line ends, spaces, quotes. No row is lost.

    Exit status: 0 fine, 1 a table cannot be read or, with --check, is not in its form,
    2 wrong use, 3 something of the machine.
    """
    settings = discover(package=package)
    done = format_package(settings.package, write=not only_check)
    for path in done.changed:
        terminal.print(shown(settings.package / path))
    terminal.print(told(Report(done.problems), settings, lang), end="")
    if done.problems or (only_check and done.changed):
        raise typer.Exit(PROBLEMS)


@app.command()
def registry(*, package: Package = None) -> None:
    """Make the registry of administrative units anew; villages entered by hand are kept.

    Exit status: 0 fine, 2 wrong use, 3 something of the machine.
    """
    made = merge_into(discover(package=package).package)
    terminal.print(f"{len(made.units):,} units, {len(made.successions):,} successions")
