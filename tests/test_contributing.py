"""The guide for those who enter data shows rows as they are in the package."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.dataset import load
from generator.settings import PROJECT

if TYPE_CHECKING:
    from generator.dataset import Dataset

# A column and its cell: values as code, words in quotation marks, nothing for an empty one.
CELL = re.compile(r"^\| `(\w+)` \|[^`“|]*(?:`([^`]+)`|“([^”]+)”)?[^|]*\|", re.MULTILINE)
NOTES = {"note_vi", "note_en"}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(PROJECT / "datapackage")


def examples(lang: str) -> list[dict[str, str]]:
    """The cells of each row that the guide shows, by the names of their columns."""
    page = (PROJECT / f"site_src/pages/{lang}/contributing.md").read_text(encoding="utf-8")
    found = (CELL.findall(section) for section in page.split("\n### "))
    tables = ({name: value or words for name, value, words in cells} for cells in found)
    return [cells for cells in tables if len(cells) > 1]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_example_is_a_whole_row_of_the_package(dataset: Dataset, lang: str) -> None:
    shown = examples(lang)
    assert len(shown) == 6
    keys = {table.primary_key: table for table in dataset.tables.values()}
    sources = set()
    for cells in shown:
        key = next(iter(cells))
        frame = keys[key,].frame
        [row] = frame[frame[key] == cells[key]].to_dict("records")
        assert {name: row[name] for name in cells} == cells
        assert {name for name, value in row.items() if value} - cells.keys() <= NOTES
        sources.add(row["source_id"])
    assert len(sources) == 5


def test_both_languages_show_the_same_rows() -> None:
    assert examples("vi") == examples("en")
