"""What is read at once is what `csv` reads, cell by cell; all else is left to it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.plain import plain_columns
from generator.reading import CELL_LIMIT, read_rows

NAMES = ("id", "name", "note")
HEADER = b"id,name,note\n"

CELLS = st.text(alphabet="ab ,\"'\n\r\té—𝄞\u2028\x85\x0b", max_size=6)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6)
PIECES = st.sampled_from(['"', ",", "\n", "\r", "a", "đ", " ", '""', '","', '"\n'])


def plain(data: bytes) -> list[list[str]] | None:
    """The rows below the header as they are read at once."""
    columns = plain_columns(data, NAMES)
    return None if columns is None else [list(row) for row in zip(*columns, strict=True)]


def assert_as_csv_has_it(data: bytes) -> None:
    found = plain(data)
    if found is not None:
        problems: list[object] = []
        rows = read_rows(data.decode(), "a.csv", problems)  # type: ignore[arg-type]
        assert problems == []
        assert rows is not None
        assert (rows[0][0], rows[1]) == ([*NAMES], list(range(1, len(found) + 2)))
        assert found == rows[0][1:]
        assert all(any(row) for row in found)


@given(
    rows=ROWS,
    quoting=st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    end=st.sampled_from(("\n", "\r\n")),
)
def test_a_table_is_read_as_csv_reads_it(
    rows: list[tuple[str, str, str]], quoting: int, end: str
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=quoting, lineterminator=end).writerows([NAMES, *rows])  # type: ignore[arg-type]
    assert_as_csv_has_it(text.getvalue().encode())


@given(pieces=st.lists(PIECES, max_size=14))
@example(pieces=['"', "a", '"', "a", ",", ",", "\n"])
@example(pieces=["a", '"', ",", '"', "\n", "a", ",", ",", "\n"])
def test_whatever_is_there_is_read_as_csv_reads_it_or_not_at_all(pieces: list[str]) -> None:
    assert_as_csv_has_it(HEADER + "".join(pieces).encode())


@given(
    rows=st.lists(st.tuples(*[st.text(alphabet='ab ,"đ', max_size=5)] * 3).filter(any), min_size=1)
)
def test_a_table_in_the_one_form_is_read_at_once(rows: list[tuple[str, str, str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([NAMES, *rows])
    assert plain(text.getvalue().encode()) == [list(row) for row in rows]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"1,a,b",  # the last line does not end
        b"1,a,b\r\n",
        b"1,a\n",
        b"1,a,b,c\n",
        b"1,a,b\n2,a\n",
        b"1,a,b\n\n2,a,b\n",
        b"1,a,b\n,,\n",
        b'1,a,b\n"","",""\n',
        b'1,"a\nb",c\n',
        b'1,"a"b,c\n',
        b'1,a"b,c\n',
        b'1,a"b"c,d\n',
        b'1,"a,b\n',
        b"1,a," + b"b" * CELL_LIMIT + b"\n",
        b"1,a\0,b\n",
        b"1,\xd3,b\n",
        b'1,"\xd3",b\n',
        b"1,\xc0\xaf,b\n",  # a character in more bytes than it needs
        b"1,\xed\xa0\x80,b\n",  # half of one
        b"1,\xe1\xbb,b\n",
        b"<<<<<<< one,two,three\n",
    ],
)
def test_what_csv_has_to_see_to_is_left_to_it(body: bytes) -> None:
    assert plain(HEADER + b"0,a,b\n") == [["0", "a", "b"]]
    assert plain(HEADER + body) is None


@pytest.mark.parametrize(
    "header", [b"id,name\n", b"id,note,name\n", b"id;name;note\n", b"\xef\xbb\xbfid,name,note\n"]
)
def test_another_header_is_left_to_csv(header: bytes) -> None:
    assert plain(header + b"1,a,b\n") is None


def test_equal_cells_are_one_object() -> None:
    columns = plain_columns(HEADER + b"1,a,b\n2,a,b\n3,a,c\n", NAMES)
    assert columns is not None
    assert columns[1][0] is columns[1][1] is columns[1][2]
