"""What the commands share: the application, options, how problems are told and how they end.

Exit status: 0 fine, 1 problems in the data, 2 wrong use, 3 something of the machine.
"""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from generator.git import Repository, find
from generator.reports.as_text import as_text
from generator.reports.telling import Telling
from generator.views import urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.problems import Report
    from generator.settings import Settings

PROBLEMS, WRONG_USE = 1, 2


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


terminal = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)

Package = Annotated[Path | None, typer.Option(help="The data package. Default: datapackage/")]
Out = Annotated[Path | None, typer.Option(help="Where to publish. Default: build/site/")]
BaseUrl = Annotated[str | None, typer.Option(help="The site's address. Default: SITE_URL")]
Language = Annotated[Lang, typer.Option(help="The language in which problems are told.")]


@app.callback()
def commands() -> None:
    """Have a name before every command, also where only one was registered."""


def wrong_use(why: str) -> typer.Exit:
    """Say what was wrong with the call; the exit to raise."""
    errors.print(why)
    return typer.Exit(WRONG_USE)


def put(text: str) -> None:
    """Write what programs read: UTF-8 and LF on every system, whatever the console has."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(text)


def tell_unknown(reason: str) -> None:
    """Say why earlier releases are not known, if that is so."""
    if reason:
        errors.print(f"only the current version is known: {reason}")


def refuse(report: Report, settings: Settings, lang: Lang) -> None:
    """Tell the problems, if there are any; end the command where one stands in the way."""
    terminal.print(told(report, settings, lang), end="")
    stop_at_errors(report)


def stop_at_errors(report: Report) -> None:
    """End the command where a problem stands in the way."""
    if report.errors:
        raise typer.Exit(PROBLEMS)


def told(report: Report, settings: Settings, lang: Lang) -> str:
    """The problems as text; '' where there are none."""
    return as_text(report, telling(settings, lang)) if report.problems else ""


def telling(settings: Settings, lang: Lang) -> Telling:
    """How problems are told: with files as they are seen from the repository's root."""
    return Telling(
        lang=lang.value,
        folder=_package_folder(settings),
        site=settings.base_url and settings.base_url + _folder(lang, settings),
    )


def _folder(lang: Lang, settings: Settings) -> str:
    """The folder of a language on the site."""
    return urls.in_language("", lang.value, settings.languages)


def _package_folder(settings: Settings) -> str:
    """The package's folder as seen from the root of its repository, else from the project."""
    repository = find(settings.package)
    if isinstance(repository, Repository):
        return repository.prefix.rstrip("/")
    if settings.package.is_relative_to(settings.project):
        return settings.package.relative_to(settings.project).as_posix()
    return settings.package.as_posix()


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
