"""Texts of anybody do nothing on a terminal or to a program, whatever is in them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.showing import printable, printable_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Uông Bí", "Uông Bí"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\u202etxt.exe", "\\u202etxt.exe"),
        ("\ud83d", "\\ud83d"),
        ("x" * 300, "x" * 300),
        ("x" * 301, "x" * 300 + "…"),
    ],
    ids=["text", "lines", "terminal code", "turned round", "half", "just short enough", "long"],
)
def test_text_of_the_data_is_shown_on_one_line_and_does_nothing(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_what_is_written_as_json_is_read_as_it_was_and_does_nothing_to_a_terminal(
    value: object,
) -> None:
    text = printable_json(value)
    assert json.loads(text) == value
    assert text.endswith("\n")
    assert text.replace("\n", "").isprintable()


def test_vietnamese_is_written_as_json_as_it_is_read() -> None:
    assert (
        printable_json(["Uông Bí", "a\u202eb\x9b"]) == '[\n  "Uông Bí",\n  "a\\u202eb\\u009b"\n]\n'
    )
