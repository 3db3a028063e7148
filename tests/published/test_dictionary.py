"""The dictionary tells of every table and column what the schemas say, in both languages."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from tests.building import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8"))
    for path in sorted((PROJECT / "datapackage/schemas").iterdir())
}


@pytest.mark.parametrize("table", SCHEMAS)
@pytest.mark.parametrize(("folder", "suffix"), [("", ""), ("en/", "_en")])
def test_each_column_has_its_title_and_meaning(
    site: Path, table: str, folder: str, suffix: str
) -> None:
    page = (site / f"{folder}data/dictionary-{table}.html").read_text("utf-8").replace("&#39;", "'")
    for field in SCHEMAS[table]["fields"]:
        heading = f'<h2 id="{field["name"]}"><code>{field["name"]}</code>'
        assert f"{heading} {field[f'title{suffix}']}</h2>" in page
        assert f"<p>{field[f'description{suffix}']}</p>" in page
        for category in field.get("categories", ()):
            assert f"<code>{category['value']}</code> {category[f'label{suffix}']}" in page


def test_the_list_links_to_every_table(site: Path) -> None:
    page = (site / "en/data/dictionary.html").read_text("utf-8")
    for table in SCHEMAS:
        assert f'href="../data/dictionary-{table}.html"' in page


def test_a_column_says_how_many_rows_have_a_value(site: Path) -> None:
    with (PROJECT / "datapackage/data/observations.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    filled = sum(bool(row["percent_reported"]) for row in rows)
    page = (site / "en/data/dictionary-observations.html").read_text("utf-8")
    part = page.partition('id="percent_reported"')[2].partition("<h2")[0]
    assert f"in {filled} of {len(rows)} rows" in part
    assert "at least 0; at most 100" in part
    assert "number; may be empty" in part
