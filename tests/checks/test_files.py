"""The bytes of a table: the same rows are always the same bytes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.files import _first_out_of_place, _line_of_odd_quotes

if TYPE_CHECKING:
    from tests.checks.copies import Copy

PEOPLE = "data/persons.csv"
HEADER = "person_id,name\n"


def put(package: Copy, text: str) -> None:
    (package.folder / PEOPLE).write_bytes(text.encode())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{HEADER}a,x\nb,y\n", []),
        (f"{HEADER}a,x\r\nb,y\n", [f"line-endings {PEOPLE}:2"]),
        ("person_id,name\ra,x\r", [f"line-endings {PEOPLE}:1"]),
        (f"{HEADER}a,x\nb,y", [f"final-newline {PEOPLE}:3"]),
        (f"{HEADER}a,x\r\nb,y", [f"line-endings {PEOPLE}:2", f"final-newline {PEOPLE}:3"]),
        (f'{HEADER}a,"x\ry"\n', [f"text-line-break {PEOPLE}:2 name"]),
        (f'{HEADER}a,"x, y"\nb,"say ""y"""\n', []),
        (f'{HEADER}a,"x, y"\nb,"y"\n', [f"csv-quoting {PEOPLE}:3"]),
        (f'{HEADER}"a","x"\n"b","y"\n', [f"csv-quoting {PEOPLE}:2"]),
        (f'{HEADER}a,x "y" z\n', [f"csv-quoting {PEOPLE}:2"]),
        (f'{HEADER}a,x"\nb,y\n', [f"csv-quoting {PEOPLE}:2"]),
        (f'{HEADER}a,"x"",""y"\n', []),
        (f'{HEADER}a,""\nb,y\n', [f"csv-quoting {PEOPLE}:2", f"value-missing {PEOPLE}:2 name"]),
    ],
)
def test_a_file_is_written_in_one_way(package: Copy, text: str, told: list[str]) -> None:
    (package.folder / "data/memberships.csv").write_bytes(
        (package.folder / "data/memberships.csv").read_bytes().partition(b"\n")[0] + b"\n"
    )
    put(package, text)
    assert package.told() == told


cells = st.text(alphabet='ab",\n ', max_size=4)


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=4), st.data())
def test_quotes_are_odd_exactly_where_the_csv_module_would_write_others(
    rows: list[list[str]], data: st.DataObject
) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(rows)
    assert _line_of_odd_quotes(written.getvalue().encode()) == 0
    by_hand = "".join(
        ",".join(data.draw(st.sampled_from(spellings(cell))) for cell in row) + "\n" for row in rows
    )
    assert list(csv.reader(io.StringIO(by_hand, newline=""), strict=True)) == rows
    assert (_line_of_odd_quotes(by_hand.encode()) == 0) == (by_hand == written.getvalue())


def spellings(cell: str) -> list[str]:
    """The ways in which a cell can be written so that it is read as itself."""
    quoted = '"' + cell.replace('"', '""') + '"'
    may_be_bare = not cell.startswith('"') and not set(cell) & set(",\n")
    return [quoted, cell] if may_be_bare else [quoted]


@pytest.mark.parametrize(
    ("keys", "row", "after"),
    [
        ("a b d e c", "c", "3"),
        ("z a b c", "z", "5"),
        ("b a c", "a", "1"),
        ("a c b d", "b", "2"),
        ("a z b c d", "z", "6"),
    ],
)
def test_the_row_that_is_out_of_place_is_named_with_its_place(
    package: Copy, keys: str, row: str, after: str
) -> None:
    (package.folder / "data/memberships.csv").write_bytes(
        (package.folder / "data/memberships.csv").read_bytes().partition(b"\n")[0] + b"\n"
    )
    put(package, HEADER + "".join(f"{key},Trần Văn Lâm\n" for key in keys.split()))
    (problem,) = package.check().problems
    assert (problem.rule, problem.value, problem.details["after"]) == ("rows-unsorted", row, after)


@pytest.mark.parametrize(
    ("keys", "place"), [("a z b c", 1), ("a z a b", 1), ("b a b", 1), ("a b a", 2), ("c b a", 0)]
)
def test_the_row_out_of_place_is_the_one_without_which_more_is_in_order(
    keys: str, place: int
) -> None:
    assert _first_out_of_place(keys.split()) == place


@given(st.lists(st.integers(0, 9), min_size=2).filter(lambda keys: keys != sorted(keys)))
def test_a_row_out_of_place_is_next_to_one_that_it_should_not_follow(keys: list[int]) -> None:
    texts = [str(key) for key in keys]
    place = _first_out_of_place(texts)
    first = next(i for i in range(1, len(texts)) if texts[i] < texts[i - 1])
    assert place in {first - 1, first}


def test_rows_are_sorted_by_the_first_field_of_a_key_and_then_the_next(package: Copy) -> None:
    moves = "data/unit_successions.csv"
    package.replace(moves, "c-05983,c-05983-2025,2025-07-01,full,\n", "")
    package.replace(
        moves,
        "c-06817,c-06811-2025,2025-07-01,full,\n",
        "c-05983,c-06811-2025,2025-07-01,partial,\nc-05983,c-05983-2025,2025-07-01,partial,\n",
    )
    assert package.told() == [f"rows-unsorted {moves}:3 from_unit_id"]


def test_a_key_that_another_begins_with_comes_first(package: Copy) -> None:
    package.replace(PEOPLE, "tran-van-lam,Trần Văn Lâm\n", "tran-lenh-truong-2,Trần Lệnh Trưởng\n")
    assert package.told() == []
