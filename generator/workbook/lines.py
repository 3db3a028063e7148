"""A table's sheet as lines of named cells; not what the cells hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.canonical import cell as canonical
from generator.workbook.layout import FIRST_ROW, MARK, MARK_NAME, NAME_ROW
from generator.workbook.places import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.dataset import Table
    from generator.problems import Problem
    from generator.workbook.grid import Cell, Sheet
    from generator.workbook.places import Place


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its number, its cells by field, and whether it is marked for deletion.

    A cell that is empty is not among them; `columns` has the column of every field.
    """

    number: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, int]
    marked: bool

    def place(self, field: str) -> str:
        """The name of the field's cell."""
        return cell_name(self.number, self.columns[field])


def read_lines(
    sheet: Sheet, table: Table, place: Place, problems: list[Problem]
) -> list[Line] | None:
    """The lines of the table's sheet; None where a problem keeps it from being read."""
    if sheet.merged:
        problems.extend(place.problem("workbook-merged", cells) for cells in sheet.merged)
        return None
    cells = sheet.rows.get(NAME_ROW, {})
    header = {column: canonical(str(cell.value)) for column, cell in cells.items()}
    problems.extend(_header_problems(header, table, place))
    columns = {name: column for column, name in header.items()}
    if not set(table.fields) <= set(columns) or len(columns) < len(header):
        return None
    problems.extend(_cells_outside(sheet, header, place))
    lines = []
    for number, found in sorted(sheet.rows.items()):
        if number >= FIRST_ROW:
            named = {name: found[at] for name, at in columns.items() if at in found}
            mark = _text(named.pop(MARK_NAME, None))
            if mark and mark.lower() != MARK:
                at = cell_name(number, columns[MARK_NAME])
                problems.append(place.problem("workbook-mark", at, value=mark, mark=MARK))
            if named:
                lines.append(Line(number, named, columns, mark.lower() == MARK))
    return lines


def _header_problems(header: Mapping[int, str], table: Table, place: Place) -> Iterator[Problem]:
    """What is wrong with the names of the columns; they may stand in any order."""
    names = Counter(header.values())
    missing = [name for name in table.fields if name not in names]
    if len(missing) == len(table.fields):
        yield place.problem("workbook-header", cell_name(NAME_ROW, 1))
        return
    unknown = {at: name for at, name in header.items() if name not in {*table.fields, MARK_NAME}}
    for name in missing:
        others = ", ".join(unknown.values()) or "–"
        cell = cell_name(NAME_ROW, next(iter(unknown), 1))
        yield place.problem("workbook-column-missing", cell, field=name, unknown=others)
    for column, name in header.items():
        if column in unknown and not missing:  # else it has been told as a name that was changed
            yield place.problem("workbook-column-unknown", cell_name(NAME_ROW, column), value=name)
        elif names[name] > 1:
            cell = cell_name(NAME_ROW, column)
            yield place.problem("workbook-column-twice", cell, field=name)


def _cells_outside(sheet: Sheet, header: Mapping[int, str], place: Place) -> Iterator[Problem]:
    """The first cell of each column that has no name."""
    told = set(header)
    for number, cells in sorted(sheet.rows.items()):
        for column in sorted(cells.keys() - told) if number >= FIRST_ROW else ():
            told.add(column)
            at = cell_name(number, column)
            yield place.problem("workbook-cell-outside", at, value=_text(cells[column]))


def _text(cell: Cell | None) -> str:
    return canonical(str(cell.value)) if cell else ""
