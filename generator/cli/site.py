"""Commands about the website: build, serve."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from generator.build import build as run_build
from generator.build import write_through_mkdocs
from generator.cli.failures import reason
from generator.cli.terminal import (
    BaseUrl,
    Lang,
    Language,
    Out,
    Package,
    app,
    progress,
    refuse,
    shown,
    tell_unknown,
    terminal,
    told,
)
from generator.settings import PROJECT, discover

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.settings import Settings


@app.command()
def build(
    *,
    package: Package = None,
    out: Out = None,
    base_url: BaseUrl = None,
    through_mkdocs: Annotated[
        bool, typer.Option(help="Write the pages as sources for plain `mkdocs build` instead.")
    ] = False,
    lang: Language = Lang.VI,
) -> None:
    """Check the data package, then build the website; with problems, publish nothing.

    Exit status: 0 fine, 1 problems in the data, 2 wrong use, 3 something of the machine.
    """
    settings = discover(package=package, out=out, base_url=base_url)
    if through_mkdocs:
        _write_sources(settings, lang)
    else:
        _publish(settings, lang)


def _publish(settings: Settings, lang: Lang) -> None:
    started = time.perf_counter()
    with progress() as say:
        outcome = run_build(settings, say)
    tell_unknown(outcome.releases_unknown)
    refuse(outcome.report, settings, lang)
    seconds = time.perf_counter() - started
    terminal.print(
        f"{outcome.pages:,} pages, {outcome.files:,} files ({outcome.made:,} new), "
        f"{outcome.size / 1e6:.1f} MB in {seconds:.1f} s: {shown(settings.out)}/"
    )


def _write_sources(settings: Settings, lang: Lang) -> None:
    folder = settings.project / "build"
    with progress() as say:
        report = write_through_mkdocs(settings, folder, say)
    refuse(report, settings, lang)
    for code in settings.languages:
        terminal.print(f"mkdocs build -f {shown(folder)}/mkdocs.{code}.yml")


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
    # A build does not need it, and begins sooner without.
    from generator.preview.watching import serve as run_preview  # noqa: PLC0415

    settings = discover(package=package, out=PROJECT / "build" / "preview", base_url="")

    def rebuild(appeared: Callable[[], None]) -> str:
        """Build, tell the terminal what came of it, and return what the browser must know."""
        try:
            with progress() as say:
                outcome = run_build(settings, say, appeared)
        except Exception as error:
            words = reason(error)  # also of a file that an editor is just replacing
            if not words:
                raise
            terminal.print(words)
            return words
        problems = told(outcome.report, settings, lang)
        terminal.print(problems or f"{outcome.pages:,} pages")
        return problems if outcome.report.errors else ""

    run_preview(settings, rebuild, lambda url: terminal.print(f"{url}  (Ctrl-C)"), port=port)
