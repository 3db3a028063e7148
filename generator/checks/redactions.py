"""Rules about what was taken out of the data: it stays out, and the ledger can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.problems import Problem
from generator.redactions import read_ledger, rows_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.judged import Judged


def taken_out_stays_out(judged: Judged) -> Iterator[Problem]:
    """No row has come back, and nothing in the ledger is without effect."""
    problems: list[Problem] = []
    for redaction in read_ledger(judged.dataset.folder, problems):
        for place in rows_in(judged.dataset, redaction):
            table = judged.dataset.tables[redaction.table]
            details = {"date": redaction.date}
            line = table.lines[place]
            yield Problem(rule="redacted-row", file=table.path, line=line, details=details)
    yield from problems
