"""The first sheet of a workbook: what it is and how to use it, one language after another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.wording import LANGUAGES
from generator.workbook.layout import GUIDE, clean
from generator.workbook.references import row_names
from generator.workbook.scope import KEY, UNITS
from generator.workbook.sheet import write_text
from generator.workbook.words import say, steps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from generator.dataset import Dataset
    from generator.workbook.hidden import Record

_WIDTHS = (24, 92, 10)


def write_guide(
    book: Workbook, dataset: Dataset, record: Record, rows: Mapping[str, Sequence[int]]
) -> None:
    """Add the sheet to the workbook; `rows` are those that the other sheets have."""
    sheet = book.add_worksheet(GUIDE)
    sheet.hide_gridlines(2)
    sheet.protect()
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    guide = _Guide(
        sheet=sheet,
        title=book.add_format({"bold": True, "font_size": 15, "font_color": "#12424a"}),
        label=book.add_format({"bold": True, "valign": "top"}),
        text=book.add_format({"text_wrap": True, "valign": "top"}),
        link=book.add_format({"font_color": "#0a5a86", "underline": 1, "valign": "top"}),
    )
    row = 0
    for lang in LANGUAGES:
        row = guide.write_steps(row, dataset, record, lang)
        row = guide.write_contents(row, dataset, record, rows, lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guide:
    """The sheet and its styles; each part is written from a row on, and tells the next one."""

    sheet: Worksheet
    title: Format
    label: Format
    text: Format
    link: Format

    def write_steps(self, row: int, dataset: Dataset, record: Record, lang: str) -> int:
        """Write what the workbook is and how to use it."""
        plain = str(dataset.descriptor.get("title") or record.package)
        package = plain if lang == "vi" else str(dataset.descriptor.get(f"title_{lang}") or plain)
        title = say("title", lang, package=package, version=record.version)
        write_text(self.sheet, row, 0, clean(title), self.title)
        unit = _unit(dataset, record.unit)
        scope = say("scope", lang, unit=unit) if unit else say("everything", lang)
        lines = [("", scope), *steps(lang)]
        for place, (label, text) in enumerate(lines, start=row + 1):
            write_text(self.sheet, place, 0, label, self.label)
            write_text(self.sheet, place, 1, text, self.text)
        return row + len(lines) + 2

    def write_contents(
        self,
        row: int,
        dataset: Dataset,
        record: Record,
        rows: Mapping[str, Sequence[int]],
        lang: str,
    ) -> int:
        """List the tables with a link to the sheet of each."""
        for column, name in enumerate(("sheet", "what", "rows")):
            write_text(self.sheet, row, column, say(name, lang), self.label)
        for place, (name, title) in enumerate(record.sheets.items(), start=row + 1):
            table = dataset.tables[name]
            shown = f"{table.text('title', lang)}: {table.text('description', lang)}"
            self.sheet.write_url(place, 0, f"internal:'{title}'!A1", self.link, string=title)
            write_text(self.sheet, place, 1, clean(shown), self.text)
            self.sheet.write_number(place, 2, len(rows[name]), self.text)
        return row + len(record.sheets) + 3


def _unit(dataset: Dataset, unit: str) -> str:
    """The unit with its name; '' where the workbook is not one unit's."""
    if not unit:
        return ""
    name = row_names(dataset.tables[UNITS], KEY)[unit]
    return f"{name}, {unit}" if name else unit
