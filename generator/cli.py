"""The command `nhatthehoa`: the only place that prints or exits.

Exit status: 0 fine, 1 problems in the data, 2 wrong use, 3 something of the machine.
"""

from __future__ import annotations

import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from generator.checks.run import check as run_check
from generator.dataset import load
from generator.exceptions import NhatTheHoaError
from generator.problems import as_text
from generator.settings import Settings, discover

if TYPE_CHECKING:
    from generator.checks.run import Report

PROBLEMS, WRONG_USE, MACHINE = 1, 2, 3


class Lang(StrEnum):
    """Languages in which the data's problems are told."""

    VI = "vi"
    EN = "en"


app = typer.Typer(
    help="Open data on the consolidation of posts in Vietnam: check, build, preview.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Package = Annotated[Path | None, typer.Option(help="The data package. Default: datapackage/")]
Out = Annotated[Path | None, typer.Option(help="Where to publish. Default: build/site/")]
BaseUrl = Annotated[str | None, typer.Option(help="The site's address. Default: SITE_URL")]
Language = Annotated[Lang, typer.Option(help="The language of messages about the data.")]


def main() -> None:
    """Run the command; what people can mend is one line, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except NhatTheHoaError as error:
        err.print(str(error), markup=False)
        sys.exit(MACHINE)


@app.command()
def check(
    *,
    package: Package = None,
    archive: Annotated[
        Path | None, typer.Option(help="A folder of sources' texts, to look quotes up in.")
    ] = None,
    lang: Language = Lang.VI,
) -> None:
    """Check the data package. Exit status: 0 fine, 1 problems, 2 wrong use, 3 the machine."""
    settings = discover(package=package)
    if archive is not None and not archive.is_dir():
        err.print(f"not a folder: {archive}", markup=False)
        raise typer.Exit(WRONG_USE)
    report = run_check(load(settings.package), archive=archive)
    _tell(report, settings, lang)
    if report.errors:
        raise typer.Exit(PROBLEMS)
