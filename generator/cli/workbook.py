"""Commands about workbooks: export, import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.canonical import replace_files
from generator.cli.taken import finish, stop_unless_sound
from generator.cli.terminal import (
    Lang,
    Language,
    Package,
    app,
    refuse,
    telling,
    terminal,
    wrong_use,
)
from generator.dataset import load
from generator.problems import Report
from generator.settings import discover
from generator.workbook.export import export_workbook, file_name
from generator.workbook.importing import import_workbook
from generator.workbook.scope import UnknownUnitError
from generator.workbook.words import say

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
    stop_unless_sound(imported, file.name, telling(settings, lang), say("refused", lang.value))
    finish(imported, settings, lang, dry_run=dry_run)
