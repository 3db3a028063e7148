"""Where in a workbook a problem is; not which problems there are."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet of a workbook, by the names of both."""

    file: str
    sheet: str

    def problem(
        self, rule: str, cell: str = "", *, field: str = "", value: str = "", **details: str
    ) -> Problem:
        """A problem of the sheet, or of one cell or range of it."""
        details |= {"sheet": self.sheet, "cell": cell}
        return Problem(rule=rule, file=self.file, field=field, value=value, details=details)


def cell_name(row: int, column: int) -> str:
    """The name of a cell: F14 is in row 14 and column 6."""
    return f"{xl_col_to_name(column - 1)}{row}"
