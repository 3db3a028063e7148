"""Commands about workbooks: export, import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.canonical import replace_files
from generator.cli.terminal import (
    PROBLEMS,
    Lang,
    Language,
    Package,
    app,
    errors,
    refuse,
    shown,
    telling,
    terminal,
    wrong_use,
)
from generator.dataset import load
from generator.diffs.as_text import as_text as difference_as_text
from generator.diffs.difference import difference
from generator.diffs.effects import effects
from generator.problems import Report
from generator.reports.as_text import SHOWN, problem_text
from generator.settings import discover
from generator.workbook.export import export_workbook, file_name
from generator.workbook.importing import import_workbook, write
from generator.workbook.scope import UnknownUnitError
from generator.workbook.words import words

if TYPE_CHECKING:
    from generator.reports.telling import Telling
    from generator.settings import Settings
    from generator.workbook.importing import Imported

workbook = typer.Typer(
    help="The package as a workbook to edit in Excel or LibreOffice, and back.",
    no_args_is_help=True,
)
app.add_typer(workbook, name="workbook")


@workbook.command("export")
def export(
    *,
    unit: Annotated[
        str, typer.Option(help="The id of a unit: only the rows that belong to it. Default: all.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option(help="The file. Default: named after the package and the unit.")
    ] = None,
    package: Package = None,
    lang: Language = Lang.VI,
) -> None:
    """Write the package, or what belongs to one unit, as a workbook (.xlsx).

    A file that is there already is never overwritten: somebody may have edited it.

    Exit status: 0 fine, 1 problems in the data, 2 wrong use, 3 something of the machine.
    """
    settings = discover(package=package)
    dataset = load(settings.package)
    path = out or Path(file_name(dataset, unit))
    if path.exists():
        raise wrong_use(f"{path} is there already; choose another name by --out")
    try:
        exported = export_workbook(dataset, unit)
    except UnknownUnitError as error:
        raise wrong_use(str(error)) from None
    refuse(Report(exported.problems), settings, lang)
    if exported.data is not None:
        replace_files({path: exported.data})
        terminal.print(f"{path} ({len(exported.data) / 1e6:.1f} MB)")


@workbook.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    *,
    dry_run: Annotated[
        bool, typer.Option(help="Write nothing; tell what would be written.")
    ] = False,
    package: Package = None,
    lang: Language = Lang.VI,
) -> None:
    """Take what was changed in the workbook FILE into the package; tell it, and check the package.

    With an error in the workbook nothing is written.

    Exit status: 0 fine, 1 problems in the data, 2 wrong use, 3 something of the machine.
    """
    settings = discover(package=package)
    imported = import_workbook(file, load(settings.package))
    _tell_problems(imported, file.name, telling(settings, lang))
    said = words(lang.value)
    if imported.errors:
        errors.print(said["refused"])
        raise typer.Exit(PROBLEMS)
    if imported.reports is None:
        terminal.print(said["unchanged"])
        return
    if not dry_run:
        write(imported)
    terminal.print(_told(imported, lang))
    files = ", ".join(f"{shown(settings.package)}/{table.path}" for table in imported.changes)
    terminal.print(said["dry_run" if dry_run else "written"].format(files=files))
    _refuse_errors(imported.reports[1], settings, lang)


def _tell_problems(imported: Imported, workbook: str, how: Telling) -> None:
    """Tell the problems, errors first; those of the workbook are in no folder of the package."""
    problems = sorted(imported.problems, key=lambda problem: problem.severity)
    for problem in problems[:SHOWN]:
        place = replace(how, folder="") if problem.file == workbook else how
        terminal.print(problem_text(problem, place))
    if len(problems) > SHOWN:
        terminal.print(words(how.lang)["more"].format(count=len(problems) - SHOWN))


def _told(imported: Imported, lang: Lang) -> str:
    """What changed, in words; problems that are new have been told by their cells."""
    found = difference(imported.base, imported.head)
    problems = [report.problems for report in imported.reports or ()]
    came_of_it = replace(effects(found, *problems), failing=())
    return difference_as_text(found, came_of_it, lang.value)


def _refuse_errors(report: Report, settings: Settings, lang: Lang) -> None:
    """Tell the errors that the package has beside the workbook; warnings are told by `check`."""
    refuse(Report(report.errors), settings, lang)
