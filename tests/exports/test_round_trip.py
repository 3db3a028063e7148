"""Every format, read with what people read it with, holds what the CSV holds: value by value,
type by type, and nothing where there is nothing."""

from __future__ import annotations

import codecs
import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.exports.packages import expected_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.exports.conftest import Exported

Rows = list[dict[str, Any]]

FIRST_DAY_OF_EXCEL = date(1900, 3, 1)


def with_types(rows: Iterable[Mapping[str, object]]) -> list[dict[str, tuple[str, object]]]:
    """The rows with each value's type, since 1, 1.0 and True are equal."""
    return [{key: (type(v).__name__, v) for key, v in row.items()} for row in rows]


def test_the_canonical_csv_is_the_package_as_it_is(exported: Exported) -> None:
    for table in exported.dataset.tables.values():
        assert exported.files[table.path] == (exported.dataset.folder / table.path).read_bytes()


def test_csv_for_excel_has_its_mark_and_line_ends_and_the_same_texts(exported: Exported) -> None:
    for table in exported.dataset.tables.values():
        data = exported.files[f"excel/{table.name}.csv"]
        assert data.startswith(codecs.BOM_UTF8)
        assert data.count(b"\n") == data.count(b"\r\n") == len(table.frame) + 1
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        assert rows == [list(table.fields), *table.frame.to_numpy().tolist()]
        frame = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
        assert frame.to_numpy().tolist() == table.frame.to_numpy().tolist()


def test_json_has_numbers_as_written_and_null_for_what_is_missing(exported: Exported) -> None:
    for table in exported.dataset.tables.values():
        text = exported.files[f"json/{table.name}.json"].decode()
        numbers_as_written = json.loads(text, parse_float=str, parse_int=str)
        for record, row in zip(numbers_as_written, table.frame.to_dict("records"), strict=True):
            for name, field in table.fields.items():
                if field.type in {"integer", "number"}:
                    assert record[name] == (row[name] or None)
        days_as_texts = [
            {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()}
            for row in expected_rows(table)
        ]
        whole_numbers_as_numbers = [
            {k: float(v) if table.fields[k].type == "number" and v else v for k, v in row.items()}
            for row in json.loads(text)
        ]
        assert with_types(whole_numbers_as_numbers) == with_types(days_as_texts)


def test_json_has_one_record_a_line(exported: Exported) -> None:
    for table in exported.dataset.tables.values():
        first, *lines, last = exported.files[f"json/{table.name}.json"].decode().splitlines()
        assert (first, last) == ("[", "]")
        assert [json.loads(line.removesuffix(",")) for line in lines] == json.loads(
            exported.files[f"json/{table.name}.json"]
        )
        assert len(lines) == len(table.frame)


def read_parquet_with_arrow(path: str) -> Rows:
    rows: Rows = pq.read_table(path).to_pylist()
    return rows


def read_parquet_with_polars(path: str) -> Rows:
    return pl.read_parquet(path).to_dicts()


def read_parquet_with_duckdb(path: str) -> Rows:
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [path])
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@pytest.mark.parametrize(
    "read", [read_parquet_with_arrow, read_parquet_with_polars, read_parquet_with_duckdb]
)
def test_parquet_has_values_of_their_types(exported: Exported, read: Callable[[str], Rows]) -> None:
    for table in exported.dataset.tables.values():
        rows = read(exported.path(f"parquet/{table.name}.parquet"))
        assert with_types(rows) == with_types(expected_rows(table))


def test_parquet_read_with_pandas_has_the_same_values(exported: Exported) -> None:
    for table in exported.dataset.tables.values():
        frame = pd.read_parquet(exported.path(f"parquet/{table.name}.parquet"))
        rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
        assert rows == expected_rows(table)


