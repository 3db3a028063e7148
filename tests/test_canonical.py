"""A table has one form, and to bring it there loses nothing and changes no meaning."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.canonical import cell, replace_files, table_bytes
from generator.checks.run import check
from generator.dataset import load
from generator.exceptions import MachineError
from generator.formatting import Formatted, format_package, formatted
from tests.small_package import PACKAGE, SmallPackage
from tests.systems import LINKS_AND_MODES

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["id", "name", "count", "day", "flag"]
SCHEMA = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "name", "type": "string"},
        {"name": "count", "type": "number"},
        {"name": "day", "type": "date"},
        {"name": "flag", "type": "boolean"},
    ],
    "primaryKey": ["id"],
}
HEADER = b"id,name,count,day,flag\n"


def test_a_table_is_sorted_by_its_key_and_quoted_only_where_it_must_be() -> None:
    rows = [["b", "x, y"], ["Z", 'he said "no"'], ["a", "bản\u00a0 Dạ"], ["", "two\r\nlines"]]
    expected = 'id,name\n,"two\nlines"\nZ,"he said ""no"""\na,bản Dạ\nb,"x, y"\n'
    assert table_bytes(["id", "name"], ["id"], rows).decode() == expected


def test_rows_of_one_key_keep_their_order() -> None:
    assert table_bytes(["k", "v"], ["k"], [["a", "2"], ["a", "1"]]) == b"k,v\na,2\na,1\n"


def test_a_key_of_two_fields_sorts_by_the_first_one_first() -> None:
    rows = [["x", "b", "a"], ["y", "a", "b"], ["z", "a", "a"]]
    assert table_bytes(["v", "k1", "k2"], ["k1", "k2"], rows) == b"v,k1,k2\nz,a,a\ny,a,b\nx,b,a\n"


@given(st.text())
def test_a_cell_in_its_form_stays_as_it_is(text: str) -> None:
    assert cell(cell(text)) == cell(text)


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        pytest.param(b"\xef\xbb\xbfid,name,count,day,flag\na,,,,\n", b"a,,,,\n", id="BOM"),
        pytest.param(b"id,name,count,day,flag\r\na,,,,\r\n", b"a,,,,\n", id="CRLF"),
        pytest.param(b"id,name,count,day,flag\ra,,,,\r", b"a,,,,\n", id="CR"),
        pytest.param(HEADER + b"a,,,,", b"a,,,,\n", id="no last line end"),
        pytest.param(HEADER + b"\na,,,,\n\n\n", b"a,,,,\n", id="blank lines"),
        pytest.param(b"\n" + HEADER + b"a,,,,\n,,,,\n, ,,,\n", b"a,,,,\n", id="empty rows"),
        pytest.param(b"id;name;count;day;flag\na;x, y;1;;\n", b'a,"x, y",1,,\n', id="semicolons"),
        pytest.param(b"id\tname\tcount\tday\tflag\na\tx\t\t\t\n", b"a,x,,,\n", id="tabs"),
        pytest.param(
            "id\tname\tcount\tday\tflag\r\na\thòa\t\t\t\r\n".encode("utf-16"),
            "a,hòa,,,\n".encode(),
            id="Excel's text in Unicode",
        ),
        pytest.param(
            b"id,name,,count,day,flag\na,x,,7,,\n", b"a,x,7,,\n", id="empty column in the middle"
        ),
        pytest.param(HEADER + b'"a","x","1","",""\n', b"a,x,1,,\n", id="quotes"),
        pytest.param(HEADER + b"b,,,,\na,,,,\n", b"a,,,,\nb,,,,\n", id="order of rows"),
        pytest.param(b"name,id,flag,day,count\nx,a,,,7\n", b"a,x,7,,\n", id="order of columns"),
        pytest.param(b" id ,name,count,day,flag\na,,,,\n", b"a,,,,\n", id="space in the header"),
        pytest.param(b"id,name,count,day,flag,,\na,x,,,,,\n", b"a,x,,,\n", id="empty columns"),
        pytest.param(HEADER + b"a, x \xc2\xa0y\t,,,\n", b"a,x y,,,\n", id="spaces"),
        pytest.param(HEADER + "a,ho\u0300a,,,\n".encode(), "a,hòa,,,\n".encode(), id="NFD"),
        pytest.param(HEADER + b'a,"x\r\ny",,,\n', b'a,"x\ny",,,\n', id="line break in a cell"),
        pytest.param(HEADER + b"a,,,,TRUE\nb,,,,False\n", b"a,,,,true\nb,,,,false\n", id="truth"),
        pytest.param(HEADER + b"a,,,2018-6-3,\n", b"a,,,2018-06-03,\n", id="day"),
    ],
)
def test_what_has_one_right_answer_is_mended(damaged: bytes, right: bytes) -> None:
    assert formatted(damaged, SCHEMA) == HEADER + right


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("85.0", "85"),
        ("90.80", "90.8"),
        ("+7", "7"),
        ("007", "7"),
        ("85.", "85"),
        ("-0", "0"),
        ("-0.50", "-0.5"),
        ("0.500", "0.5"),
        ("1234.500", "1234.5"),
        ("12345678901234567890.10", "12345678901234567890.1"),
        ("1.000", "1.000"),
        ("12.500", "12.500"),
        ("90,8", "90,8"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("١٢", "١٢"),
        ("n/a", "n/a"),
        ("", ""),
    ],
)
def test_a_number_is_rewritten_only_where_its_value_is_beyond_doubt(
    written: str, right: str
) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(["a", "", written, "", ""])
    shown = io.StringIO()
    csv.writer(shown, lineterminator="\n").writerow(["a", "", right, "", ""])
    assert (
        formatted(HEADER + text.getvalue().encode(), SCHEMA) == HEADER + shown.getvalue().encode()
    )


