"""Lines of a sheet as keys and rows of text; not what they change in the package."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from generator.canonical import cell as canonical
from generator.workbook.mending import read_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.dataset import Table
    from generator.problems import Problem
    from generator.workbook.hidden import Key
    from generator.workbook.lines import Line
    from generator.workbook.mending import Column
    from generator.workbook.places import Place

    Row: TypeAlias = tuple[str, ...]


class RowReader:
    """Reads the lines of one table; `problems` has what was told of their cells."""

    def __init__(
        self, table: Table, columns: Mapping[str, Column], known: Iterable[Key], place: Place
    ) -> None:
        """Take the keys that the workbook was given: cells that show one mean it."""
        self.table, self.place = table, place
        self.problems: list[Problem] = []
        self._columns = columns
        self._known = dict(self._texts(known))

    def key(self, line: Line) -> Key | None:
        """The key of a line; None where it has none or a doubtful one, which is told."""
        names = self.table.primary_key
        shown = tuple(str(line.cells[name].value) if name in line.cells else "" for name in names)
        for texts in (shown, tuple(map(canonical, shown))):
            if texts in self._known:
                return self._known[texts]
        values = [self._value(line, name, "") for name in names]
        for name, value in zip(names, values, strict=True):
            if value == "":
                problem = self.place.problem("workbook-key-missing", line.place(name), field=name)
                self.problems.append(problem)
        found = tuple(value for value in values if value)
        return found if len(found) == len(names) else None

    def row(self, line: Line, key: Key, base: Row | None) -> tuple[Row, bool]:
        """The line as a row, and whether every cell of it is beyond doubt; a doubt is told.

        `base` is the row of the package in whose place it stands, if there is one; its cells
        stand in for those in doubt.
        """
        known = dict(zip(self.table.primary_key, key, strict=True))
        names = list(self.table.fields)
        before = dict(zip(names, base or [""] * len(names), strict=True))
        values = [
            known[name] if name in known else self._value(line, name, before[name])
            for name in names
        ]
        row = tuple(
            before[name] if value is None else value
            for name, value in zip(names, values, strict=True)
        )
        return row, None not in values

    def _value(self, line: Line, name: str, base: str) -> str | None:
        cell = line.cells.get(name)
        if cell is None:
            return "" if canonical(base) else base
        reading = read_cell(cell, self._columns[name], base)
        if not reading.rule:
            return reading.value
        problem = self.place.problem(
            reading.rule, line.place(name), field=name, value=reading.shown, **reading.details
        )
        self.problems.append(problem)
        return None if problem.severity == "error" else reading.value

    def _texts(self, known: Iterable[Key]) -> Iterator[tuple[Key, Key]]:
        """The texts that keys are shown as; those in one form are outdone by those as they are."""
        lookups = [self._columns[name].lookup for name in self.table.primary_key]
        shown = {
            tuple(
                lookup.texts.get(value, value) if lookup else value
                for lookup, value in zip(lookups, key, strict=True)
            ): key
            for key in known
            if len(key) == len(lookups)
        }
        yield from ((tuple(map(canonical, texts)), key) for texts, key in shown.items())
        yield from shown.items()
