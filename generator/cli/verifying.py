"""The command for whoever has downloaded the data: verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.terminal import (
    PROBLEMS,
    Lang,
    Language,
    app,
    terminal,
    wrong_use,
)
from generator.reports.as_text import SHOWN, problem_text
from generator.reports.telling import Telling
from generator.verifying.findings import say, say_count
from generator.verifying.verify import verify as run_verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.verifying.findings import Verification


@app.command()
def verify(
    path: Annotated[Path, typer.Argument(help="A folder of downloads, or a ZIP file.")],
    *,
    lang: Language = Lang.VI,
) -> None:
    """Verify a download: checksums, keys and other rules, and that all formats say the same.

    Exit status: 0 fine, 1 something differs, 2 wrong use, 3 something of the machine.
    """
    if not path.exists():
        raise wrong_use(f"no such folder or file: {path}")
    done = run_verify(path, lang.value)
    for line in _told(done, lang.value):
        terminal.print(line)
    terminal.print(say("sound" if done.is_sound else "faulty", lang.value))
    if not done.is_sound:
        raise typer.Exit(PROBLEMS)


def _told(done: Verification, lang: str) -> Iterator[str]:
    yield from (finding.told(lang) for finding in done.findings[:SHOWN])
    if len(done.findings) > SHOWN:
        yield say("more", lang, n=str(len(done.findings) - SHOWN))
    if done.report is not None:
        telling = Telling(lang=lang, folder="", site="")
        yield from (problem_text(problem, telling) for problem in done.report.errors[:SHOWN])
    yield say_count("hashed", lang, done.hashed)
    yield say_count("compared", lang, done.compared)
