"""The answers to a form as rows: what each answer stands for; not whether the rows are right."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.intake.ids import observation_id, source_id
from generator.intake.names import RowNames
from generator.naming import targets
from generator.problems import Problem
from generator.workbook.conversions import MENDED
from generator.workbook.grid import Cell, Kind
from generator.workbook.mending import Column, read_cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.dataset import Dataset
    from generator.intake.forms import Form, Question

    Row = dict[str, str]

FIGURES, SOURCES = "observations", "sources"
_SAME = ("indicator_id", "unit_id", "date", "status", "source_id")
"""Figures that agree in these are one."""


class RowsReader:
    """Reads the answers to one form into rows of `dataset`, and collects what is wrong."""

    def __init__(
        self,
        dataset: Dataset,
        form: Form,
        answers: Mapping[str, str],
        file: str,
        problems: list[Problem],
    ) -> None:
        """Read nothing yet. `answers` are by label."""
        self._tables = dataset.tables
        self._questions = [question for question in form.questions if question.field]
        self._answers = answers
        self._file = file
        self._problems = problems
        self._names = cache(lambda table, field: RowNames(self._tables[table], field))

    def rows(self) -> Mapping[str, Row]:
        """The new row of each table, whole; none where the answers have errors."""
        asked = {question.table for question in self._questions}
        return self._figure_rows() if FIGURES in asked else self._source_rows()

    def _figure_rows(self) -> Mapping[str, Row]:
        """A figure, and its source where that is new."""
        figure, source = self._read(FIGURES), self._read(SOURCES)
        new = self._source(figure, source)
        if any(problem.severity == "error" for problem in self._problems):
            return {}
        known = self._known(figure)
        if known:
            self._problem("form-figure-known", self._question("indicator_id"), known)
            return {}
        figure["observation_id"] = observation_id(figure, self._keys(FIGURES))
        return ({SOURCES: source} if new else {}) | {FIGURES: figure}

    def _source_rows(self) -> Mapping[str, Row]:
        """A source that the package does not have."""
        source = self._read(SOURCES)
        known = self._at(source["url"]) or self._at(source["archived_url"])
        if known:
            self._problem("form-source-known", self._question("url"), known[0])
        if any(problem.severity == "error" for problem in self._problems):
            return {}
        source["source_id"] = source_id(source, self._keys(SOURCES))
        return {SOURCES: source}

    def _read(self, table: str) -> Row:
        """The answers about a table as a row of it; what is not asked for stays empty."""
        row = dict.fromkeys(self._tables[table].fields, "")
        for question in self._questions:
            if question.table == table and question.field:
                row[question.field.name] = self._value(question, self._answers[question.label])
        return row

    def _value(self, question: Question, text: str) -> str:
        field = question.field
        if not text or field is None:
            return text
        if question.options:
            return question.options.get(text, text)
        to = targets(self._tables[question.table]).get(field.name)
        if to is not None:
            return self._reference(question, text, *to)
        reading = read_cell(Cell(Kind.TEXT, text), Column(field, None), "")
        if reading.rule:
            rule = "form-mended" if reading.rule == MENDED else reading.rule
            self._problem(rule, question, reading.shown, **reading.details)
        return reading.value

    def _reference(self, question: Question, text: str, table: str, field: str) -> str:
        """The id of the row that a text names; a source goes by its address, too."""
        names = self._names(table, field)
        if text in names:
            return text
        found = self._at(text) if table == SOURCES else names.called(text)
        found = found or names.called(text)
        if len(found) == 1:
            self._problem("form-mended", question, text, right=names.shown(found))
            return found[0]
        if found:
            self._problem("form-ambiguous", question, text, candidates=names.shown(found))
        else:
            nearest = names.shown(names.nearest(text)) or "–"
            self._problem("form-unknown", question, text, nearest=nearest)
        return ""

    def _at(self, address: str) -> list[str]:
        """The ids of the sources at an address."""
        frame = self._tables[SOURCES].frame
        here = (frame["url"] == address) | (frame["archived_url"] == address)
        return frame["source_id"][here].tolist() if address else []

    def _source(self, figure: Row, source: Row) -> bool:
        """Give the figure its source; tell whether that is the new one, which then has its id."""
        question, given = self._question("source_id"), any(source.values())
        told = self._answers[question.label]
        known = self._at(source["url"])
        if told and given:
            self._problem("form-source-twice", question, told)
        elif not told and not given:
            self._problem("form-source-missing", question)
        elif known:
            right = self._names(SOURCES, "source_id").shown(known)
            self._problem("form-mended", question, source["url"], right=right)
            figure["source_id"] = known[0]
        elif given:
            source["source_id"] = source_id(source, self._keys(SOURCES))
            figure["source_id"] = source["source_id"]
            return True
        return False

    def _known(self, figure: Row) -> str:
        """The id of the row that is the same figure; '' where there is none."""
        frame = self._tables[FIGURES].frame
        for field in _SAME:
            frame = frame[frame[field] == figure[field]]
        return "" if frame.empty else str(frame["observation_id"].iat[0])

    def _keys(self, table: str) -> frozenset[str]:
        return frozenset(self._tables[table].frame[self._tables[table].primary_key[0]])

    def _question(self, field: str) -> Question:
        """The question with a field's own name: in a form about a figure, one about the figure."""
        return next(q for q in self._questions if q.id == field)

    def _problem(self, rule: str, question: Question, value: str = "", **details: str) -> None:
        field = question.field.name if question.field else ""
        details["sheet"] = question.label
        self._problems.append(
            Problem(rule=rule, file=self._file, field=field, value=value, details=details)
        )
