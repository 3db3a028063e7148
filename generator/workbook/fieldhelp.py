"""What stands beside the title of a column: what goes into it, in Vietnamese, from its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.values import is_edtf
from generator.naming import targets
from generator.workbook.choices import truth_words
from generator.workbook.layout import clean
from generator.workbook.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.dataset import Field, Table


def field_help(table: Table, field: Field, sheets: Mapping[str, str]) -> str:
    """The help of a field, in lines; `sheets` has the name of the sheet of each table."""
    return "\n".join(filter(None, map(clean, _lines(table, field, sheets))))


def _lines(table: Table, field: Field, sheets: Mapping[str, str]) -> Iterator[str]:
    yield field.text("description", "vi")
    required = field.spec.get("constraints", {}).get("required")
    yield say("required" if required else "optional", "vi")
    if field.name in table.primary_key:
        yield say("key", "vi")
    other = targets(table).get(field.name, ("", ""))[0]
    if other in sheets:
        yield say("a_reference", "vi", sheet=sheets[other])
    elif field.categories:
        yield say("a_choice", "vi")
    else:
        true, false = truth_words(field)
        kind = "a_time" if is_edtf(field) else f"a_{field.type}"
        yield say(kind, "vi", true=true, false=false)
    if "example" in field.spec:
        yield say("example", "vi", example=str(field.spec["example"]))
