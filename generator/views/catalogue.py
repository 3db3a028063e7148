"""What the pages of indicators, documents and sources know, each with where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.vietnamese import collation_key
from generator.views.course import joined
from generator.views.extent import by_level, of_higher_levels, of_latest_years
from generator.views.graphics import ranking_graphics
from generator.views.holding import holders_of
from generator.views.progress import events_in_time
from generator.views.rows import edtf
from generator.views.store import RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.dates import Edtf
    from generator.views.graphics import Graphic
    from generator.views.maker import Maker
    from generator.views.parts import (
        DocumentRef,
        Event,
        Evidence,
        Figure,
        Holder,
        IndicatorRef,
        SourceRef,
        Target,
        UnitRef,
    )
    from generator.views.rows import Row
    from generator.views.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPage:
    """One indicator: what it counts, and every figure and target of it, by unit and time.

    Figures with a share are in `rankings`, one for each level; `counts` are the others.
    `figures` and `aims` count all figures and targets; of `all` records, the page has as many
    as are `shown`.
    """

    indicator: IndicatorRef
    definition: str
    counted_thing: str
    figures: int
    aims: int
    rankings: tuple[Graphic, ...]
    counts: tuple[Figure, ...]
    targets: tuple[Target, ...]
    events: tuple[Event, ...]
    shown: int
    all: int

    @property
    def graphics(self) -> tuple[Graphic, ...]:
        """The charts of the page."""
        return self.rankings


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """One document, with what is said to rest on it. `evidence` is None where none was read.

    Of `all` targets and events that rest on it, the page has as many as are `shown`.
    """

    document: DocumentRef
    unit: UnitRef | None
    external_url: str
    note: str
    evidence: Evidence | None
    targets: tuple[Target, ...]
    events: tuple[Event, ...]
    shown: int
    all: int
    successions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One source, with every fact that was taken from it.

    `sha256` is that of the text against which quotes are checked, '' where none is kept.
    """

    source: SourceRef
    printed_date: Edtf | None
    printed_date_role_label: str
    sha256: str
    note: str
    units: tuple[UnitRef, ...]
    figures: tuple[Figure, ...]
    targets: tuple[Target, ...]
    events: tuple[Event, ...]
    holders: tuple[Holder, ...]
    documents: tuple[DocumentRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One of a list of indicators, documents or sources, with how many facts rest on it."""

    ref: IndicatorRef | DocumentRef | SourceRef
    used: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueList:
    """A list of indicators, documents or sources; `table` is the table's name."""

    table: str
    entries: tuple[Entry, ...]


def indicator_page(maker: Maker, indicator_id: str) -> IndicatorPage:
    """Make the view of one indicator's page."""
    row = maker.store.by_key("indicators")[indicator_id]
    levels = list(maker.store.dataset.tables["units"].fields["level"].categories)
    rows = maker.store.of("observations", "indicator_id", indicator_id)
    told = [f for of_level in by_level(maker, rows).values() for f in of_latest_years(of_level)]
    targets, events, acts = _acts(maker, "indicator_id", indicator_id)

    def order(figure: Figure) -> tuple[object, ...]:
        """By level and unit, in time."""
        unit = figure.unit
        return levels.index(unit.level), collation_key(unit.name), unit.unit_id, figure.date.told_at

    return IndicatorPage(
        indicator=maker.indicator(indicator_id),
        definition=maker.text(row, "definition"),
        counted_thing=maker.label(row, "counted_thing"),
        figures=len(rows),
        aims=len(maker.store.of("targets", "indicator_id", indicator_id)),
        rankings=ranking_graphics(maker, indicator_id),
        counts=tuple(
            sorted(
                (f for f in joined(map(maker.figure, told)) if f.percent is None),
                key=order,
            )
        ),
        targets=targets,
        events=events,
        shown=len(told) + len(targets) + len(events),
        all=len(rows) + acts,
    )


def document_page(maker: Maker, document_id: str) -> DocumentPage:
    """Make the view of one document's page."""
    row = maker.store.by_key("documents")[document_id]
    targets, events, acts = _acts(maker, "document_id", document_id)
    return DocumentPage(
        document=maker.document_ref(document_id),
        unit=maker.unit(row["unit_id"]) if row["unit_id"] else None,
        external_url=row["url"],
        note=maker.note(row),
        evidence=maker.evidence(row) if row["source_id"] else None,
        targets=targets,
        events=events,
        shown=len(targets) + len(events),
        all=acts,
        successions=len(maker.store.of("unit_successions", "document_id", document_id)),
    )


def _acts(
    maker: Maker, field: str, value: str
) -> tuple[tuple[Target, ...], tuple[Event, ...], int]:
    """The targets and the events of an indicator or a document that its page tells; how many all.

    Events are in the order of time.
    """
    targets = maker.store.of("targets", field, value)
    events = maker.store.of("events", field, value)
    return (
        tuple(map(maker.target, of_higher_levels(maker, targets))),
        events_in_time(maker, of_higher_levels(maker, events)),
        len(targets) + len(events),
    )


def source_page(maker: Maker, source_id: str) -> SourcePage:
    """Make the view of one source's page."""
    row = maker.store.by_key("sources")[source_id]
    of = maker.store.of
    figures = tuple(map(maker.figure, of("observations", "source_id", source_id)))
    targets = tuple(map(maker.target, of("targets", "source_id", source_id)))
    events = events_in_time(maker, of("events", "source_id", source_id))
    holders = holders_of(maker, of("memberships", "source_id", source_id))
    documents = of("documents", "source_id", source_id)
    told: list[Figure | Target | Event | Holder] = [*figures, *targets, *events, *holders]
    return SourcePage(
        source=maker.source(source_id),
        printed_date=edtf(row["printed_date"]) if row["printed_date"] else None,
        printed_date_role_label=maker.label(row, "printed_date_role"),
        sha256=row["sha256"],
        note=maker.note(row),
        units=tuple({record.unit.unit_id: record.unit for record in told}.values()),
        figures=figures,
        targets=targets,
        events=events,
        holders=holders,
        documents=tuple(maker.document_ref(d["document_id"]) for d in documents),
    )


def catalogue_list(maker: Maker, table: str) -> CatalogueList:
    """Make the view of a list: `indicators`, `documents` or `sources`.

    Indicators are by group, in the order of the schema; all else is as the table has it.
    """
    key = maker.store.dataset.tables[table].primary_key[0]
    make: dict[str, Callable[[str], IndicatorRef | DocumentRef | SourceRef]] = {
        "indicators": maker.indicator,
        "documents": maker.document_ref,
        "sources": maker.source,
    }
    return CatalogueList(
        table=table,
        entries=tuple(
            Entry(ref=make[table](row[key]), used=_used(maker, key, row[key]))
            for row in _in_groups(maker.store, table)
        ),
    )


def _in_groups(store: Store, table: str) -> Iterable[Row]:
    """The rows of a table, by group where it has one."""
    rows = store.rows(table)
    group = store.dataset.tables[table].fields.get("group")
    if group is None:
        return rows
    order = list(group.categories)
    return sorted(rows, key=lambda row: order.index(row["group"]))


def _used(maker: Maker, key: str, value: str) -> int:
    """How many records with evidence name the value."""
    tables = maker.store.dataset.tables
    return sum(
        len(maker.store.of(table, key, value)) for table in RECORDS if key in tables[table].fields
    )
