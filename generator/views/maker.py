"""Makes the parts of pages from rows, in one language, each row's once."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.views import urls
from generator.views.parts import (
    DocumentRef,
    Event,
    Evidence,
    Figure,
    IndicatorRef,
    SourceRef,
    Succession,
    Target,
    UnitRef,
)
from generator.views.rows import Row, edtf, edtf_or_none
from generator.views.store import RECORDS, Store
from generator.views.versions import EMPTY_LOG, Log

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ALWAYS = frozenset(("province", "district"))
"""The levels whose units have a page, whether anything is known of them or not."""


class Maker:
    """The parts of pages, from the rows of a store, in the language `lang`."""

    def __init__(self, store: Store, lang: str, repo_url: str = "", log: Log = EMPTY_LOG) -> None:
        """`repo_url` leads readers to a row; it may be ''. `log` is read by `views.changed`."""
        self.store = store
        self.lang = lang
        self.log = log
        self._repo_url = repo_url
        remembered = store.reads.remembered
        self.unit = remembered(f"unit {lang}", self._unit)
        self.source = remembered(f"source {lang}", self._source)
        self.document_ref = remembered(f"document_ref {lang}", self._document_ref)
        self.indicator = remembered(f"indicator {lang}", self._indicator)
        self.has_page = remembered(f"has_page {lang}", self._has_page)
        self.is_recorded = store.is_recorded
        self.recorded_districts = remembered(f"recorded_districts {lang}", self._recorded_districts)

    def text(self, row: Row, name: str) -> str:
        """A text of the row that is there in each language: `name_vi`, `name_en` ….

        English stands in for a language that the data do not have.
        """
        return row.get(f"{name}_{self.lang}") or row[f"{name}_en"]

    def label(self, row: Row, field: str) -> str:
        """What the schema calls the row's category."""
        return self.store.label(row.table, field, row[field], self.lang)

    def _has_page(self, unit_id: str) -> bool:
        """Provinces and districts do; communes where something is known of them."""
        level = self.store.by_key("units")[unit_id]["level"]
        return level in _ALWAYS or (level == "commune" and self.is_recorded(unit_id))

    def with_page(self) -> Iterator[str]:
        """The units that have a page, in the order of their table.

        As `has_page` says of one after the other, and in a fraction of the time.
        """
        recorded = self.store.recorded()
        for row in self.store.rows("units"):
            level, unit_id = row["level"], row["unit_id"]
            if level in _ALWAYS or (level == "commune" and unit_id in recorded):
                yield unit_id

    def _recorded_districts(self) -> Mapping[str, tuple[UnitRef, ...]]:
        """The districts about which something is known, by the province that they were in."""
        found: dict[str, list[UnitRef]] = {}
        for province in self.store.children("vn"):
            for row in self.store.children(province["unit_id"]):
                if row["level"] == "district" and self.is_recorded(row["unit_id"]):
                    found.setdefault(row["parent_id"], []).append(self.unit(row["unit_id"]))
        return {unit_id: tuple(districts) for unit_id, districts in found.items()}

    def cited_in(self, unit_id: str) -> set[str]:
        """The ids of the sources of what is known of the unit itself."""
        return {
            row["source_id"]
            for table in RECORDS
            for row in self.store.of(table, "unit_id", unit_id)
        }

    def above(self, unit_id: str) -> UnitRef | None:
        """The unit right above one, None where that is the country."""
        parent_id = self.store.by_key("units")[unit_id]["parent_id"]
        parent = self.unit(parent_id) if parent_id else None
        return parent if parent and parent.level != "country" else None

    def first_day(self, row: Row) -> date | None:
        """The first day of a unit's row, None where it is not known."""
        return _day(row["valid_from"])

    def _unit(self, unit_id: str) -> UnitRef:
        row = self.store.by_key("units")[unit_id]
        return UnitRef(
            unit_id=unit_id,
            level=row["level"],
            type=row["type"],
            type_label=self.label(row, "type"),
            name=row["name_vi"],
            gso_code=row["gso_code"],
            url=urls.unit(row) if self.has_page(unit_id) else "",
            ended=_day(row["valid_to"]),
        )

    def _source(self, source_id: str) -> SourceRef:
        row = self.store.by_key("sources")[source_id]
        return SourceRef(
            source_id=source_id,
            url=urls.source(source_id),
            title=row["title"],
            title_en=row["title_en"],
            publisher=row["publisher"],
            author=row["author"],
            language=row["language"],
            published=edtf(row["published"]),
            external_url=row["url"],
            archived_url=row["archived_url"],
        )

    def _indicator(self, indicator_id: str) -> IndicatorRef:
        row = self.store.by_key("indicators")[indicator_id]
        return IndicatorRef(
            indicator_id=indicator_id,
            name=self.text(row, "name"),
            url=urls.indicator(indicator_id),
            kind=row["kind"],
            group=row["group"],
            group_label=self.label(row, "group"),
            numerator=self.text(row, "numerator"),
            denominator=self.text(row, "denominator"),
            remainder=row.get(f"remainder_{self.lang}") or row.get("remainder_en", ""),
            headline=row["headline"] == "true",
        )

    def document(self, document_id: str) -> DocumentRef | None:
        """The document that a row names, or None where it names none."""
        return self.document_ref(document_id) if document_id else None

    def _document_ref(self, document_id: str) -> DocumentRef:
        row = self.store.by_key("documents")[document_id]
        return DocumentRef(
            document_id=document_id,
            url=urls.document(document_id),
            number=row["number"],
            type_label=self.label(row, "type"),
            title=self.text(row, "title"),
            issuer=self.text(row, "issuer"),
            date=edtf_or_none(row["date"]),
        )

    def evidence(self, row: Row) -> Evidence:
        """The evidence of a row that has a source."""
        table = self.store.dataset.tables[row.table]
        basis = row.get("date_basis", "")
        return Evidence(
            quote=row["quote"],
            source=self.source(row["source_id"]),
            date_as_written=row.get("date_as_written", ""),
            basis=basis,
            basis_label=self.label(row, "date_basis") if basis else "",
            note=self.note(row),
            row_url=urls.row(self._repo_url, table.path, self.store.line(row)),
        )

    def note(self, row: Row) -> str:
        """What a reader must know to take the row rightly; '' where its table has no notes."""
        return row.get(f"note_{self.lang}") or row.get("note_en", "")

    def term(self, term_id: str) -> str:
        """The name of a term; '' for none."""
        return self.text(self.store.by_key("terms")[term_id], "name") if term_id else ""

    def term_days(self, term_id: str) -> tuple[date, date] | None:
        """The first and the last possible day of a term; None for none."""
        if not term_id:
            return None
        row = self.store.by_key("terms")[term_id]
        last = edtf(row["end"]).sort_key[1] if row["end"] else date.max
        return edtf(row["start"]).sort_key[0], last

    def figure(self, row: Row) -> Figure:
        """A figure from a row of observations."""
        return Figure(
            observation_id=row["observation_id"],
            indicator=self.indicator(row["indicator_id"]),
            unit=self.unit(row["unit_id"]),
            date=edtf(row["date"], row["date_part"]),
            forecast=row["status"] == "forecast",
            value=_decimal(row["value"]),
            numerator=_integer(row["numerator"]),
            denominator=_integer(row["denominator"]),
            remainder=_integer(row.get("remainder", "")),
            percent_reported=_decimal(row["percent_reported"]),
            qualifier=row["qualifier"],
            qualifier_label=self.label(row, "qualifier"),
            term=self.term(row["term_id"]),
            evidence=self.evidence(row),
        )

    def target(self, row: Row) -> Target:
        """An aim from a row of targets."""
        return Target(
            target_id=row["target_id"],
            indicator=self.indicator(row["indicator_id"]),
            unit=self.unit(row["unit_id"]),
            percent=Decimal(row["percent"]),
            direction=row["direction"],
            direction_label=self.label(row, "direction"),
            deadline=edtf_or_none(row["deadline"]),
            term=self.term(row["term_id"]),
            document=self.document(row["document_id"]),
            evidence=self.evidence(row),
        )

    def event(self, row: Row) -> Event:
        """An event from a row of events."""
        indicator_id = row["indicator_id"]
        return Event(
            event_id=row["event_id"],
            unit=self.unit(row["unit_id"]),
            stage=row["stage"],
            stage_label=self.label(row, "stage"),
            title=self.text(row, "title"),
            date=edtf(row["date"], row["date_part"]),
            planned=row["status"] == "planned",
            indicator=self.indicator(indicator_id) if indicator_id else None,
            term=self.term(row["term_id"]),
            term_days=self.term_days(row["term_id"]),
            document=self.document(row["document_id"]),
            evidence=self.evidence(row),
        )

    def successors(self, unit_id: str) -> tuple[Succession, ...]:
        """The units that a unit went into."""
        rows = self.store.of("unit_successions", "from_unit_id", unit_id)
        return tuple(self._succession(row, row["to_unit_id"]) for row in rows)

    def predecessors(self, unit_id: str) -> tuple[Succession, ...]:
        """The units that a unit came from."""
        rows = self.store.of("unit_successions", "to_unit_id", unit_id)
        return tuple(self._succession(row, row["from_unit_id"]) for row in rows)

    def _succession(self, row: Row, unit_id: str) -> Succession:
        parent_id = self.store.by_key("units")[unit_id]["parent_id"]
        unit = self.unit(unit_id)
        within = self.unit(parent_id) if parent_id else None
        return Succession(
            unit=unit,
            within=within,
            url=unit.url or urls.row_of(unit_id, within.url if within else ""),
            relation=row["relation"],
            relation_label=self.label(row, "relation"),
            date=date.fromisoformat(row["date"]),
            document=self.document(row["document_id"]),
        )


def importance(indicator: Row) -> float:
    """Where an indicator stands among others: from 1, those without a place last."""
    place = indicator.get("importance", "")
    return int(place) if place else math.inf


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _integer(text: str) -> int | None:
    return int(text) if text else None
