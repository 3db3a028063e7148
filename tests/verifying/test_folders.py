"""Verifying a folder tells each kind of tampering: which file, where in it, and what it was."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from generator.verifying.comparison import SHOWN
from generator.verifying.verify import verify
from tests.verifying.tampering import keep_only, list_again

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROW = "d-196-2017-village-secretary-head"
"""A figure of the fixture: 85 of 101."""


def told(path: Path, lang: str = "en") -> list[str]:
    """What is said of a download: the findings, then where the rules for the data are broken."""
    done = verify(path, lang)
    problems = done.report.errors if done.report else ()
    return [
        *(finding.told(lang) for finding in done.findings),
        *(f"{problem.file}:{problem.line} {problem.rule}" for problem in problems),
    ]


def change(path: Path, old: str, new: str) -> None:
    data = path.read_bytes()
    assert data.count(old.encode()) == 1
    path.write_bytes(data.replace(old.encode(), new.encode()))


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_nothing_is_wrong_with_what_was_published(published: Path) -> None:
    for folder in (published, published / "latest"):
        done = verify(folder, "en")
        assert [finding.told("en") for finding in done.findings if finding.is_fault] == []
        assert done.is_sound
        assert (done.hashed, done.compared) == (78, 50)


def test_a_file_that_no_list_names_is_told_and_no_fault(plain: Path) -> None:
    (plain / "notes.txt").write_text("mine")
    assert told(plain) == ["notes.txt: No list names this file."]
    assert verify(plain, "en").is_sound


def test_a_folder_without_lists_is_judged_by_the_rules_alone(plain: Path) -> None:
    (plain / "manifest.json").unlink()
    assert told(plain) == [
        "There is no SHA256SUMS and no manifest.json: no checksums to compare with."
    ]


def test_a_missing_file_is_told(plain: Path) -> None:
    (plain / "dictionary.csv").unlink()
    assert told(plain) == ["dictionary.csv: This file is missing; manifest.json names it."]


def test_a_folder_that_is_no_package_is_told(tmp_path: Path) -> None:
    assert told(tmp_path)[1:] == ["datapackage.json:0 file-missing"]
    assert not verify(tmp_path, "en").is_sound


def test_a_changed_figure_is_told_by_checksum_and_by_every_other_format(latest: Path) -> None:
    path = latest / "data/observations.csv"
    before = sha256(path)
    change(path, ",85,101,", ",86,101,")
    here = f"Table “observations”, row {ROW}, column numerator: here it is"
    assert told(latest) == [
        (
            f"data/observations.csv: The content is not what was published: its SHA-256 is "
            f"{sha256(path)}, and manifest.json says {before}."
        ),
        (
            "nhat-the-hoa-test.zip: “data/observations.csv” in the ZIP file differs from the file "
            "of that name beside it."
        ),
        f"nhat-the-hoa-test.xlsx: {here} 85.0, in the CSV 86.0.",
        f"xlsx/observations.xlsx: {here} 85.0, in the CSV 86.0.",
        f"nhat-the-hoa-test.sqlite: {here} 85, in the CSV 86.",
        f"parquet/observations.parquet: {here} 85, in the CSV 86.",
        f"json/observations.json: {here} 85, in the CSV 86.",
        f"excel/observations.csv: {here} “85”, in the CSV “86”.",
        "datapackage.json:0 resource-checksum",
    ]


def test_a_key_that_leads_nowhere_is_told_though_all_checksums_are_right(latest: Path) -> None:
    for folder in ("data", "excel"):
        change(latest / folder / "observations.csv", ",d-196,", ",d-999,")
    list_again(latest)
    assert [line for line in told(latest) if line.startswith(("data/", "excel/"))] == [
        "data/observations.csv:5 reference-unknown"
    ]


def test_a_size_that_the_list_has_wrong_is_told(plain: Path) -> None:
    manifest = json.loads((plain / "manifest.json").read_text("utf-8"))
    manifest["files"][0]["bytes"] += 1
    size = manifest["files"][0]["bytes"]
    (plain / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert told(plain) == [f"datapackage.json: It has {size - 1} bytes; manifest.json says {size}."]


def set_json(folder: Path, change: Callable[[list[dict[str, Any]]], object]) -> None:
    path = folder / "json/observations.json"
    records = json.loads(path.read_text("utf-8"))
    change(records)
    path.write_text(json.dumps(records), "utf-8")


def json_of_another_type(folder: Path) -> None:
    set_json(folder, lambda records: records[3].update(numerator="85"))


def json_in_another_order(folder: Path) -> None:
    set_json(folder, lambda records: records.reverse())


def json_with_a_row_twice(folder: Path) -> None:
    set_json(folder, lambda records: records.append(records[0]))


def json_without_a_row(folder: Path) -> None:
    set_json(folder, lambda records: records.pop(3))


def json_of_another_kind(folder: Path) -> None:
    (folder / "json/observations.json").write_text('{"observations": []}')


def json_with_a_column_less(folder: Path) -> None:
    def without(records: list[dict[str, Any]]) -> None:
        for record in records:
            del record["note_en"]

    set_json(folder, without)


def sqlite_with_another_value(folder: Path) -> None:
    in_database(folder, "UPDATE observations SET denominator = NULL WHERE denominator = 101")


def sqlite_with_a_view_for_a_table(folder: Path) -> None:
    in_database(folder, "ALTER TABLE persons RENAME TO people")
    in_database(folder, "CREATE VIEW persons AS SELECT * FROM people")


def in_database(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "nhat-the-hoa-test.sqlite")) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)


def sqlite_that_is_none(folder: Path) -> None:
    (folder / "nhat-the-hoa-test.sqlite").write_bytes(b"not a database at all, but long enough")


def parquet_of_another_type(folder: Path) -> None:
    path = folder / "parquet/observations.parquet"
    table = pq.read_table(path)
    place = table.schema.get_field_index("numerator")
    texts = table.column("numerator").cast(pa.string())
    pq.write_table(table.set_column(place, "numerator", texts), path)


def excel_csv_with_a_row_more(folder: Path) -> None:
    path = folder / "excel/persons.csv"
    path.write_bytes(path.read_bytes() + "khac,Người khác\r\n".encode())


def workbook_with_a_formula(folder: Path) -> None:
    path = folder / "nhat-the-hoa-test.xlsx"
    book = openpyxl.load_workbook(path)
    book["persons"]["B2"] = "=1+1"
    book.save(path)


def workbook_that_is_cut_off(folder: Path) -> None:
    path = folder / "xlsx/persons.xlsx"
    path.write_bytes(path.read_bytes()[:-200])


_CELL = f"Table “observations”, row {ROW}, column"


@pytest.mark.parametrize(
    ("tamper", "expected"),
    [
        (
            json_of_another_type,
            f"json/observations.json: {_CELL} numerator: here it is “85”, in the CSV 85.",
        ),
        (
            json_in_another_order,
            (
                "json/observations.json: The rows of the table “observations” are not in the "
                "order of the CSV."
            ),
        ),
        (
            json_with_a_row_twice,
            (
                "json/observations.json: The table “observations” has the row "
                "c-05983-2018-residents twice."
            ),
        ),
        (
            json_without_a_row,
            f"json/observations.json: The table “observations” lacks the row {ROW}, which the CSV",
        ),
        (json_of_another_kind, "json/observations.json: It cannot be read: [{…}, …]."),
        (
            json_with_a_column_less,
            "json/observations.json: The columns of the table “observations” are ",
        ),
        (
            sqlite_with_another_value,
            f"nhat-the-hoa-test.sqlite: {_CELL} denominator: here it is empty, in the CSV 101.",
        ),
        (sqlite_with_a_view_for_a_table, "nhat-the-hoa-test.sqlite: There is no table “persons”."),
        (
            sqlite_that_is_none,
            "nhat-the-hoa-test.sqlite: It cannot be read: file is not a database.",
        ),
        (
            parquet_of_another_type,
            (
                "parquet/observations.parquet: Table “observations”, row "
                "d-178-2018-village-secretary-head, column numerator: here it is “79”"
            ),
        ),
        (
            excel_csv_with_a_row_more,
            "excel/persons.csv: The table “persons” has the row khac, which the CSV has not.",
        ),
        (workbook_with_a_formula, "nhat-the-hoa-test.xlsx: Table “persons”, row "),
        (workbook_that_is_cut_off, "xlsx/persons.xlsx: It cannot be read: workbook-"),
    ],
)
def test_formats_that_say_different_things_are_told_though_all_checksums_are_right(
    latest: Path, tamper: Callable[[Path], None], expected: str
) -> None:
    keep_only(latest, expected.split(": ", maxsplit=1)[0])
    tamper(latest)
    list_again(latest)
    lines = told(latest)
    assert lines[0].startswith(expected), lines
    assert {line.split(": ")[0] for line in lines} == {expected.split(": ", maxsplit=1)[0]}


def test_of_many_differences_some_are_told_and_the_others_counted(latest: Path) -> None:
    def without_quotes(records: list[dict[str, Any]]) -> None:
        for record in records:
            record["quote"] = record["source_id"] = "x"

    keep_only(latest, "json/observations.json")
    set_json(latest, without_quotes)
    list_again(latest)
    lines = told(latest)
    assert len(lines) == SHOWN + 1
    assert lines[-1] == "json/observations.json: Differences that are not shown: 3."


def test_a_table_that_is_not_of_its_types_is_told(latest: Path) -> None:
    change(latest / "data/observations.csv", ",85,101,", ",many,101,")
    lines = told(latest)
    assert any("The formats cannot be compared with this table: " in line for line in lines)
    assert any(line.startswith("data/observations.csv:5 ") for line in lines)


def test_a_file_far_larger_than_its_table_is_not_read(latest: Path) -> None:
    keep_only(latest, "json/persons.json")
    with (latest / "json/persons.json").open("r+b") as file:
        file.truncate(60_000_000)
    list_again(latest)
    assert told(latest) == ["json/persons.json: It cannot be read: > 50 MB."]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{", "manifest.json: The list of checksums cannot be read: JSONDecodeError: "),
        ("[" * 100_000, "manifest.json: The list of checksums cannot be read: RecursionError: "),
        (
            '{"files": [{}]}',
            "manifest.json: The list of checksums cannot be read: KeyError: 'path'.",
        ),
        (
            '{"files": [{"path": 7, "bytes": 1, "sha256": "%s"}]}' % ("0" * 64),
            "manifest.json: The list of checksums cannot be read: TypeError: 7.",
        ),
        (
            '{"files": [{"path": "README.md", "bytes": 1, "sha256": "0"}]}',
            "manifest.json: The list of checksums cannot be read: ValueError: 0.",
        ),
        (
            '{"files": [{"path": "../secret", "bytes": 1, "sha256": "%s"}]}' % ("0" * 64),
            "manifest.json: The list names a path that leads elsewhere: “../secret”.",
        ),
        (
            '{"files": [{"path": "/etc/passwd", "bytes": 1, "sha256": "%s"}]}' % ("0" * 64),
            "manifest.json: The list names a path that leads elsewhere: “/etc/passwd”.",
        ),
    ],
)
def test_a_list_that_cannot_be_trusted_is_told_and_nothing_else_is_read(
    latest: Path, content: str, expected: str
) -> None:
    (latest / "manifest.json").write_text(content)
    (line,) = told(latest)
    assert line.startswith(expected), line


def test_a_link_out_of_the_folder_is_not_followed(latest: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("secret")
    (latest / "data/persons.csv").unlink()
    (latest / "data/persons.csv").symlink_to(tmp_path / "secret.csv")
    assert told(latest) == [
        "manifest.json: The list names a path that leads elsewhere: “data/persons.csv”."
    ]


def test_checksums_of_sha256sum_are_read(plain: Path) -> None:
    lines = [
        f"{sha256(plain / name)}  {name}\n"
        for name in ("README.md", "CITATION.cff")
        if (plain / name).exists()
    ]
    (plain / "SHA256SUMS").write_text("".join(lines))
    assert told(plain) == []
    (plain / "SHA256SUMS").write_text("0 CITATION.cff\n")
    assert told(plain) == ["SHA256SUMS: The list of checksums cannot be read: 0 CITATION.cff."]
    (plain / "SHA256SUMS").write_bytes(b"\xff\xfe")
    (line,) = told(plain)
    assert line.startswith("SHA256SUMS: The list of checksums cannot be read: 'utf-8' codec")
    with (plain / "SHA256SUMS").open("wb") as file:
        file.truncate(10_000_001)
    assert told(plain) == ["SHA256SUMS: The list of checksums cannot be read: > 10 MB."]


def test_what_is_told_cannot_write_to_the_terminal(plain: Path) -> None:
    (plain / "notes\x1b[2J.txt").write_text("mine")
    assert told(plain) == ["notes\\x1b[2J.txt: No list names this file."]
