"""What a change must bring along: a version that is high enough, a word for what is large.

And it must leave what was said to be taken out for good.

Not for whether the data are right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.changes import are_comparable, changes
from generator.dataset import DESCRIPTOR
from generator.problems import Problem
from generator.redactions import LEDGER, read_ledger
from generator.versions.numbers import Bump, parse_version
from generator.versions.structure import Alteration, alterations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.changes import TableChanges
    from generator.dataset import Dataset

TRAILER = "Acknowledge-Large-Change"
"""What a commit message says, with the names of tables after a colon, of a large change."""

_LARGE = 5
"""Percent of a table's rows, removed or rewritten, above which a change is large."""

_REDACTIONS = "redactions"
"""By what name a message acknowledges that the ledger has more."""

_PLACES = 5
_ACKNOWLEDGED = re.compile(rf"^{TRAILER}:(.*)$", re.IGNORECASE | re.MULTILINE)


def due(altered: Iterable[Alteration], changed: Iterable[TableChanges]) -> Bump:
    """The bump that a change asks for.

    New rows are a minor change. A row that goes is a correction, as is another value.
    """
    asked = [alteration.bump for alteration in altered]
    asked.extend(_bump(table) for table in changed)
    return max(asked, default=Bump.NONE)


def _bump(table: TableChanges) -> Bump:
    if table.added:
        return Bump.MINOR
    return Bump.PATCH if table.removed or table.changed else Bump.NONE


def change_problems(base: Dataset, head: Dataset, messages: Sequence[str]) -> Iterator[Problem]:
    """What a change from `base` lacks; `messages` are those of its commits."""
    yield from version_problems(base, head)
    yield from acknowledgement_problems(changes(base, head), messages)
    yield from ledger_problems(base, head, messages)


def version_problems(base: Dataset, head: Dataset) -> Iterator[Problem]:
    """Whether the version of `head` is as high as what changed since `base` asks for."""
    if not are_comparable(base, head):
        return  # what keeps a descriptor from being read is a problem of its own
    before, after = (parse_version(side.descriptor.get("version")) for side in (base, head))
    if after is None:
        value = str(head.descriptor.get("version", ""))
        yield Problem(rule="descriptor-version", file=DESCRIPTOR, field="version", value=value)
        return
    altered, changed = alterations(base, head), changes(base, head)
    asked = due(altered, changed)
    if before and after < before.after(asked):
        details = {
            "base": str(before),
            "needed": str(before.after(asked)),
            "places": ", ".join(_places(altered, changed, asked)) or "–",
        }
        yield Problem(
            rule="version-too-low",
            file=DESCRIPTOR,
            field="version",
            value=str(after),
            details=details,
        )


def _places(
    altered: Iterable[Alteration], changed: Iterable[TableChanges], asked: Bump
) -> list[str]:
    """Where the change is that asks for the bump: the first few tables, fields and properties."""
    places = [
        ".".join(filter(None, (alteration.table, alteration.field))) or alteration.what or "–"
        for alteration in altered
        if alteration.bump is asked
    ]
    places.extend(table.name for table in changed if _bump(table) is asked)
    distinct = list(dict.fromkeys(places))
    return distinct[:_PLACES] + ["…"] * (len(distinct) > _PLACES)


def acknowledgement_problems(
    changed: Iterable[TableChanges], messages: Sequence[str]
) -> Iterator[Problem]:
    """The large changes that none of the commit messages acknowledges.

    Large is the removal of any row of the base, whose key others may cite, and what removes
    or rewrites more than five percent of a table's rows.
    """
    named = _acknowledged(messages)
    for table in changed:
        rewritten = len(table.removed) + len(table.changed)
        is_large = bool(table.removed) or 100 * rewritten > _LARGE * table.rows_before
        if is_large and rewritten and table.name not in named:
            details = {
                "removed": str(len(table.removed)),
                "changed": str(len(table.changed)),
                "rows": str(table.rows_before),
                "trailer": f"{TRAILER}: {table.name}",
            }
            yield Problem(rule="large-change", file=table.path, details=details)


def ledger_problems(base: Dataset, head: Dataset, messages: Sequence[str]) -> Iterator[Problem]:
    """What the ledger of redactions no longer says, and what it says new unacknowledged.

    What is new there goes from all releases, and no difference between the two shows it.
    """
    before, after = (set(read_ledger(side.folder, [])) for side in (base, head))
    for gone in sorted(before - after):
        details = {"date": gone.date, "table": gone.table}
        yield Problem(rule="redaction-gone", file=LEDGER, details=details)
    if after - before and _REDACTIONS not in _acknowledged(messages):
        details = {"count": str(len(after - before)), "trailer": f"{TRAILER}: {_REDACTIONS}"}
        yield Problem(rule="redaction-unacknowledged", file=LEDGER, details=details)


def _acknowledged(messages: Iterable[str]) -> set[str]:
    """What any of the messages names after the trailer."""
    found = (names for message in messages for names in _ACKNOWLEDGED.findall(message))
    return {name for names in found for name in re.split(r"[\s,]+", names)}
