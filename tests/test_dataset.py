"""The reader of packages: every cell as it is in the file, or the problem that keeps it unread."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import dataset
from generator.dataset import load
from generator.reading import read_rows
from generator.schemas import misshapen

PACKAGE = Path(__file__).parent / "fixtures" / "package"
PEOPLE = "data/persons.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGE, tmp_path / "package")
    return tmp_path / "package"


def told(folder: Path) -> list[tuple[str, str, int, str]]:
    return [(p.rule, p.file, p.line, p.field) for p in load(folder).problems]


def test_a_large_table_is_the_same_table(monkeypatch: pytest.MonkeyPatch) -> None:
    small = load(PACKAGE).tables
    monkeypatch.setattr(dataset, "LARGE", 1)
    monkeypatch.setattr(dataset, "read_rows", None)
    dataset._table.cache_clear()  # noqa: SLF001 - what it has read the other way
    large = load(PACKAGE).tables
    for name, table in small.items():
        pd.testing.assert_frame_equal(large[name].frame, table.frame)
        assert list(large[name].lines) == list(table.lines)


def test_a_package_is_read_as_it_is() -> None:
    dataset = load(PACKAGE)
    assert dataset.problems == ()
    assert list(dataset.tables) == [
        "units",
        "unit_successions",
        "sources",
        "documents",
        "terms",
        "indicators",
        "observations",
        "targets",
        "events",
        "persons",
        "posts",
        "memberships",
    ]
    people = dataset.tables["persons"]
    assert people.frame.to_dict("list") == {
        "person_id": ["tran-lenh-truong", "tran-van-lam"],
        "name": ["Trần Lệnh Trưởng", "Trần Văn Lâm"],
    }
    assert list(people.lines) == [2, 3]
    assert people.primary_key == ("person_id",)
    assert people.data == (PACKAGE / PEOPLE).read_bytes()
    assert people.sha256 == hashlib.sha256(people.data).hexdigest()


def test_leading_zeros_empty_cells_and_words_for_nothing_stay_as_they_are(folder: Path) -> None:
    (folder / PEOPLE).write_text("person_id,name\n007,NA\nnull,\n1e3,nan\n", encoding="utf-8")
    frame = load(folder).frame("persons")
    assert frame["person_id"].tolist() == ["007", "null", "1e3"]
    assert frame["name"].tolist() == ["NA", "", "nan"]


def test_a_table_with_a_header_alone_has_no_rows(folder: Path) -> None:
    (folder / PEOPLE).write_text("person_id,name\n", encoding="utf-8")
    dataset = load(folder)
    assert dataset.problems == ()
    assert len(dataset.frame("persons")) == 0


def test_a_row_is_on_the_line_on_which_it_begins(folder: Path) -> None:
    (folder / PEOPLE).write_text('person_id,name\na,"x\ny"\nb,z\n', encoding="utf-8")
    assert list(load(folder).tables["persons"].lines) == [2, 4]


def test_titles_and_labels_are_in_the_language_asked_for() -> None:
    table = load(PACKAGE).tables["units"]
    assert table.text("title", "vi") == "Đơn vị hành chính"
    assert table.text("title", "en") == "Administrative units"
    assert table.text("title", "fr") == "Administrative units"
    assert table.fields["level"].text("title", "vi") == "Cấp"
    assert table.fields["level"].label("district", "vi") == "cấp huyện"
    assert table.fields["level"].label("district", "en") == "district"
    assert table.fields["name_vi"].categories == {}


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=5)


@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=5))
def test_rows_that_the_csv_module_writes_are_read_as_they_were(rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([["a", "b"], *rows])
    found = read_rows(text.getvalue(), "x.csv", [])
    assert found is not None
    assert found[0] == [["a", "b"], *rows]
    assert len(found[1]) == len(found[0])


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("person_id;name", [("csv-delimiter", "")]),
        ("person_id\tname", [("csv-delimiter", "")]),
        ("Person_id,name", [("column-unknown", "Person_id")]),
        ("person_id,note,name", [("column-unknown", "note")]),
        ("person_id,,name", [("column-nameless", "")]),
        ("tran-lenh-truong,Trần Lệnh Trưởng", [("header-missing", "")]),
        ("person_id,name,name", [("column-order", "name")]),
        ("person_id,person_id,name", [("column-order", "person_id")]),
        ("name,person_id", [("column-order", "name")]),
        ("name", [("column-missing", "person_id")]),
        (",".join(["x"] * 500), [("header-missing", "")]),
        (",".join(["name"] * 500), [("row-length", "")]),
    ],
)
def test_a_header_that_is_another_is_told_of(
    folder: Path, header: str, expected: list[tuple[str, str]]
) -> None:
    (folder / PEOPLE).write_text(f"{header}\n", encoding="utf-8")
    assert told(folder) == [(rule, PEOPLE, 1, field) for rule, field in expected]


@pytest.mark.parametrize(
    ("data", "rule", "line"),
    [
        (b"person_id,name\na,\xe1\n", "encoding", 2),
        ("person_id,name\n".encode("utf-16-be"), "encoding", 0),
        (b"person_id,name\na,\0x\n" + b"b,y\n" * 9, "nul-byte", 2),
        (b"PK\x03\x04\x14\0\0\0", "file-spreadsheet", 0),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-text", 0),
        (b"person_id,name\n<<<<<<< HEAD\na,b\n=======\na,c\n>>>>>>> x\n", "merge-conflict", 2),
        (b"\xef\xbb\xbf\r\n", "file-empty", 0),
        (b"person_id,name\na,b\nc,d,e\n\nf\n", "row-length", 3),
        (b'person_id,name\na,b\nc,"d\n', "csv-unclosed-quote", 3),
        (b'person_id,name\na,"b" \n', "csv-syntax", 2),
        (b'person_id,name\na,"' + b"x\n" * 6000 + b'"\n', "cell-too-long", 2),
        (b"", "file-empty", 0),
    ],
)
def test_a_file_that_cannot_be_read_is_told_of_with_the_line(
    folder: Path, data: bytes, rule: str, line: int
) -> None:
    (folder / PEOPLE).write_bytes(data)
    dataset = load(folder)
    assert (dataset.problems[0].rule, dataset.problems[0].line) == (rule, line)
    assert "persons" not in dataset.tables
    assert len(dataset.tables) == 11


def test_rows_of_another_length_are_told_once_for_each_length_with_their_number(
    folder: Path,
) -> None:
    rows = "a\nb,c\nd,e,f\n\n" + "g,h,i\n" * 1000 + ",\n"
    (folder / PEOPLE).write_text(f"person_id,name\n{rows}", encoding="utf-8")
    problems = load(folder).problems
    assert [(p.rule, p.line, p.details["repeated"]) for p in problems] == [
        ("row-length", 2, "1"),
        ("row-length", 4, "1001"),
        ("row-blank", 5, "2"),
    ]


@pytest.mark.parametrize(
    ("text", "code_page", "found"),
    [
        ("Trâ\u0300n Lê\u0323nh", "cp1258", "Windows-1258"),
        ("Hòa, façade", "cp1252", "Windows-1252"),
        ("\x81\x8d", "latin-1", "0x81"),
    ],
)
def test_the_code_page_in_which_a_table_was_saved_is_named(
    folder: Path, text: str, code_page: str, found: str
) -> None:
    (folder / PEOPLE).write_bytes(f"person_id,name\na,{text}\n".encode(code_page))
    assert [p.details for p in load(folder).problems] == [{"found": found}]


def test_a_byte_order_mark_does_not_keep_a_table_from_being_read(folder: Path) -> None:
    (folder / PEOPLE).write_bytes(b"\xef\xbb\xbfperson_id,name\na,b\n")
    dataset = load(folder)
    assert [problem.rule for problem in dataset.problems] == ["byte-order-mark"]
    assert dataset.frame("persons")["person_id"].tolist() == ["a"]


def test_a_file_that_no_resource_names_is_told_of_beside_those_that_are_lost(
    folder: Path,
) -> None:
    (folder / PEOPLE).rename(folder / "data/people.csv")
    assert told(folder) == [("file-missing", PEOPLE, 0, "")]
    (folder / "data/old").mkdir()
    (folder / "data/old/people.csv").write_text("x", encoding="utf-8")
    assert told(folder) == [
        ("file-missing", PEOPLE, 0, ""),
        ("file-stray", "data/old/people.csv", 0, ""),
        ("file-stray", "data/people.csv", 0, ""),
    ]


FIELD = {"name": "a", "type": "string"}


def schema(*fields: object, **properties: object) -> dict[str, object]:
    return {"fields": [FIELD, *fields], "primaryKey": ["a"], **properties}


def field(**properties: object) -> dict[str, object]:
    return schema({"name": "b", "type": "string"} | properties)


def to(reference: object) -> dict[str, object]:
    return schema(foreignKeys=[{"fields": "a", "reference": reference}])


@pytest.mark.parametrize(
    ("description", "places"),
    [
        (schema(), []),
        (schema(primaryKey="a"), []),
        (field(type="number", constraints={"minimum": 0, "maximum": 1.5}), []),
        (field(type="integer", constraints={"minimum": 0.5}), ["fields[1].constraints.minimum"]),
        (field(type="date", constraints={"minimum": "2025-07-01"}), []),
        (field(type="date", constraints={"maximum": "1-7"}), ["fields[1].constraints.maximum"]),
        (field(constraints={"minimum": 0}), ["fields[1].constraints.minimum"]),
        (field(type="object"), ["fields[1].type"]),
        (field(name="B"), ["fields[1].name"]),
        (field(name="a"), ["fields"]),
        (field(title=7, title_en=[]), ["fields[1].title", "fields[1].title_en"]),
        (field(format="email"), ["fields[1].format"]),
        (field(missingValues=["-"]), ["fields[1].missingValues"]),
        (field(type="number", decimalChar=","), ["fields[1].decimalChar"]),
        (field(categories="x"), ["fields[1].categories"]),
        (field(categories=[]), ["fields[1].categories"]),
        (field(categories=[{"label": "x"}]), ["fields[1].categories"]),
        (field(categories=[{"value": 1}]), ["fields[1].categories"]),
        (field(categories=[{"value": "x"}, {"value": "x"}]), ["fields[1].categories"]),
        (field(constraints=[]), ["fields[1].constraints"]),
        (field(constraints={"required": "yes"}), ["fields[1].constraints.required"]),
        (field(constraints={"pattern": "("}), ["fields[1].constraints.pattern"]),
        (field(constraints={"pattern": 7}), ["fields[1].constraints.pattern"]),
        (field(constraints={"maxLength": True}), ["fields[1].constraints.maxLength"]),
        (field(constraints={"anything": 1}), ["fields[1].constraints.anything"]),
        (schema(7), ["fields[1]"]),
        (schema({"name": "b"}), ["fields[1].type"]),
        (schema({"type": "string"}), ["fields[1].name"]),
        (schema(primaryKey=[]), ["primaryKey"]),
        (schema(primaryKey=["b"]), ["primaryKey"]),
        (schema(primaryKey=["a", "a"]), ["primaryKey"]),
        (schema(primaryKey=7), ["primaryKey"]),
        ({"fields": [FIELD]}, ["primaryKey"]),
        ({"fields": FIELD}, ["fields"]),
        ({"fields": []}, ["fields"]),
        ({}, ["fields"]),
        (schema(missingValues=["NA"]), ["missingValues"]),
        (schema(fieldsMatch="subset"), ["fieldsMatch"]),
        (schema(uniqueKeys=["a"]), []),
        (schema(uniqueKeys=[["a"]]), []),
        (schema(uniqueKeys=[["b"]]), ["uniqueKeys"]),
        (schema(uniqueKeys="a"), ["uniqueKeys"]),
        (schema(foreignKeys={}), ["foreignKeys"]),
        (schema(foreignKeys=[{"fields": ["a"]}]), ["foreignKeys"]),
        (to({"fields": "x"}), []),
        (to({"resource": "t", "fields": ["x"]}), []),
        (to({"fields": ["x", "y"]}), ["foreignKeys"]),
        (to({"resource": 7, "fields": "x"}), ["foreignKeys"]),
        (to("t"), ["foreignKeys"]),
    ],
)  # fmt: skip
def test_a_schema_has_the_shape_that_everything_relies_on(
    description: dict[str, object], places: list[str]
) -> None:
    assert list(misshapen(description)) == places


@pytest.mark.parametrize("path", sorted((PACKAGE / "schemas").glob("*.json")), ids=lambda p: p.stem)
def test_the_schemas_have_that_shape(path: Path) -> None:
    assert list(misshapen(json.loads(path.read_text(encoding="utf-8")))) == []