@given(st.from_regex(r"[+-]?[0-9]{1,6}(\.[0-9]{0,5})?", fullmatch=True))
def test_a_numbers_value_and_its_form_stay(text: str) -> None:
    once = formatted(HEADER + f"a,,{text},,\n".encode(), SCHEMA)
    assert once is not None
    assert Decimal(read(once)[1][2]) == Decimal(text)
    assert formatted(once, SCHEMA) == once


@pytest.mark.parametrize("written", ["2018-13-01", "2018-06", "3/6/2018", "18-6-3"])
def test_what_is_no_day_stays_as_it_is(written: str) -> None:
    data = HEADER + f"a,,,{written},\n".encode()
    assert formatted(data, SCHEMA) == data


def test_a_code_that_looks_like_a_number_stays_as_it_is() -> None:
    data = HEADER + b"007,1.50,,,\n"
    assert formatted(data, SCHEMA) == data


@pytest.mark.parametrize(
    ("words", "right"), [(["TRUE"], "TRUE"), (["true", "TRUE"], "True"), (["yes"], "True")]
)
def test_a_truth_value_is_written_as_the_schema_has_it(words: list[str], right: str) -> None:
    fields = [{"name": "id"}, {"name": "flag", "type": "boolean", "trueValues": words}]
    schema = {"fields": fields, "primaryKey": "id"}
    assert formatted(b"id,flag\na,True\n", schema) == f"id,flag\na,{right}\n".encode()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(HEADER + b'a,"x,,,\n', id="quote that is not closed"),
        pytest.param(HEADER + b'a,"x"y,,,\n', id="text after a quote"),
        pytest.param(b"\xff\xfe" + HEADER, id="no UTF-16 either"),
        pytest.param(HEADER + b"a,\xe0 \xff,,,\n", id="no UTF-8"),
        pytest.param(HEADER + "a,ho\u0300a,,,\n".encode("cp1258"), id="Windows-1258"),
        pytest.param(b"PK\x03\x04" + HEADER, id="spreadsheet"),
        pytest.param(HEADER + b"a,\x00,,,\n", id="NUL"),
        pytest.param(
            HEADER + b"<<<<<<< HEAD\na,,,,\n=======\na,x,,,\n>>>>>>> other\n", id="conflict"
        ),
        pytest.param(b"id,name,,count,day,flag\na,x,y,7,,\n", id="column without a name"),
        pytest.param(b"id,name,count,day\na,,,\n", id="column missing"),
        pytest.param(b"id,name,more,count,day,flag\na,,,,,\n", id="column unknown"),
        pytest.param(b"id,name,name,day,flag\na,,,,\n", id="column twice"),
        pytest.param(HEADER + b"a,,,\n", id="row too short"),
        pytest.param(HEADER + b"a,,,,,x\n", id="row too long"),
        pytest.param(HEADER + b"a,,,,,\n", id="comma too many"),
        pytest.param(b"", id="empty"),
    ],
)
def test_what_cannot_be_read_is_not_touched(data: bytes) -> None:
    assert formatted(data, SCHEMA) is None


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8)
TEXTS = {"fields": [{"name": name} for name in "kvw"], "primaryKey": ["k"]}


