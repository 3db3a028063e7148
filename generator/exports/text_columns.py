"""Text put together by Arrow, a column at a time, for formats that are text; not what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Mapping

ROWS = 10_000
"""Rows that are put together at a time: a text column of Arrow holds 2 GiB."""


def joined(*parts: pa.Array | str) -> pa.Array:
    """Each row's parts, one after the other; null where a part of it is null."""
    return pc.binary_join_element_wise(*parts, "")


def replaced(texts: pa.Array, replacements: Mapping[str, str]) -> pa.Array:
    """The texts with each key replaced by its value, one key after the other."""
    for old, new in replacements.items():
        texts = pc.replace_substring(texts, old, new)
    return texts


def contains(texts: pa.Array, pattern: str) -> bool:
    """Whether any text has a match of the regular expression."""
    return bool(pc.any(pc.match_substring_regex(texts, pattern)).as_py())


def to_bytes(texts: pa.Array) -> bytes:
    """All texts one after the other, as UTF-8, which is how Arrow has them.

    Raises:
        ValueError: a text is missing.
    """
    if texts.null_count:
        raise ValueError("a text is missing")
    _, offsets, data = texts.buffers()
    if data is None or not offsets.size:  # there are none, or all are empty
        return b""
    ends = memoryview(offsets).cast("i")[texts.offset : texts.offset + len(texts) + 1]
    return bytes(memoryview(data)[ends[0] : ends[-1]])
