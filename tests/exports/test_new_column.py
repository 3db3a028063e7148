"""The schemas are the only source: what is new in one is in every format, without new code."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import openpyxl
import pyarrow.parquet as pq
import pytest

from generator.dataset import load
from tests.exports.packages import FIXTURE, made

if TYPE_CHECKING:
    from collections.abc import Mapping

NEW = {
    "name": "population",
    "type": "integer",
    "title": "Dân số",
    "title_en": "Population",
    "description": "Số dân.",
    "description_en": "How many live there.",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The exports of a package whose units have a new column, with the row's number in it."""
    folder = shutil.copytree(FIXTURE, tmp_path_factory.mktemp("new") / "package")
    schema = json.loads((folder / "schemas/units.schema.json").read_text("utf-8"))
    schema["fields"].append(NEW)
    (folder / "schemas/units.schema.json").write_text(json.dumps(schema), "utf-8")
    header, *rows = (folder / "data/units.csv").read_text("utf-8").splitlines()
    lines = [f"{header},population", *(f"{row},{i}" for i, row in enumerate(rows))]
    (folder / "data/units.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return made(load(folder))


NUMBERS = list(range(12))


def test_a_new_column_is_in_both_kinds_of_csv(files: Mapping[str, bytes]) -> None:
    for path in ("data/units.csv", "excel/units.csv"):
        rows = csv.DictReader(io.StringIO(files[path].decode("utf-8-sig")))
        assert [int(row["population"]) for row in rows] == NUMBERS


def test_a_new_column_is_in_the_json(files: Mapping[str, bytes]) -> None:
    assert [record["population"] for record in json.loads(files["json/units.json"])] == NUMBERS


def test_a_new_column_is_in_the_parquet_with_its_title(files: Mapping[str, bytes]) -> None:
    table = pq.read_table(io.BytesIO(files["parquet/units.parquet"]))
    assert table["population"].to_pylist() == NUMBERS
    assert table.schema.field("population").metadata[b"title_en"] == b"Population"


def test_a_new_column_is_in_the_workbooks_and_their_dictionary(
    files: Mapping[str, bytes],
) -> None:
    for path in ("nhat-the-hoa-test.xlsx", "xlsx/units.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(files[path]))
        header, *values = [row[-1] for row in book["units"].iter_rows(values_only=True)]
        assert (header, values) == ("population", NUMBERS)
        explained = {row[:2]: row[2:6] for row in book.worksheets[1].iter_rows(values_only=True)}
        assert explained["units", "population"] == (
            "Dân số",
            "Population",
            "Số dân.",
            "How many live there.",
        )


def test_a_new_column_is_in_the_database_and_its_dictionary(
    files: Mapping[str, bytes],
) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files["nhat-the-hoa-test.sqlite"])
        values = connection.execute("SELECT population FROM units ORDER BY rowid").fetchall()
        assert [value for (value,) in values] == NUMBERS
        query = "SELECT title_vi FROM _dictionary WHERE field = 'population'"
        assert connection.execute(query).fetchall() == [("Dân số",)]


def test_a_new_column_is_in_the_dictionary(files: Mapping[str, bytes]) -> None:
    rows = csv.DictReader(io.StringIO(files["dictionary.csv"].decode()))
    assert [row["description_en"] for row in rows if row["field"] == "population"] == [
        "How many live there."
    ]
