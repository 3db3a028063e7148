"""A difference in sentences and rows of one language, the same for a terminal and a web page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.diffs.coverage import coverage, districts_of, unit_rows
from generator.diffs.names import FIGURE, Names
from generator.diffs.words import listed, say, say_count
from generator.versions.structure import Kind
from generator.wording import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.changes import CellChange, Row, RowChange, TableChanges
    from generator.diffs.difference import Difference
    from generator.versions.structure import Alteration

    Action: TypeAlias = Literal["added", "changed", "removed"]

_NAMED = 15
"""Units with new figures that are told by name; of the others their number."""

_IN_FULL = 20
"""New rows of a table that are told with all that is in them; of more, names and figures."""

_CORRECTED = 10
"""Figures that are told one by one; of the others their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """What happened to one row: which row it is, and what is in it or is different."""

    action: Action
    row: str
    content: str


class Told:
    """Tells of a difference in `lang`; `show` makes texts of the data fit for where they stand."""

    def __init__(self, difference: Difference, lang: str, show: Callable[[str], str]) -> None:
        """Tell nothing yet."""
        self.lang = lang
        self._difference = difference
        self._show = show
        self._names = Names(difference.base, difference.head, lang, show)

    def counts(self, table: TableChanges) -> str:
        """What happened to a table in numbers: "Observations: 1 added, 2 changed."."""
        rows = {"added-n": table.added, "changed-n": table.changed, "removed-n": table.removed}
        counts = [say_count(name, self.lang, len(found)) for name, found in rows.items() if found]
        name = self._names.table(table.name)
        return say("counted", self.lang, table=name, counts=", ".join(counts)) if counts else ""

    def rows(self, table: TableChanges) -> Iterator[ToldRow]:
        """What happened to each row: the new ones, the changed ones, those that are gone."""
        of_new = self._content if len(table.added) <= _IN_FULL else self._names.figure
        for row in table.added:
            yield self._told(table, "added", row, of_new(table.name, row))
        for change in table.changed:
            yield self._told(table, "changed", change.new, self._correction(table.name, change))
        for row in table.removed:
            yield self._told(table, "removed", row, self._content(table.name, row))

    def structure(self) -> list[str]:
        """What was altered in tables, fields, keys, licences and texts."""
        return [self._alteration(altered) for altered in self._difference.altered]

    def version(self) -> list[str]:
        """The versions, and the bump that the change asks for."""
        before, after = self._difference.versions
        name = "version-same" if before == after else "versions"
        told = [say(name, self.lang, base=self._show(before), head=self._show(after))]
        if self._difference.due and self._difference.needed:
            due = f"due-{self._difference.due.name.lower()}"
            told.append(say(due, self.lang, needed=str(self._difference.needed)))
        return told

    def coverage(self) -> str:
        """Of how many districts figures were known and are known."""
        before, after = coverage(self._difference.base), coverage(self._difference.head)
        same = len(before.with_figures) == len(after.with_figures)
        return say(
            "coverage-same" if same else "coverage-changed",
            self.lang,
            before=number(str(len(before.with_figures)), self.lang),
            after=number(str(len(after.with_figures)), self.lang),
            districts=number(str(after.districts), self.lang),
        )

    def summary(self) -> list[str]:
        """The change in the few sentences that a reader of a list of changes is told."""
        altered = [a for a in self._difference.altered if a.kind is not Kind.TEXT_CHANGED]
        told = [self._alteration(alteration) for alteration in altered]
        told += [*self._gained(), *map(self.counts, self._difference.tables), *self._corrected()]
        if len(altered) < len(self._difference.altered):
            told.append(say("reworded", self.lang))
        return [sentence for sentence in told if sentence]

    def _gained(self) -> Iterator[str]:
        """Of which districts there are more figures, and of which units outside any."""
        added = [
            row for t in self._difference.tables if t.name == "observations" for row in t.added
        ]
        units = sorted({row["unit_id"] for row in added if "unit_id" in row})
        districts = districts_of(units, unit_rows(self._difference.head))
        inside = sorted({found for found in districts.values() if found})
        outside = [unit for unit, found in districts.items() if not found]
        for name, found in (("gained-districts", inside), ("gained-units", outside)):
            if found:
                names = [self._names.unit(unit) for unit in found[:_NAMED]]
                if len(found) > _NAMED:
                    names.append(say_count("others", self.lang, len(found) - _NAMED))
                yield say_count(name, self.lang, len(found), names=listed(names, self.lang))

    def _corrected(self) -> Iterator[str]:
        """The figures that are others than before."""
        found = [
            (table.name, change)
            for table in self._difference.tables
            for change in table.changed
            if _has_other_figure(change)
        ]
        for name, change in found[:_CORRECTED]:
            row = self._names.row(name, change.new)
            old, new = self._figures(name, change)
            yield say("corrected", self.lang, row=row, old=old, new=new)
        if len(found) > _CORRECTED:
            yield say_count("corrected-more", self.lang, len(found) - _CORRECTED)

    def _figures(self, table: str, change: RowChange) -> tuple[str, str]:
        none = say("no-figure", self.lang)
        figures = (self._names.figure(table, row) or none for row in (change.old, change.new))
        return next(figures), next(figures)

    def _told(self, table: TableChanges, action: Action, row: Row, content: str) -> ToldRow:
        return ToldRow(action=action, row=self._names.row(table.name, row), content=content)

    def _content(self, table: str, row: Row) -> str:
        """What is in a row: its figure, then each other cell that says something more."""
        figure = self._names.figure(table, row)
        cells = [
            say(
                "cell",
                self.lang,
                field=self._names.field(table, name),
                value=self._names.value(table, name, row[name]),
            )
            for name in self._names.beside(table, row)
            if not (figure and name in FIGURE)
        ]
        return "; ".join(filter(None, (figure, *cells)))

    def _correction(self, table: str, change: RowChange) -> str:
        """What is different in a row: its figure as a whole, then each other cell."""
        told, cells = [], change.cells
        if _has_other_figure(change):
            old, new = self._figures(table, change)
            told.append(say("from-to", self.lang, old=old, new=new))
            cells = tuple(cell for cell in cells if cell.field not in FIGURE)
        return "; ".join([*told, *(self._cell(table, cell) for cell in cells)])

    def _cell(self, table: str, cell: CellChange) -> str:
        name = "cell-changed" if cell.old and cell.new else "cell-added"
        return say(
            name if cell.new else "cell-removed",
            self.lang,
            field=self._names.field(table, cell.field),
            old=self._names.value(table, cell.field, cell.old),
            new=self._names.value(table, cell.field, cell.new),
        )

    def _alteration(self, altered: Alteration) -> str:
        places = (altered.table, altered.field, altered.what)
        return say(
            altered.kind.value,
            self.lang,
            table=self._names.table(altered.table) if altered.table else "",
            field=self._show(altered.field),
            what=self._show(altered.what),
            place=self._show(" – ".join(filter(None, places))),
        )


def _has_other_figure(change: RowChange) -> bool:
    return "numerator" in change.new and any(cell.field in FIGURE for cell in change.cells)
