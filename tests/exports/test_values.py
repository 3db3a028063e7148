"""Texts of a column as values, and values as texts of a format: nothing changes on the way."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dataset import Dataset, Field, load
from generator.exceptions import PublicationError
from generator.exports.excel_csv import excel_csv
from generator.exports.json_records import json_records
from generator.exports.sheet_rows import column_letters, rows_xml
from generator.exports.values import column, typed
from tests.exports.packages import table_of, write_hostile_package

NO_PACKAGE = Dataset(Path(), {}, {}, ())
NUMBER = Field("share", "number", {"name": "share", "type": "number"})
FLAG = Field("open", "boolean", {"name": "open", "type": "boolean"})


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**8), max_value=10**8
    )
)
def test_a_number_of_15_digits_is_exactly_the_one_written(number: Decimal) -> None:
    text = f"{number:f}"
    (value,) = column(NUMBER, pa.array([text])).to_pylist()
    assert Decimal(repr(value)) == number


@pytest.mark.parametrize("text", ["1234567890123456", "0.1234567890123456", "-123456789.12345678"])
def test_a_number_of_more_digits_is_refused(text: str) -> None:
    with pytest.raises(pa.ArrowInvalid, match=re.escape(f"share: over 15 digits: {text}")):
        column(NUMBER, pa.array([text]))


def test_true_and_false_are_what_the_standard_says_unless_the_schema_says_other() -> None:
    texts = pa.array(["true", "0", None, "FALSE", "1"])
    assert column(FLAG, texts).to_pylist() == [True, False, None, False, True]
    flag = Field("open", "boolean", {"trueValues": ["có"], "falseValues": ["không"]})
    assert column(flag, pa.array(["không", "có"])).to_pylist() == [False, True]
    with pytest.raises(pa.ArrowInvalid, match="open: neither true nor false: true"):
        column(flag, pa.array(["true"]))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",85,", ",eighty,", "eighty"),
        (",1831-11-01,", ",1831-02-30,", "1831-02-30"),
        (",90.8,", ",90.8%,", "90.8%"),
        (",true,", ",yes,", "yes"),
    ],
)
def test_a_value_of_another_type_is_refused_by_name(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    folder = write_hostile_package(tmp_path)
    data = (folder / "data/places.csv").read_text("utf-8")
    (folder / "data/places.csv").write_text(data.replace(old, new), "utf-8")
    with pytest.raises(PublicationError, match=rf"data/places\.csv: .*{re.escape(said)}"):
        typed(load(folder).tables["places"])


def test_a_table_without_rows_has_columns_all_the_same(tmp_path: Path) -> None:
    folder = write_hostile_package(tmp_path)
    header = (folder / "data/visits.csv").read_text("utf-8").splitlines()[0]
    (folder / "data/visits.csv").write_text(f"{header}\n", "utf-8")
    dataset = load(folder)
    assert typed(dataset.tables["visits"]).column_names == ["place_id", "day", "kind"]
    assert json_records(dataset, dataset.tables["visits"]) == b"[\n]\n"


@given(st.lists(st.none() | st.text(min_size=1), min_size=1))
def test_any_text_comes_back_out_of_a_worksheet(texts: list[str | None]) -> None:
    xml = b"".join(rows_xml(pa.table({"a": pa.array(texts, pa.string())}), 2, [0]))
    rows = ET.fromstring(b"<sheetData>" + xml + b"</sheetData>")  # noqa: S314 - our own
    assert [row.get("r") for row in rows] == [str(n) for n in range(2, len(texts) + 2)]
    assert [_text_in_excel(row.find("c/is/t")) for row in rows] == texts


def _text_in_excel(element: ET.Element | None) -> str | None:
    """What Excel shows: `_xHHHH_` is the character of that number (ECMA-376 part 1, 22.9.2.19)."""
    if element is None:
        return None
    return re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), element.text or "")


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_lettered_as_in_a_spreadsheet(index: int, letters: str) -> None:
    assert column_letters(index) == letters


@given(st.lists(st.text(), min_size=1))
def test_any_text_comes_back_out_of_json(texts: list[str]) -> None:
    records = json.loads(json_records(NO_PACKAGE, table_of(texts)))
    assert records == [{"text": text or None} for text in texts]


@given(st.lists(st.text(), min_size=1))
def test_any_text_comes_back_out_of_csv_for_excel(texts: list[str]) -> None:
    data = excel_csv(NO_PACKAGE, table_of(texts)).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(data, newline=""))) == [["text"], *([t] for t in texts)]
