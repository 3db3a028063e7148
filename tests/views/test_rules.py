"""Help pages show what cannot be seen, and leave open what differs from case to case."""

from __future__ import annotations

import pytest

from generator.rules.catalogue import rules
from generator.views.rules import Piece, rule_list, rule_page


def test_what_is_filled_in_is_left_open() -> None:
    page = rule_page("numerator-exceeds-denominator", "vi")
    assert page.message == "Tử số … lớn hơn mẫu số …"
    assert rule_page("encoding", "en").message.endswith("something else (…).")


def test_commands_are_apart_from_the_words_around_them() -> None:
    assert rule_page("line-endings", "en").hint == (
        "Run ",
        "nhatthehoa format",
        ", or choose “LF” (“Unix”) line endings when you save.",
    )


def test_cells_of_a_table_are_shown_in_columns() -> None:
    page = rule_page("percent-contradicts-count", "vi")
    columns = [cell[0].text for cell in page.wrong.rows[0]]
    assert (page.place, columns) == (
        "observations",
        ["observation_id", "numerator", "denominator", "percent_reported"],
    )
    assert [cell[0].text for cell in page.wrong.rows[1]][1:] == ["79", "87", "98.8"]


@pytest.mark.parametrize(
    ("code", "mark"),
    [
        ("text-invisible", "U+00A0"),
        ("text-not-nfc", "U+0302"),
        ("text-line-break", "LF"),
        ("nul-byte", "U+0000"),
        ("byte-order-mark", "BOM"),
        ("line-endings", "CR"),
    ],
)
def test_what_cannot_be_seen_has_a_name(code: str, mark: str) -> None:
    side = rule_page(code, "en").wrong
    cells = [*(cell for row in side.rows for cell in row), *side.lines]
    assert Piece(mark, mark=True) in [piece for cell in cells for piece in cell]


def test_the_line_end_that_is_missing_is_seen_to_be_missing() -> None:
    page = rule_page("final-newline", "vi")
    assert page.right.lines[-1][-1] == Piece("LF", mark=True)
    assert page.wrong.lines[-1][-1] == Piece("tran-van-lam,Trần Văn Lâm")


def test_every_rule_is_on_the_list_once() -> None:
    found = [rule.code for group in rule_list("vi").groups for rule in group.rules]
    assert found == list(rules())
