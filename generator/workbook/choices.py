"""What cells show for values that come from a list, and the lists to choose from.

A cell shows the value and what it is called, as in "d-196 – Uông Bí (Quảng Ninh)". Of a value
alone nobody sees that it is the wrong one, and a name alone may be that of several; of the
two, one bears out the other, and reading them back finds where they disagree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.canonical import cell
from generator.naming import targets
from generator.workbook.layout import clean
from generator.workbook.references import row_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.dataset import Field, Table

SEPARATOR = " – "


@dataclass(frozen=True, slots=True)
class Choices:
    """A list: its name, and what cells show for each value."""

    name: str
    shown: Mapping[str, str]


def list_name(table: Table, field: Field) -> str | None:
    """The name of the list that a field's values are from, as fields of other tables have it."""
    if field.categories:
        return f"values of {table.name}.{field.name}"
    other = targets(table).get(field.name)
    return f"keys of {other[0]}.{other[1]}" if other else None


def all_choices(
    tables: Mapping[str, Table], rows: Mapping[str, Sequence[int]]
) -> dict[str, Choices]:
    """Every list by its name, for a workbook that has these rows of the tables.

    To choose from are the rows that the workbook has, and those that it refers to beside them.
    """
    used = _used(tables, rows)
    found = {}
    for table in tables.values():
        for field in table.fields.values():
            name = list_name(table, field)
            if name is not None and name not in found:
                here, names = _entries(table, field, tables, rows)
                listed = {v: names[v] for v in (*here, *used[name]) if v in names}
                found[name] = Choices(name, _shown(listed, used[name]))
    return found


def _used(
    tables: Mapping[str, Table], rows: Mapping[str, Sequence[int]]
) -> Mapping[str, Mapping[str, None]]:
    """The values that a workbook has from each list, in the order of the tables."""
    used: dict[str, dict[str, None]] = defaultdict(dict)
    for table in tables.values():
        for field in table.fields.values():
            name = list_name(table, field)
            if name is not None:
                values = table.frame[field.name].to_numpy()[rows[table.name]]
                used[name] |= dict.fromkeys(value for value in values if value)
    return used


def _entries(
    table: Table, field: Field, tables: Mapping[str, Table], rows: Mapping[str, Sequence[int]]
) -> tuple[Mapping[str, None], Mapping[str, str]]:
    """The values that the workbook has, and what every value of the package is called."""
    if field.categories:
        names = {value: clean(field.label(value, "vi")) for value in field.categories}
        return dict.fromkeys(filter(cell, names)), names
    other_name, other_field = targets(table)[field.name]
    other = tables.get(other_name)
    if other is None or other_field not in other.fields:
        return {}, {}
    values = other.frame[other_field].to_numpy()[rows[other_name]]
    return dict.fromkeys(filter(cell, values)), row_names(other, other_field)


def _shown(names: Mapping[str, str], used: Mapping[str, None]) -> dict[str, str]:
    """What stands for each value: with its name, unless that could be taken for another.

    White space alone is no value, and nothing stands for it.
    """
    texts = {
        value: f"{value}{SEPARATOR}{name}" if name else value
        for value, name in names.items()
        if cell(value)
    }
    count = Counter(texts.values())
    values = {*names, *used}
    return {
        value: text if count[text] == 1 and text not in values else value
        for value, text in texts.items()
    }


def truth_words(field: Field) -> tuple[str, str]:
    """What stands for true and for false in a field; the first where several may."""
    true, false = field.spec.get("trueValues", ["true"]), field.spec.get("falseValues", ["false"])
    return str(true[0]), str(false[0])
