"""The parts that pages share: units, figures, targets, events, holders, and their evidence.

Texts are in the language that the part was made for; numbers and dates are values,
which templates put in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from generator.dates import Kind

if TYPE_CHECKING:
    from datetime import date

    from generator.dates import Edtf

    Days: TypeAlias = tuple[date, date]

DISCONTINUATION = "discontinuation"
"""The stage of events with which something was given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRef:
    """A unit as it is named and linked to; `url` is '' where it has no page of its own.

    `ended` is the first day on which the unit was no more.
    """

    unit_id: str
    level: str
    type: str
    type_label: str
    name: str
    gso_code: str
    url: str
    ended: date | None

    def __hash__(self) -> int:
        """That of its id: what is remembered of units is looked up for every link."""
        return hash(self.unit_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """An article as it is cited. `title` is as printed, `title_en` its translation."""

    source_id: str
    url: str
    title: str
    title_en: str
    publisher: str
    author: str
    language: str
    published: Edtf
    external_url: str
    archived_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that carry a fact, where they stand, and how its date is known.

    `basis` is a category of `date_basis`, `basis_label` its name; both are ''
    where the table has no dates of its own. `row_url` leads to the row in the
    repository at the commit that was built, '' without a repository.
    """

    quote: str
    source: SourceRef
    date_as_written: str
    basis: str
    basis_label: str
    note: str
    row_url: str

    @property
    def article_undated(self) -> bool:
        """Whether the date is that of an article whose own day is not known."""
        return self.basis == "article" and self.source.published.kind is not Kind.DATE


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRef:
    """An indicator as it is named and linked to."""

    indicator_id: str
    name: str
    url: str
    kind: str
    group: str
    group_label: str
    numerator: str
    denominator: str
    remainder: str
    headline: bool


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One reported figure, with what is computed from it kept apart.

    `numerator`, `denominator`, `remainder`, `value` and `percent_reported` are as the source
    has them; None where it has none. Nothing else of the figure is ever computed.
    `other_side` is what the same source says, in a row of its own, of the rest of the whole.
    """

    observation_id: str
    indicator: IndicatorRef
    unit: UnitRef
    date: Edtf
    forecast: bool
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    remainder: int | None
    percent_reported: Decimal | None
    qualifier: str
    qualifier_label: str
    term: str
    evidence: Evidence
    other_side: Figure | None = None

    @property
    def left_by_rest(self) -> int | None:
        """What the other side leaves of the whole; None where either is not told."""
        if self.remainder is None or self.denominator is None:
            return None
        return self.denominator - self.remainder

    @cached_property
    def percent_computed(self) -> Decimal | None:
        """100 · numerator / denominator, where the source gives no percent.

        Where it counts only the rest, the numerator is the denominator without that. Rounded half
        to even to one decimal, which is left out where the share is a whole number.
        """
        part = self.left_by_rest if self.numerator is None else self.numerator
        if self.percent_reported is not None or part is None or not self.denominator:
            return None
        whole, rest = divmod(100 * part, self.denominator)
        if rest == 0:
            return Decimal(whole)
        share = Decimal(100 * part) / self.denominator
        return share.quantize(Decimal("0.1"), rounding=ROUND_HALF_EVEN)

    @property
    def percent(self) -> Decimal | None:
        """The percent to draw: the reported one, else the computed one."""
        return self.percent_computed if self.percent_reported is None else self.percent_reported


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One announced aim. `deadline` is None where the source gives none."""

    target_id: str
    indicator: IndicatorRef
    unit: UnitRef
    percent: Decimal
    direction: str
    direction_label: str
    deadline: Edtf | None
    term: str
    document: DocumentRef | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRef:
    """A document as it is named and linked to; `date` is None where it is not known."""

    document_id: str
    url: str
    number: str
    type_label: str
    title: str
    issuer: str
    date: Edtf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened or was planned.

    `term_days` are the first and the last day of its term of office, None where it has none.
    """

    event_id: str
    unit: UnitRef
    stage: str
    stage_label: str
    title: str
    date: Edtf
    planned: bool
    indicator: IndicatorRef | None
    term: str
    term_days: Days | None
    document: DocumentRef | None
    evidence: Evidence

    @property
    def ends(self) -> bool:
        """Whether what its indicator counts was given up with it."""
        return self.stage == DISCONTINUATION and not self.planned


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """A post that a person held: from `start` where a source says so, and certainly at `as_of`."""

    membership_id: str
    post_id: str
    title: str
    start: Edtf | None
    end: Edtf | None
    as_of: Edtf
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person and the posts held in one unit.

    `consolidates` is derived, never reported: the indicator both of whose posts the person
    held, as one source says at one time; None where there is none.
    """

    person_id: str
    name: str
    unit: UnitRef
    posts: tuple[HeldPost, ...]
    consolidates: IndicatorRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """Where a unit went, or what it came from: `unit`, which lay `within` the one above it.

    `url` is where the site tells of it: its page, else its row on the page of the unit above;
    '' where it has neither.
    """

    unit: UnitRef
    within: UnitRef | None
    url: str
    relation: str
    relation_label: str
    date: date
    document: DocumentRef | None
