"""What the commands share: the application, options, how problems are told and how they end.

Exit status: 0 fine, 1 problems in the data, 2 wrong use, 3 something of the machine.
"""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from generator.problems import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.checks.run import Report
    from generator.settings import Settings

PROBLEMS, WRONG_USE, MACHINE = 1, 2, 3


class Lang(StrEnum):
    """Languages in which problems in the data are told."""

    VI = "vi"
    EN = "en"


app = typer.Typer(
    help="Open data on the consolidation of posts in Vietnam: check, build, preview.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
terminal = Console(highlight=False, soft_wrap=True, markup=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)

Package = Annotated[Path | None, typer.Option(help="The data package. Default: datapackage/")]
Out = Annotated[Path | None, typer.Option(help="Where to publish. Default: build/site/")]
BaseUrl = Annotated[str | None, typer.Option(help="The site's address. Default: SITE_URL")]
Language = Annotated[Lang, typer.Option(help="The language in which problems are told.")]


def wrong_use(why: str) -> typer.Exit:
    """Say what was wrong with the call; the exit to raise."""
    errors.print(why)
    return typer.Exit(WRONG_USE)


def refuse(report: Report, settings: Settings, lang: Lang) -> None:
    """Tell every problem; end the command where one stands in the way."""
    for line in told(report, settings, lang):
        terminal.print(line)
    if report.errors:
        errors.print(f"{len(report.errors)} errors, {len(report.warnings)} warnings")
        raise typer.Exit(PROBLEMS)


def told(report: Report, settings: Settings, lang: Lang) -> list[str]:
    """Each problem of a report as text, with its place as seen from here."""
    folder = shown(settings.package)
    return [as_text(problem, lang.value, folder) for problem in report.problems]


def shown(path: Path) -> str:
    """The path as seen from where the command was called, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """What a command is doing, on one line of a terminal; nothing where there is none."""
    if not errors.is_terminal:
        yield lambda _: None
        return
    with errors.status("") as status:
        yield status.update
