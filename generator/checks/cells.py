"""Cells judged by themselves: each distinct value of a column once, each cell told one fault.

Not for what a cell means beside another: those rules ask for the rows whose
cells were found to be sound here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    import numpy.typing as npt

    from generator.dataset import Field, Table

    Mask: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """The distinct values of a field in which no fault was found so far."""

    field: Field
    values: Sequence[str]
    text: str
    """All values, each between two line breaks: without a trace of a fault here, none has it."""

    @property
    def example(self) -> str:
        """A value as it should be."""
        return str(self.field.spec.get("example", "–"))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value, wherever it stands in the column."""

    value: str
    rule: str
    details: Mapping[str, str] = field(default_factory=dict)


CellRule: TypeAlias = Callable[[Column], Iterator[Fault]]


def judge(
    table: Table, fields: Iterable[str], rules: Sequence[CellRule]
) -> tuple[list[Problem], dict[str, Mask]]:
    """The problems of the cells in some fields of a table, and by field which rows have one."""
    problems: list[Problem] = []
    faulty: dict[str, Mask] = {}
    for name in fields:
        faults = _faults(table, name, rules)
        if faults:
            faulty[name] = table.frame[name].isin(list(faults)).to_numpy()
            rows = faulty[name].nonzero()[0].tolist()
            problems.extend(_problem(table, row, name, faults) for row in rows)
    return problems, faulty


def _faults(table: Table, name: str, rules: Sequence[CellRule]) -> dict[str, Fault]:
    """The faults of a column by value: a value has only that which the first rule finds."""
    faults: dict[str, Fault] = {}
    column = _column(table.fields[name], table.frame[name].unique().tolist())
    for rule in rules:
        found = {fault.value: fault for fault in rule(column)}
        if found:
            faults.update(found)
            column = _column(column.field, [v for v in column.values if v not in found])
    return faults


def _column(of: Field, values: Sequence[str]) -> Column:
    return Column(of, values, "\n".join(("", *values, "")))


def _problem(table: Table, row: int, name: str, faults: Mapping[str, Fault]) -> Problem:
    fault = faults[table.frame[name].array[row]]
    return Problem(
        rule=fault.rule,
        file=table.path,
        line=table.lines[row],
        field=name,
        value=fault.value,
        details=fault.details,
    )
