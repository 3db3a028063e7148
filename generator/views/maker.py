"""Makes the parts of pages from rows, in one language, each row's once."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from generator.reads import number
from generator.views import urls
from generator.views.parts import (
    DocumentRef,
    Event,
    Evidence,
    Figure,
    HeldPost,
    Holder,
    IndicatorRef,
    SourceRef,
    Succession,
    Target,
    UnitRef,
)
from generator.views.store import RECORDS, Row, Store, edtf
from generator.views.versions import EMPTY_LOG, Log, ReleaseNote, UnitChange, UnitRelease

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.dates import Edtf

_ALWAYS = frozenset(("province", "district"))
"""The levels whose units have a page, whether anything is known of them or not."""


class Maker:
    """The parts of pages, from the rows of a store, in the language `lang`."""

    def __init__(self, store: Store, lang: str, repo_url: str = "", log: Log = EMPTY_LOG) -> None:
        """`repo_url` leads readers to a row; it may be ''. `log` is of releases."""
        self.store = store
        self.lang = lang
        self._log = log
        self._repo_url = repo_url
        remembered = store.reads.remembered
        self.unit = remembered(f"unit {lang}", self._unit)
        self.source = remembered(f"source {lang}", self._source)
        self.document_ref = remembered(f"document_ref {lang}", self._document_ref)
        self.indicator = remembered(f"indicator {lang}", self._indicator)
        self.has_page = remembered(f"has_page {lang}", self._has_page)
        self.is_recorded = store.is_recorded
        self.recorded_districts = remembered(f"recorded_districts {lang}", self._recorded_districts)
        self.posts_consolidated = remembered(f"posts_consolidated {lang}", self._posts_consolidated)

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

    def notes(self) -> tuple[ReleaseNote, ...]:
        """The releases in short, the latest first."""
        self.store.reads.note(number("fact", "log"))
        return self._log.notes

    def changes(self, unit_id: str) -> tuple[UnitRelease, ...]:
        """The releases that changed something of a unit, or of units below it, the latest first.

        A province has also what changed in those that it was made of: what is known stays with
        the units of its time, and whoever follows a province of today wants to hear of it.
        """
        found: dict[str, UnitRelease] = {}
        for place in (unit_id, *self._former_provinces(unit_id)):
            self.store.reads.note(number("fact", f"log {place}"))
            for release in self._log.units.get(place, ()):
                before = found.get(release.note.version, replace(release, changes=()))
                changes = (*before.changes, *map(self._with_page, release.changes))
                found[release.note.version] = replace(release, changes=changes)
        return tuple(found[n.version] for n in self._log.notes if n.version in found)

    def _former_provinces(self, unit_id: str) -> Iterator[str]:
        """The provinces that a province was made of; none for any other unit."""
        there = "unit_successions" in self.store.dataset.tables
        if there and self.store.by_key("units")[unit_id]["level"] == "province":
            for row in self.store.of("unit_successions", "to_unit_id", unit_id):
                yield row["from_unit_id"]

    def _with_page(self, change: UnitChange) -> UnitChange:
        return replace(change, url=self.page_of(change.unit_id))

    def page_of(self, unit_id: str) -> str:
        """The page of a unit; '' where it has none, or is no more in the package."""
        known = unit_id in self.store.by_key("units")
        return self.unit(unit_id).url if known else ""

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
            date=_edtf_or_none(row["date"]),
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
            deadline=_edtf_or_none(row["deadline"]),
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

    def holders(self, unit_id: str) -> tuple[Holder, ...]:
        """The people who held posts in a unit, in the order of the rows."""
        return self.holders_of(self.store.of("memberships", "unit_id", unit_id))

    def holders_of(self, rows: Iterable[Row]) -> tuple[Holder, ...]:
        """The people of some rows of memberships, one holder for each person and unit."""
        groups: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            groups.setdefault((row["unit_id"], row["person_id"]), []).append(row)
        return tuple(self._holder(group) for group in groups.values())

    def _holder(self, rows: list[Row]) -> Holder:
        person = self.store.by_key("persons")[rows[0]["person_id"]]
        posts = tuple(self._held_post(row) for row in rows)
        return Holder(
            person_id=person["person_id"],
            name=person["name"],
            unit=self.unit(rows[0]["unit_id"]),
            posts=posts,
            consolidates=self._consolidated(posts),
        )

    def _consolidated(self, posts: tuple[HeldPost, ...]) -> IndicatorRef | None:
        """The indicator whose two posts one source says were held at one time.

        Two sources with vague dates would not prove it.
        """
        for one, other in permutations(posts, 2):
            if one.as_of == other.as_of and one.evidence.source == other.evidence.source:
                indicator_id = self.posts_consolidated().get((one.post_id, other.post_id))
                if indicator_id:
                    return self.indicator(indicator_id)
        return None

    def _posts_consolidated(self) -> Mapping[tuple[str, str], str]:
        """The indicator of each pair of posts that one counts."""
        return {
            (row["party_post_id"], row["state_post_id"]): row["indicator_id"]
            for row in self.store.rows("indicators")
            if row["party_post_id"]
        }

    def _held_post(self, row: Row) -> HeldPost:
        post = self.store.by_key("posts")[row["post_id"]]
        return HeldPost(
            membership_id=row["membership_id"],
            post_id=post["post_id"],
            title=self.text(post, "title"),
            start=_edtf_or_none(row["start"], row["start_part"]),
            end=_edtf_or_none(row["end"]),
            as_of=edtf(row["as_of"]),
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


def _edtf_or_none(text: str, part: str = "") -> Edtf | None:
    return edtf(text, part) if text else None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _integer(text: str) -> int | None:
    return int(text) if text else None
