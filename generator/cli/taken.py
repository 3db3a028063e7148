"""How the commands that take a file into the package tell what came of it, and end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from generator.cli.terminal import PROBLEMS, errors, refuse, shown, terminal
from generator.diffs.as_text import as_text as difference_as_text
from generator.diffs.difference import difference
from generator.diffs.effects import effects
from generator.problems import Report
from generator.reports.as_text import SHOWN, problem_text
from generator.workbook.importing import write
from generator.workbook.words import say

if TYPE_CHECKING:
    from generator.cli.terminal import Lang
    from generator.reports.telling import Telling
    from generator.settings import Settings
    from generator.workbook.importing import Imported


def stop_unless_sound(imported: Imported, file: str, how: Telling, refused: str) -> None:
    """Tell the problems, errors first; with an error say `refused`, and end.

    `file` is what the problems call the file that was taken: it is in no folder of the package.
    """
    problems = sorted(imported.problems, key=lambda problem: problem.severity)
    for problem in problems[:SHOWN]:
        place = replace(how, folder="") if problem.file == file else how
        terminal.print(problem_text(problem, place))
    if len(problems) > SHOWN:
        terminal.print(say("more", how.lang, count=str(len(problems) - SHOWN)))
    if imported.errors:
        errors.print(refused)
        raise typer.Exit(PROBLEMS)


def finish(imported: Imported, settings: Settings, lang: Lang, *, dry_run: bool) -> None:
    """Write what changed, and tell it; end with the errors that the package has beside it."""
    if imported.reports is None:
        terminal.print(say("unchanged", lang.value))
        return
    if not dry_run:
        write(imported)
    terminal.print(_told(imported, lang))
    files = ", ".join(f"{shown(settings.package)}/{table.path}" for table in imported.changes)
    terminal.print(say("dry_run" if dry_run else "written", lang.value, files=files))
    refuse(Report(imported.reports[1].errors), settings, lang)


def _told(imported: Imported, lang: Lang) -> str:
    """What changed, in words; problems that are new have been told by their places in the file."""
    found = difference(imported.base, imported.head)
    problems = [report.problems for report in imported.reports or ()]
    came_of_it = replace(effects(found, *problems), failing=())
    return difference_as_text(found, came_of_it, lang.value)
