"""The command that takes a row out of the data, and out of every release."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from generator.checks.run import check
from generator.cli.failures import MACHINE
from generator.cli.terminal import (
    Lang,
    Language,
    Package,
    app,
    errors,
    refuse,
    shown,
    terminal,
    wrong_use,
)
from generator.dataset import load
from generator.diffs.words import listed, say, say_count
from generator.git import Unavailable
from generator.history import history
from generator.problems import Report
from generator.redacting import removal, write
from generator.redactions import Reason, Redaction, digest
from generator.settings import discover

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.dataset import Dataset


@app.command()
def redact(  # noqa: PLR0913 - the arguments and options of a command
    table: Annotated[str, typer.Argument(help="The name of a table, such as persons.")],
    key: Annotated[list[str], typer.Argument(help="The row's key: each of its parts.")],
    *,
    reason: Annotated[Reason, typer.Option(help="What is said of it in public.")],
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Default: the day of the last commit."),
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Write nothing; tell what would go.")] = False,
    package: Package = None,
    lang: Language = Lang.VI,
) -> None:
    """Take the row of TABLE with that KEY out of the package, and of every earlier release.

    Rows that refer to it go with it. It does not change what git keeps: see docs/removal.md.

    Exit status: 0 fine, 1 problems in the data, 2 wrong use, 3 something of the machine.
    """
    settings = discover(package=package)
    dataset = load(settings.package)
    refuse(Report(dataset.problems), settings, lang)
    known = history(settings.package)
    if isinstance(known, Unavailable):
        errors.print(known.reason)
        raise typer.Exit(MACHINE)
    _require_key(dataset, table, key)
    on = (day or settings.build_time).date().isoformat()
    redaction = Redaction(date=on, table=table, reason=reason, key=digest(table, key))
    found = removal(redaction, dataset, known)
    if not found:
        raise wrong_use(say("redact-nothing", lang.value))
    refuse(Report(check(found.head).errors), settings, lang)
    if found.now:
        terminal.print(say("redact-now", lang.value, rows=_rows(found.now, lang)))
    for version, rows in found.releases.items():
        terminal.print(f"{version}: {_rows(rows, lang)}")
    if not dry_run:
        write(found, settings.package)
    files = ", ".join(shown(settings.package / path) for path in found.files)
    terminal.print(say("redact-dry-run" if dry_run else "redact-written", lang.value, files=files))


def _require_key(dataset: Dataset, table: str, key: list[str]) -> None:
    """Refuse a table that there is none of, and a key that is not one of its."""
    if table not in dataset.tables:
        raise wrong_use(f"no such table: {table} ({', '.join(dataset.tables)})")
    fields = dataset.tables[table].primary_key
    if len(key) != len(fields):
        raise wrong_use(f"the key of {table} is: {', '.join(fields)}")


def _rows(taken: Mapping[str, int], lang: Lang) -> str:
    """The rows of each table, in words."""
    told = [say_count("redact-rows", lang.value, n, table=table) for table, n in taken.items()]
    return listed(told, lang.value)