def test_parquet_types_are_those_of_the_schema_and_required_columns_have_no_nulls(
    of_hostile: Exported,
) -> None:
    assert pq.read_schema(of_hostile.path("parquet/places.parquet")).remove_metadata() == pa.schema(
        [
            pa.field("place_id", pa.string(), nullable=False),
            ("code", pa.string()),
            ("parent_id", pa.string()),
            ("founded", pa.date32()),
            ("open", pa.bool_()),
            ("count", pa.int64()),
            ("share", pa.float64()),
            ("since", pa.string()),
            ("since_part", pa.string()),
            ("text", pa.string()),
        ]
    )


def test_parquet_says_which_version_of_what_it_is_and_what_its_columns_mean(
    of_hostile: Exported,
) -> None:
    schema = pq.read_schema(of_hostile.path("parquet/places.parquet"))
    assert schema.metadata[b"package"] == b"places"
    assert schema.metadata[b"version"] == b"1.2.3"
    assert schema.metadata[b"title_vi"] == b"Places"
    assert schema.field("code").metadata[b"title_vi"].decode() == "Mã"
    assert schema.field("code").metadata[b"title_en"] == b"Code"
    assert schema.field("text").metadata[b"description_en"] == b"Text"


def test_sqlite_has_values_of_their_types(exported: Exported) -> None:
    with closing(sqlite3.connect(exported.path(f"{_name(exported)}.sqlite"))) as connection:
        connection.row_factory = sqlite3.Row
        for table in exported.dataset.tables.values():
            expected = [
                {
                    name: value.isoformat()
                    if isinstance(value, date)
                    else int(value)
                    if isinstance(value, bool)
                    else value
                    for name, value in row.items()
                }
                for row in expected_rows(table)
            ]
            rows = connection.execute(f'SELECT * FROM "{table.name}"').fetchall()  # noqa: S608
            assert with_types(map(dict, rows)) == with_types(expected)


def test_a_workbook_has_values_of_their_types(exported: Exported) -> None:
    whole = openpyxl.load_workbook(exported.folder / f"{_name(exported)}.xlsx")
    for table in exported.dataset.tables.values():
        expected = with_types(
            {name: _as_in_excel(value) for name, value in row.items()}
            for row in expected_rows(table)
        )
        alone = openpyxl.load_workbook(exported.folder / f"xlsx/{table.name}.xlsx")
        assert with_types(_rows_of(whole[table.name])) == expected
        assert with_types(_rows_of(alone[table.name])) == expected


def _rows_of(sheet: Worksheet) -> Rows:
    header, *rows = sheet.iter_rows()
    names = [cell.value for cell in header]
    return [dict(zip(names, map(_from_cell, row), strict=True)) for row in rows]


def _from_cell(cell: Any) -> object:  # noqa: ANN401 - a cell of openpyxl
    """A day without a time, a number as a double, and no formula for whatever looks like one."""
    assert cell.data_type in {"s", "n", "d", "b"}
    assert cell.hyperlink is None
    if isinstance(cell.value, datetime):
        assert cell.number_format == "yyyy-mm-dd"
        return cell.value.date()
    if isinstance(cell.value, str):
        # openpyxl leaves the escape by which Excel knows that `_x0041_` is no letter A.
        return cell.value.replace("_x005F_", "_")
    return _as_in_excel(cell.value)


def _as_in_excel(value: object) -> object:
    """Excel has one kind of number, and no days before March 1900."""
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, date) and value < FIRST_DAY_OF_EXCEL:
        return value.isoformat()
    return value


def test_texts_that_look_like_something_else_stay_texts_in_a_workbook(
    of_hostile: Exported,
) -> None:
    sheet = openpyxl.load_workbook(of_hostile.folder / "places.xlsx")["places"]
    by_key = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    assert (by_key["a"][1].value, by_key["a"][1].data_type) == ("071", "s")
    assert (by_key["t00"][9].value, by_key["t00"][9].data_type) == ("=1+1", "s")
    assert (by_key["t05"][9].value, by_key["t05"][9].data_type) == (
        "<r><t>not markup</t></r>",
        "s",
    )
    assert {cell.number_format for cell in by_key["t00"] if cell.data_type == "s"} == {"@"}


def _name(exported: Exported) -> str:
    return str(exported.dataset.descriptor["name"])
