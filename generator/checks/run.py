"""The check of a package: every rule over every table, all problems at once."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from generator.checks import (
    cells,
    chronology,
    completeness,
    descriptor,
    evidence,
    figures,
    files,
    keys,
    personal,
    redactions,
    standard,
    text,
    units,
    validity,
    values,
)
from generator.checks.archive import read_texts
from generator.checks.asked import Asked
from generator.checks.judged import AbsentError, Judged
from generator.checks.offers import with_offers
from generator.checks.patterns import pattern_problems
from generator.dataset import DESCRIPTOR
from generator.problems import Problem, Report, in_order
from generator.processes import in_parallel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.checks.cells import CellRule, Mask
    from generator.checks.judged import Rule
    from generator.dataset import Dataset

Task = TypeVar("Task")
Result = TypeVar("Result")

LARGE = 200_000
"""Rows of a package from which on processes share the work; with fewer, one is done sooner."""

CELL_RULES: tuple[CellRule, ...] = (
    text.text_unseen,
    text.text_not_nfc,
    text.text_spaces,
    text.text_formula,
    text.text_of_one_script,
    personal.personal_data,
    values.number_without_thousands,
    values.number_form,
    values.number_is_exact,
    standard.standard_values,
    values.date_form,
    values.category,
    values.edtf_date,
    evidence.quote_is_short,
    evidence.quote_has_words,
)
"""For each cell by itself; a cell that one rule finds fault with is not shown to the next."""

RULES: tuple[Rule, ...] = (
    descriptor.name_and_version,
    descriptor.created_is_a_time,
    descriptor.profiles,
    descriptor.resource_properties,
    descriptor.resource_checksum,
    files.line_endings,
    files.last_line_ends,
    files.rows_are_sorted,
    files.quotation_marks,
    keys.primary_keys,
    keys.ids_can_name_files,
    keys.unique_keys,
    keys.schema_references,
    keys.references,
    figures.figure_is_there,
    figures.figure_is_of_its_kind,
    figures.numerator_within_denominator,
    figures.sides_make_the_whole,
    figures.percent_agrees,
    evidence.evidence_is_whole,
    evidence.stated_date_has_words,
    evidence.source_text_is_readable,
    evidence.quote_is_in_source,
    chronology.part_has_its_date,
    chronology.source_knows_the_past,
    chronology.plan_lies_ahead,
    chronology.period_runs_forward,
    chronology.printed_date_has_its_role,
    chronology.printed_date_bounds_publication,
    units.ids_tell_what_they_should,
    units.period_is_not_empty,
    units.parent_is_right,
    validity.units_of_reports,
    validity.units_of_targets,
    validity.units_of_holders_terms_and_documents,
    validity.succession_is_on_its_day,
    personal.people_have_no_other_columns,
    completeness.texts_are_translated,
    completeness.sources_have_an_address,
    redactions.taken_out_stays_out,
)
"""For the package as a whole, and for the rows whose cells are sound."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What an earlier check found nothing wrong with, and what has not changed since.

    `schemas`: the descriptor and all schemas. `same` are the names of the tables that have not
    changed; `tables` those of them in which it found nothing at all: of these, no cell is judged
    again. `silent` are the rules that found nothing, as in `Report`.
    """

    schemas: bool = False
    same: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    silent: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)

    def by(self, rule: str) -> frozenset[str] | None:
        """The tables that a rule asked for, if it has nothing to say of them now, too."""
        asked = self.silent.get(rule)
        return asked if asked and asked <= self.same else None


NOTHING = Passed()


def check(dataset: Dataset, *, archive: Path | None = None, passed: Passed = NOTHING) -> Report:
    """Judge a package as it was read; `archive` is a folder with texts of its sources.

    What has `passed` is taken to pass again, as far as it does not depend on what has not.

    Raises:
        MachineError: the archive cannot be read.
    """
    problems = list(dataset.problems)
    if not passed.schemas:
        if dataset.descriptor:
            problems.extend(standard.descriptor_problems(dataset))
        dataset = _with_sound_schemas(dataset, problems)
    faulty = _judge_cells(dataset, passed, problems)
    checksums = _checksums(dataset)
    texts = read_texts(archive, set(checksums)) if archive else {}
    judged = Judged(dataset, faulty, texts, passed.tables)
    silent = _judge_rows(judged, passed, problems) if dataset.descriptor else {}
    missing = sum(checksum not in texts for checksum in checksums) if archive else None
    return Report(in_order(problems), missing, silent)


def _with_sound_schemas(dataset: Dataset, problems: list[Problem]) -> Dataset:
    """The dataset without the tables whose schemas the standard refuses."""
    tables = {}
    for name, table in dataset.tables.items():
        found = list(pattern_problems(table)) or list(standard.schema_problems(table))
        problems.extend(found)
        if not found:
            tables[name] = table
    return dataclasses.replace(dataset, tables=tables)


def _judge_cells(
    dataset: Dataset, passed: Passed, problems: list[Problem]
) -> dict[tuple[str, str], Mask]:
    tables = {name: t for name, t in dataset.tables.items() if name not in passed.tables}
    columns = [(name, field) for name, table in tables.items() for field in table.fields]

    def judge(column: tuple[str, str]) -> tuple[list[Problem], dict[str, Mask]]:
        name, field = column
        return cells.judge(tables[name], [field], CELL_RULES)

    faulty: dict[tuple[str, str], Mask] = {}
    found: dict[str, list[Problem]] = {name: [] for name in tables}
    for (name, _), (told, masks) in zip(columns, _shared(judge, columns, dataset), strict=True):
        found[name].extend(told)
        faulty.update({(name, field): mask for field, mask in masks.items()})
    for name, told in found.items():
        problems.extend(with_offers(dataset, tables[name], told))
    return faulty


def _judge_rows(
    judged: Judged, passed: Passed, problems: list[Problem]
) -> dict[str, frozenset[str]]:
    """Tell what the rules find; return those that find nothing, and what they ask for."""
    silent: dict[str, frozenset[str]] = {}
    in_doubt: dict[str, Rule] = {}
    for rule in RULES:
        name = f"{rule.__module__}.{rule.__name__}"
        asked = passed.by(name)
        if asked is None:
            in_doubt[name] = rule
        else:
            silent[name] = asked
    absent: set[tuple[str, str]] = set()
    verdicts = _shared(partial(_judge_by, judged), [*in_doubt.values()], judged.dataset)
    for name, (asked, found, lacks) in zip(in_doubt, verdicts, strict=True):
        problems.extend(found)
        absent.update(lacks)
        if not found:
            silent[name] = asked
    problems.extend(_absent(judged, absent))
    return silent


def _judge_by(
    judged: Judged, rule: Rule
) -> tuple[frozenset[str], list[Problem], list[tuple[str, str]]]:
    """Which tables a rule asks for, what it finds, and the table and field that it lacks.

    No tables where there is not all that it asks for.
    """
    tables = Asked(judged.tables)
    dataset = dataclasses.replace(judged.dataset, tables=tables)
    found: list[Problem] = []
    try:
        found.extend(rule(dataclasses.replace(judged, dataset=dataset)))
    except AbsentError as error:
        return frozenset(), found, [(error.table, error.field)]
    return frozenset(tables.names), found, []


def _shared(
    judge: Callable[[Task], Result], tasks: Sequence[Task], dataset: Dataset
) -> list[Result]:
    """What is judged in each of the tasks, by all processors where the package is large."""
    if sum(len(table.frame) for table in dataset.tables.values()) < LARGE:
        return [judge(task) for task in tasks]
    shares = in_parallel(
        len(tasks), lambda numbers: [(number, judge(tasks[number])) for number in numbers]
    )
    return [result for _, result in sorted(chain(*shares), key=itemgetter(0))]


def _absent(judged: Judged, absent: set[tuple[str, str]]) -> Iterator[Problem]:
    """What rules asked for, and there is not."""
    for table, field in sorted(absent):
        if field:
            path = str(judged.tables[table].spec["schema"])
            yield Problem(rule="schema-field-missing", file=path, field=field)
        elif not judged.may_exist(table):
            yield Problem(rule="resource-missing", file=DESCRIPTOR, value=table)


def _checksums(dataset: Dataset) -> list[str]:
    """Of the texts of all sources, '' for a source that has none."""
    sources = dataset.tables.get("sources")
    return sources.frame["sha256"].tolist() if sources and "sha256" in sources.fields else []
