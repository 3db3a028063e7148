"""The command `nhatthehoa`: the only place that prints or exits.

Exit status: 0 fine, 1 problems in the data, 2 wrong use, 3 something of the machine.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from generator.build import build as run_build
from generator.build import write_through_mkdocs
from generator.checks.run import check as run_check
from generator.dataset import load
from generator.exceptions import NhatTheHoaError
from generator.preview.watching import serve as run_preview
from generator.problems import as_text
from generator.registry import merge_into
from generator.settings import PROJECT, Settings, discover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.checks.run import Report

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


def main() -> None:
    """Run the command; what people can mend is told in a line, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show Vietnamese shows escapes, and the command goes on.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except NhatTheHoaError as error:
        errors.print(str(error))
        sys.exit(MACHINE)


@app.command()
def check(
    *,
    package: Package = None,
    archive: Annotated[
        Path | None, typer.Option(help="A folder of sources' texts, to look the quotes up in.")
    ] = None,
    lang: Language = Lang.VI,
) -> None:
    """Check the data package and tell every problem: what is wrong and how to mend it.

    Exit status: 0 fine, 1 problems in the data, 2 wrong use, 3 something of the machine.
    """
    if archive is not None and not archive.is_dir():
        errors.print(f"not a folder: {archive}")
        raise typer.Exit(WRONG_USE)
    settings = discover(package=package)
    report = run_check(load(settings.package), archive=archive)
    if archive is not None:
        terminal.print(f"{report.sources_without_text} sources have no text in {_shown(archive)}")
    _refuse(report, settings, lang)


@app.command()
def build(
    *,
    package: Package = None,
    out: Out = None,
    base_url: BaseUrl = None,
    through_mkdocs: Annotated[
        bool,
        typer.Option(
            help="Write every page as a source for plain `mkdocs build`, in build/, instead."
        ),
    ] = False,
    lang: Language = Lang.VI,
) -> None:
    """Check the data package, then build the website; with problems, publish nothing.

    Exit status: 0 fine, 1 problems in the data, 2 wrong use, 3 something of the machine.
    """
    settings = discover(package=package, out=out, base_url=base_url)
    if through_mkdocs:
        folder = settings.project / "build"
        with _progress() as progress:
            report = write_through_mkdocs(settings, folder, progress)
        _refuse(report, settings, lang)
        for code in settings.languages:
            terminal.print(f"mkdocs build -f {_shown(folder)}/mkdocs.{code}.yml")
    else:
        _publish(settings, lang)


def _publish(settings: Settings, lang: Lang) -> None:
    started = time.perf_counter()
    with _progress() as progress:
        outcome = run_build(settings, progress)
    _refuse(outcome.report, settings, lang)
    if outcome.publication is not None:
        seconds = time.perf_counter() - started
        terminal.print(
            f"{outcome.pages:,} pages, {outcome.publication.files:,} files, "
            f"{outcome.publication.size / 1e6:.1f} MB in {seconds:.1f} s: {_shown(settings.out)}/"
        )


@app.command()
def serve(
    *,
    package: Package = None,
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1; 0 takes any.")] = 8000,
    lang: Language = Lang.VI,
) -> None:
    """Preview the website on this machine: built again, and shown again, when a file changes.

    Exit status: 0 when stopped (Ctrl-C), 2 wrong use, 3 something of the machine.
    """
    settings = discover(package=package, out=PROJECT / "build" / "preview", base_url="")

    def rebuild() -> str:
        try:
            with _progress() as progress:
                outcome = run_build(settings, progress)
        except NhatTheHoaError as error:
            terminal.print(str(error))
            return str(error)
        told = _told(outcome.report, settings, lang)
        terminal.print("\n".join(told) or f"{outcome.pages:,} pages")
        return "\n".join(told) if outcome.publication is None else ""

    run_preview(settings, rebuild, lambda url: terminal.print(f"{url}  (Ctrl-C)"), port=port)


@app.command()
def registry(*, package: Package = None) -> None:
    """Make the registry of administrative units anew; villages entered by hand are kept.

    Exit status: 0 fine, 3 something of the machine.
    """
    made = merge_into(discover(package=package).package)
    terminal.print(f"{len(made.units):,} units, {len(made.successions):,} successions")


def _refuse(report: Report, settings: Settings, lang: Lang) -> None:
    """Tell every problem; end the command where one stands in the way."""
    for line in _told(report, settings, lang):
        terminal.print(line)
    if report.errors:
        errors.print(f"{len(report.errors)} errors, {len(report.warnings)} warnings")
        raise typer.Exit(PROBLEMS)


def _told(report: Report, settings: Settings, lang: Lang) -> list[str]:
    folder = _shown(settings.package)
    return [as_text(problem, lang.value, folder) for problem in report.problems]


def _shown(path: Path) -> str:
    """The path as seen from where the command was called, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """What a build is doing, on one line of a terminal; nothing where there is none."""
    if not errors.is_terminal:
        yield lambda _: None
        return
    with errors.status("") as status:
        yield status.update
