"""A workbook may be edited in LibreOffice, and saved in its own format on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.workbook.books import cell_of, export, files, imported, open_book, put, rows, told
from tests.workbook.libreoffice import needed, saved_as

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = "Số liệu"
UONG_BI = "d-196-2017-village-secretary-head"


def test_on_the_way_through_libreoffice_only_what_was_edited_changes(package: Path) -> None:
    needed()
    before, expected = files(package), rows(package, "observations")
    file = export(package)
    sheet = open_book(file)[FIGURES]
    edits = {"numerator": "86", "note_vi": "Số “cuối” cùng.", "note_en": "The “last” figure."}
    put(file, FIGURES, {cell_of(sheet, UONG_BI, field): text for field, text in edits.items()})

    in_its_own_format = saved_as("ods", file)
    assert told(imported(in_its_own_format, package).problems) == [("workbook-not-xlsx", "", "")]
    assert files(package) == before

    outcome = imported(saved_as("xlsx", in_its_own_format), package)
    assert outcome.problems == ()
    expected[3] |= edits
    assert rows(package, "observations") == expected
    changed = [name for name, data in files(package).items() if data != before[name]]
    assert changed == ["observations.csv"]


def test_the_format_of_excel_before_2007_is_named(package: Path) -> None:
    needed()
    [problem] = imported(saved_as("xls", export(package)), package).problems
    assert (problem.rule, problem.details) == ("workbook-not-xlsx", {"found": ".xls"})
