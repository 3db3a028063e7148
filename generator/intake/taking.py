"""A form taken into the package: a figure, with its source where that is new, or a source.

It is taken as a whole or, while there are errors, not at all, be they of the answers or found
by the checks in the new rows.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from generator.changes import changes
from generator.checks.run import check
from generator.decoding import decode
from generator.intake.answers import LIMIT, answers, likeliest
from generator.intake.forms import forms
from generator.intake.rows import RowsReader
from generator.problems import Problem
from generator.rewriting import with_rows
from generator.workbook.importing import Imported

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.dataset import Dataset, Table
    from generator.intake.forms import Form
    from generator.problems import Report

    Row = Mapping[str, str]

FORMS = ("new-figure", "new-source")
"""Those that become rows."""


def take(data: bytes, file: str, dataset: Dataset) -> Imported:
    """Take the rows of a form into the package, without writing them.

    `data` is the body of an issue, `file` what it is called where problems are told. The
    package has every table that the form asks for.
    """
    problems: list[Problem] = []
    asked = forms(dataset.tables)
    body = _text(data, file, problems) or ""
    form = likeliest(body, [asked[name] for name in FORMS])
    answered = answers(body, form, file, problems) if not problems else None
    rows: Mapping[str, Row] = {}
    if answered is not None:
        rows = RowsReader(dataset, form, answered, file, problems).rows()
    if not rows or any(problem.severity == "error" for problem in problems):
        return Imported(base=dataset, head=dataset, problems=tuple(problems))
    head = _with(dataset, rows, problems)
    reports = check(dataset), check(head)
    problems.extend(_new_problems(head, reports, rows, form, file))
    return Imported(
        base=dataset,
        head=head,
        problems=tuple(problems),
        changes=changes(dataset, head),
        reports=reports,
    )


def _text(data: bytes, file: str, problems: list[Problem]) -> str | None:
    if len(data) > LIMIT:
        details = {"bytes": str(len(data)), "limit": str(LIMIT)}
        problems.append(Problem(rule="form-too-large", file=file, details=details))
        return None
    return decode(data, file, problems)


def _with(dataset: Dataset, rows: Mapping[str, Row], problems: list[Problem]) -> Dataset:
    """The package as it would be."""
    tables = dict(dataset.tables)
    for name, row in rows.items():
        table = tables[name]
        known = table.frame.itertuples(index=False, name=None)
        tables[name] = with_rows(table, [*known, list(row.values())], problems) or table
    return dataclasses.replace(dataset, tables=tables)


def _new_problems(
    head: Dataset,
    reports: tuple[Report, Report],
    rows: Mapping[str, Row],
    form: Form,
    file: str,
) -> Iterator[Problem]:
    """The problems of the new rows, told by the answers; then others that were not there before."""
    labels = {(q.table, q.field.name): q.label for q in form.questions if q.field}
    new = {
        (head.tables[name].path, _line(head.tables[name], row)): name for name, row in rows.items()
    }
    earlier = {dataclasses.replace(p, line=0).sort_key for p in reports[0].problems}
    for problem in reports[1].problems:
        table = new.get((problem.file, problem.line))
        if table is not None:
            details = {**problem.details, "sheet": labels.get((table, problem.field), "")}
            yield dataclasses.replace(problem, file=file, line=0, details=details)
        elif dataclasses.replace(problem, line=0).sort_key not in earlier:
            yield problem


def _line(table: Table, row: Row) -> int:
    """The line on which a new row begins."""
    key = table.frame[table.primary_key[0]].tolist().index(row[table.primary_key[0]])
    return table.lines[key]
