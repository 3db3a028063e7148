"""What people and programs do to files: told once, in plain words, and mended if that is sure."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from generator.formatting import format_package
from generator.reports.as_json import as_json
from generator.reports.as_text import as_text
from generator.reports.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.copies import Copy

TABLE = "data/observations.csv"
Change = "Callable[[bytes], bytes]"


def divided(data: bytes, delimiter: str, end: str = "\r\n") -> str:
    """A table as a spreadsheet writes it with another delimiter."""
    text = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(data.decode(), newline=""))
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue()


def with_rows(data: bytes, change: Callable[[list[str]], list[str]]) -> bytes:
    """A table with every row, its header too, changed."""
    text = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(data.decode(), newline=""))
    csv.writer(text, lineterminator="\n").writerows(map(change, rows))
    return text.getvalue().encode()


def conflict(data: bytes) -> bytes:
    """Two sides of a merge in the middle of a table."""
    head, *rows, last = data.decode().splitlines(keepends=True)
    other = last.replace(",85,101,", ",86,101,")
    both = f"<<<<<<< HEAD\n{last}=======\n{other}>>>>>>> main\n"
    return "".join([head, *rows, both]).encode()


MENDED = [
    pytest.param(
        lambda data: divided(data, ";").encode("utf-8-sig"),
        "csv-delimiter 1",
        id="Excel, CSV UTF-8",
    ),
    pytest.param(lambda data: divided(data, "\t").encode(), "csv-delimiter 1", id="tabs"),
    pytest.param(
        lambda data: divided(data, "\t").encode("utf-16"), "encoding 0", id="Excel, Unicode text"
    ),
    pytest.param(
        lambda data: with_rows(data, lambda row: row[::-1]), "column-order 1", id="header reordered"
    ),
    pytest.param(
        lambda data: with_rows(data, lambda row: [*row[:3], "", *row[3:]]),
        "column-nameless 1",
        id="empty column inserted",
    ),
    pytest.param(
        lambda data: data + (b"," * 17 + b"\r\n") * 40, "row-blank 6", id="empty rows of a sheet"
    ),
]

LEFT = [
    pytest.param(conflict, "merge-conflict 5", id="merge conflict"),
    pytest.param(
        lambda data: (
            data.decode()
            .translate({0x1EE7: "u\u0309", 0x1ED1: "\xf4\u0301"})
            .encode("cp1258", "ignore")
        ),
        "encoding 2",
        id="Windows-1258",
    ),
    pytest.param(
        lambda data: with_rows(
            data, lambda row: [*row[:3], "note" if row[0] == "observation_id" else "x", *row[3:]]
        ),
        "column-unknown 1",
        id="column inserted",
    ),
    pytest.param(
        lambda data: data.replace(b",actual,", b",actual,,"), "row-length 2", id="comma too many"
    ),
    pytest.param(lambda data: data.partition(b"\n")[2], "header-missing 1", id="no header"),
    pytest.param(lambda _: b"", "file-empty 0", id="empty"),
    pytest.param(lambda _: b"\xef\xbb\xbf\r\n\r\n", "file-empty 0", id="blank lines"),
    pytest.param(lambda _: b"PK\x03\x04\x14\0\x08\0", "file-spreadsheet 0", id="workbook"),
    pytest.param(lambda _: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-text 0", id="picture"),
    pytest.param(
        lambda _: b"<!DOCTYPE html>\n<html><body>404</body></html>\n",
        "header-missing 1",
        id="web page",
    ),
]


def told(package: Copy) -> list[str]:
    return [f"{problem.rule} {problem.line}" for problem in package.check().problems]


@pytest.mark.parametrize(("change", "problem"), [*MENDED, *LEFT])
def test_a_bad_file_has_one_message(
    package: Copy, change: Callable[[bytes], bytes], problem: str
) -> None:
    path = package.folder / TABLE
    path.write_bytes(change(path.read_bytes()))
    assert told(package) == [problem]


@pytest.mark.parametrize(("change", "problem"), MENDED)
def test_what_has_one_right_answer_is_as_before_once_it_is_formatted(
    package: Copy, change: Callable[[bytes], bytes], problem: str
) -> None:
    path = package.folder / TABLE
    before = path.read_bytes()
    path.write_bytes(change(before))
    assert format_package(package.folder).changed == (TABLE,), problem
    assert path.read_bytes() == before


@pytest.mark.parametrize(("change", "problem"), LEFT)
def test_what_takes_a_person_is_left_as_it_is(
    package: Copy, change: Callable[[bytes], bytes], problem: str
) -> None:
    path = package.folder / TABLE
    damaged = change(path.read_bytes())
    path.write_bytes(damaged)
    formatted = format_package(package.folder)
    assert formatted.changed == ()
    assert [f"{p.rule} {p.line}" for p in formatted.problems] == [problem]
    assert path.read_bytes() == damaged


def test_ten_thousand_errors_are_counted_and_fifty_are_told(package: Copy) -> None:
    header, first, *_ = (package.folder / TABLE).read_text("utf-8").splitlines()
    rows = [
        first.replace("c-05983-2018-", f"r-{i:05}-").replace(",17000,", f",{i} người,")
        for i in range(10_000)
    ]
    (package.folder / TABLE).write_text(
        "\n".join([header, *rows, ""]), encoding="utf-8", newline=""
    )
    report = package.check()
    telling = Telling(lang="vi", folder="", site="")
    lines = as_text(report, telling).splitlines()
    assert len(report.errors) == 10_000
    assert sum(line.startswith(f"{TABLE}:") for line in lines) == 50
    assert any(line.startswith("… và 9.950 lỗi nữa") for line in lines)
    assert as_json(report, telling).count('"rule": "not-a-number"') == 10_000
