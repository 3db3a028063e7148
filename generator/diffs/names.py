"""What rows and values are called, by schemas and by the rows that they refer to.

It works on data with faults, too: what refers to nothing is called by its id.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from generator import dates
from generator.checks.values import is_edtf
from generator.diffs.words import say
from generator.render.date_words import date_words
from generator.views.store import RECORDS
from generator.wording import number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.changes import Row
    from generator.dataset import Dataset, Field, Table

FIGURE = ("value", "numerator", "denominator", "remainder", "percent_reported", "qualifier")
"""The fields that make up one figure."""

_NAMED_WITH_PARENT = ("village", "commune")
"""Levels on which many units share a name; the lowest first."""


class Names:
    """The names of two datasets' tables, fields, rows and values in `lang`; the later one's first.

    `show` makes each text of the data fit for where it is to stand.
    """

    def __init__(self, base: Dataset, head: Dataset, lang: str, show: Callable[[str], str]) -> None:
        """Read nothing yet: rows are looked up when they are first asked for."""
        self.lang = lang
        self._show = show
        self._tables = {**base.tables, **head.tables}
        self._sides = (head, base)
        self._found = cache(self._find)

    def table(self, name: str) -> str:
        """The title of a table."""
        return self._show(self._tables[name].text("title", self.lang) or name)

    def key(self, table: str) -> tuple[str, ...]:
        """The fields of a table's key."""
        return self._tables[table].primary_key

    def field(self, table: str, name: str) -> str:
        """The title of a field, as within a sentence."""
        field = self._field(table, name)
        title = (field.text("title", self.lang) if field else "") or name
        return self._show(title if title[1:2].isupper() else title[:1].lower() + title[1:])

    def row(self, table: str, row: Row) -> str:
        """What a row is about: the unit, then its own name or else what it refers to."""
        parts = [self._label("units", row.get("unit_id", ""))] if self._is_record(table) else []
        own = self._own_name(table, row)
        if own:
            parts.append(own)
        else:
            parts += [self._label(to, row.get(name, "")) for name, to in self._subjects(table)]
        keys = (row.get(name, "") for name in self.key(table))
        return self._show(" – ".join(filter(None, parts)) or ", ".join(keys))

    def beside(self, table: str, row: Row) -> list[str]:
        """The fields of a row that say something which neither its key nor `row` says."""
        told = {*self.key(table), *(["unit_id"] if self._is_record(table) else [])}
        told |= {"name_vi", "type"} if table == "units" else set()
        own = self._own_name(table, row)
        told |= set() if own else {name for name, _ in self._subjects(table)}
        return [name for name, text in row.items() if text and text != own and name not in told]

    def value(self, table: str, name: str, text: str) -> str:
        """A value as a reader would be told it."""
        field, target = self._field(table, name), self._target(table, name)
        if field and text in field.categories:
            return self._show(field.label(text, self.lang))
        if target and self._found(target, text) is not None:
            label = self._show(self._label(target, text))
            return label if target == "units" else say("quoted", self.lang, text=label)
        if field and (is_edtf(field) or field.type == "date") and (date := _date(text)):
            return self._show(date_words(date, self.lang, short=True))
        if field and field.type in {"integer", "number"}:
            return self._show(number(text, self.lang))
        return say("quoted", self.lang, text=self._show(text)) if " " in text else self._show(text)

    def figure(self, table: str, row: Row) -> str:
        """The figure of a row: "85/101", "more than 3,000", "79/87, 90.8%"; '' without one."""
        found = {name: number(row.get(name, ""), self.lang) for name in FIGURE[:-1]}
        share, rest = (
            _of(found[side], found["denominator"]) for side in ("numerator", "remainder")
        )
        percent = found["percent_reported"]
        shown = [found["value"], share, rest and say("rest", self.lang, count=rest)]
        shown.append(percent and say("percent", self.lang, number=percent))
        words = ", ".join(filter(None, shown))
        kind = row.get("qualifier", "")
        if not words or kind in ("", "exact"):
            return self._show(words)
        return f"{self.value(table, 'qualifier', kind)} {self._show(words)}"

    def unit(self, unit_id: str) -> str:
        """The name of a unit."""
        return self._show(self._label("units", unit_id))

    def _is_record(self, table: str) -> bool:
        return table in RECORDS and "unit_id" in self._tables[table].fields

    def _own_name(self, table: str, row: Row) -> str:
        """What a row itself says that it is called, in this language or in another."""
        if table == "units":
            return self._unit_name(row)
        for what in ("name", "title"):
            for field in (f"{what}_{self.lang}", what, f"{what}_en", f"{what}_vi"):
                if row.get(field):
                    return row[field]
        return ""

    def _subjects(self, table: str) -> list[tuple[str, str]]:
        """The fields in which a row must refer to another, its unit and its source aside."""
        return [
            (name, target)
            for name, field in self._tables[table].fields.items()
            if field.spec.get("constraints", {}).get("required")
            and (target := self._target(table, name)) not in ("", "sources")
            and not (name == "unit_id" and self._is_record(table))
        ]

    def _label(self, table: str, key: str) -> str:
        row = self._found(table, key)
        return (self._own_name(table, row) if row else "") or key

    def _unit_name(self, row: Row, levels: Sequence[str] = _NAMED_WITH_PARENT) -> str:
        """The unit with its kind, unless it is the country; on some levels, with what it lies in.

        English puts a number last, after the noun alone: "District 1".
        """
        field, name = self._field("units", "type"), row.get("name_vi", "")
        if name and not row.get("parent_id"):
            return name  # the country
        kind = row.get("type", "")
        if field and kind in field.categories:
            kind = field.label(kind, self.lang)
        shown = say("unit", self.lang, kind=kind, name=name)
        if self.lang == "en" and name.isdecimal() and kind.strip():
            shown = f"{kind.rsplit(maxsplit=1)[-1].capitalize()} {name}"
        parent, level = self._found("units", row.get("parent_id", "")), row.get("level", "")
        if level not in levels or not parent:
            return shown
        higher = levels[levels.index(level) + 1 :]
        return say("unit-in", self.lang, unit=shown, parent=self._unit_name(parent, higher))

    def _field(self, table: str, name: str) -> Field | None:
        return self._tables[table].fields.get(name) if table in self._tables else None

    def _target(self, table: str, name: str) -> str:
        """The table that a field refers to by itself; '' where it refers to none."""
        for key in self._tables[table].schema.get("foreignKeys", ()):
            if key["fields"] in (name, [name]):
                return str(key["reference"].get("resource") or table)
        return ""

    def _find(self, table: str, key: str) -> Row | None:
        """A row by its key, as it is now or, where it is gone, as it was."""
        for side in self._sides:
            found = side.tables.get(table)
            place = _places(found).get(key) if found else None
            if found and place is not None:
                return {name: found.frame[name].array[place] for name in found.fields}
        return None


@lru_cache(maxsize=32)  # a difference names few rows of large tables, in each language again
def _places(table: Table) -> Mapping[str, int]:
    """Where the rows of a table are by their key; nothing where that is of several fields."""
    if len(table.primary_key) > 1:
        return {}
    keys = table.frame[table.primary_key[0]].tolist()
    return {key: place for place, key in enumerate(keys)}


def _date(text: str) -> dates.Edtf | None:
    """A text as a date; None where it is none."""
    try:
        return dates.parse(text)
    except dates.DateError:
        return None


def _of(part: str, whole: str) -> str:
    return "/".join(filter(None, (part, whole))) if part else ""
