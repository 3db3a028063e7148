"""What Arrow puts together is what the texts are, wherever in its memory they stand."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exports.text_columns import to_bytes


@given(st.lists(st.text(max_size=5), max_size=8), st.integers(0, 8), st.integers(0, 8))
def test_texts_are_one_after_the_other(texts: list[str], first: int, after: int) -> None:
    column = pa.array(texts, pa.string())[first:after]
    assert to_bytes(column) == "".join(texts[first:after]).encode()


def test_a_missing_text_is_told_and_not_skipped() -> None:
    with pytest.raises(ValueError, match="missing"):
        to_bytes(pa.array(["a", None, "b"], pa.string()))
