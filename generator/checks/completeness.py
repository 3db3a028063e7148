"""What is missing without being wrong: warnings, which stand in nobody's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.judged import each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.judged import Judged
    from generator.problems import Problem


def texts_are_translated(judged: Judged) -> Iterator[Problem]:
    """What is said in one language is said in the other."""
    for name, table in judged.in_doubt.items():
        for field in table.fields:
            twin = f"{field.removesuffix('_vi')}_en"
            if field.endswith("_vi") and twin in table.fields:
                rows = judged.rows(name, field, twin)
                for row, cells in each(rows[(rows[field] == "") != (rows[twin] == "")]):
                    missing, given = (twin, field) if cells[field] else (field, twin)
                    yield judged.problem("translation-missing", name, row, missing, given=given)


def sources_have_an_address(judged: Judged) -> Iterator[Problem]:
    """A reader can go to the source, or to a copy that is kept of it."""
    rows = judged.rows("sources", "url", "archived_url")
    for row in rows.index[(rows["url"] == "") & (rows["archived_url"] == "")].tolist():
        yield judged.problem("source-without-address", "sources", row, "url")
