"""A difference as JSON, complete: every row with every cell, and the sentences of all languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.diffs.coverage import coverage
from generator.diffs.told import Told
from generator.showing import printable_json
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from generator.changes import TableChanges
    from generator.diffs.difference import Difference
    from generator.diffs.effects import Effects
    from generator.problems import Problem


def as_json(difference: Difference, effects: Effects) -> str:
    """What is different, for programs."""
    return printable_json(_object(difference, effects))


def _object(difference: Difference, effects: Effects) -> dict[str, Any]:
    versions, needed = difference.versions, difference.needed
    before, after = coverage(difference.base), coverage(difference.head)
    return {
        "version": {"base": versions[0], "head": versions[1]},
        "bump": difference.due.name.lower(),
        "version_needed": str(needed) if needed else None,
        "structure": structure_json(difference),
        "tables": [table_json(table) for table in difference.tables],
        "problems": {
            "new": [_problem(problem) for problem in effects.failing],
            "mended": [_problem(problem) for problem in effects.mended],
        },
        "pages": effects.pages,
        "coverage": {
            "districts": {"base": before.districts, "head": after.districts},
            "with_figures": {
                "base": sorted(before.with_figures),
                "head": sorted(after.with_figures),
            },
        },
        "summary": {lang: Told(difference, lang, str).summary() for lang in LANGUAGES},
    }


def structure_json(difference: Difference) -> list[dict[str, str]]:
    """What was altered in tables, fields, keys, licences and texts."""
    return [
        {
            "kind": altered.kind.value,
            "table": altered.table,
            "field": altered.field,
            "what": altered.what,
            "bump": altered.bump.name.lower(),
        }
        for altered in difference.altered
    ]


def table_json(table: TableChanges) -> dict[str, Any]:
    """What happened to the rows of a table, with every cell."""
    return {
        "name": table.name,
        "path": table.path,
        "key": table.key,
        "fields_added": table.fields_added,
        "fields_removed": table.fields_removed,
        "added": table.added,
        "removed": table.removed,
        "changed": [
            {
                "key": dict(zip(table.key, change.key, strict=True)),
                "cells": [
                    {"field": cell.field, "old": cell.old, "new": cell.new} for cell in change.cells
                ],
            }
            for change in table.changed
        ],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "file": problem.file,
        "line": problem.line,
        "field": problem.field,
        "value": problem.value,
        "message": {lang: problem.message(lang) for lang in LANGUAGES},
    }