def written(rows: list[list[str]], order: list[int], *, end: str, bom: bool) -> bytes:
    """The rows as another program may write them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator=end)
    writer.writerows([[row[at] for at in order] for row in [["k", "v", "w"], *rows]])
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


@given(ROWS, st.permutations([0, 1, 2]), st.sampled_from(["\n", "\r\n"]), st.data())
def test_no_row_is_lost_however_a_table_was_written(
    rows: list[list[str]], order: list[int], end: str, draw: st.DataObject
) -> None:
    bom = draw.draw(st.booleans())
    data = formatted(written(rows, order, end=end, bom=bom), TEXTS)
    assert data is not None
    header, *found = read(data)
    assert header == ["k", "v", "w"]
    clean = [tuple(map(cell, row)) for row in rows]
    assert Counter(map(tuple, found)) == Counter(row for row in clean if any(row))
    assert [row[0] for row in found] == sorted(row[0] for row in found)
    assert unicodedata.is_normalized("NFC", data.decode())


@given(ROWS, st.permutations([0, 1, 2]))
def test_formatting_twice_is_formatting_once(rows: list[list[str]], order: list[int]) -> None:
    once = formatted(written(rows, order, end="\r\n", bom=True), TEXTS)
    assert once is not None
    assert formatted(once, TEXTS) == once


def test_a_package_is_formatted_file_by_file_and_the_rest_is_told(tmp_path: Path) -> None:
    package = SmallPackage(tmp_path / "p")
    units, sources = package.folder / "data/units.csv", package.folder / "data/sources.csv"
    right = units.read_bytes()
    units.write_bytes(b"\xef\xbb\xbf" + right.replace(b"\n", b"\r\n"))
    broken = sources.read_bytes() + b'zz,"\n'
    sources.write_bytes(broken)
    told = format_package(package.folder)
    assert told.changed == ("data/units.csv",)
    assert [(p.rule, p.file, p.line) for p in told.problems] == [
        ("csv-unclosed-quote", "data/sources.csv", 3)
    ]
    assert units.read_bytes() == right
    assert sources.read_bytes() == broken
    assert format_package(package.folder).changed == ()


def test_what_was_formatted_passes_the_check(tmp_path: Path) -> None:
    package = SmallPackage(tmp_path / "p")
    for file in (package.folder / "data").iterdir():
        header, *rows = file.read_text(encoding="utf-8").splitlines()
        lines = "\r\n".join([header, "", *(row.replace(" ", "  ") for row in reversed(rows))])
        spoilt = unicodedata.normalize("NFD", lines).replace("85,101", "085,101.0")
        file.write_bytes(b"\xef\xbb\xbf" + spoilt.replace("true", "TRUE").encode())
    assert check(load(package.folder)).errors != ()
    format_package(package.folder)
    assert check(load(package.folder)).problems == ()


def test_columns_in_another_order_are_put_right(tmp_path: Path) -> None:
    package = SmallPackage(tmp_path / "p")
    persons = package.folder / "data/persons.csv"
    persons.write_bytes("name,person_id\nChẩu Văn Toan,chau-van-toan\n".encode())
    assert format_package(package.folder) == Formatted(changed=("data/persons.csv",), problems=())
    assert persons.read_bytes() == "person_id,name\nchau-van-toan,Chẩu Văn Toan\n".encode()


def test_what_would_be_changed_can_be_asked_without_writing(tmp_path: Path) -> None:
    package = SmallPackage(tmp_path / "p")
    units = package.folder / "data/units.csv"
    units.write_bytes(units.read_bytes().replace(b"\n", b"\r\n"))
    before = units.read_bytes()
    assert format_package(package.folder, write=False).changed == ("data/units.csv",)
    assert units.read_bytes() == before


def test_a_package_whose_descriptor_is_at_fault_is_left_alone(tmp_path: Path) -> None:
    package = SmallPackage(tmp_path / "p")
    units = package.folder / "data/units.csv"
    units.write_bytes(units.read_bytes().replace(b"\n", b"\r\n"))
    package.descriptor(resources=[{"name": "units"}])
    told = format_package(package.folder)
    assert told.changed == ()
    assert "resource-incomplete" in {problem.rule for problem in told.problems}


def test_the_projects_own_package_is_in_its_form() -> None:
    assert format_package(PACKAGE, write=False).changed == ()
    assert load(PACKAGE).problems == ()


@LINKS_AND_MODES
def test_all_files_are_replaced(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"old")
    one.chmod(0o600)
    replace_files({one: b"new", two: b"first"})
    assert (one.read_bytes(), two.read_bytes()) == (b"new", b"first")
    assert one.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


@pytest.mark.parametrize("refusing", ["folder", "nowhere/file"])
def test_where_one_file_cannot_be_written_none_is(tmp_path: Path, refusing: str) -> None:
    one, new = tmp_path / "one", tmp_path / "new"
    one.write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    with pytest.raises(MachineError, match="cannot write"):
        replace_files({one: b"new", new: b"new", tmp_path / refusing: b"new"})
    assert one.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "one"]


@LINKS_AND_MODES
def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    replace_files({tmp_path / "link": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
