"""Evidence: each row says which words of which source carry it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.cells import Column, Fault
from generator.checks.judged import each
from generator.vietnamese import fold_tone_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.judged import Judged
    from generator.problems import Problem

QUOTE_WORDS = 25
"""Words of a quote at most: a citation, not a copy."""

_LETTER = re.compile(r"[^\W\d_]")
_CUT = re.compile(r"\w\0\w|[0-9][.,]\0[0-9]|[0-9]\0[.,][0-9]")


def quote_is_short(column: Column) -> Iterator[Fault]:
    """A quote is a phrase of at most 25 words."""
    if column.field.name != "quote":
        return
    for value in column.values:
        if value.count(" ") >= QUOTE_WORDS:
            words = str(len(value.split()))
            yield Fault(value, "quote-too-long", {"words": words, "limit": str(QUOTE_WORDS)})


def quote_has_words(column: Column) -> Iterator[Fault]:
    """A quote is more than a number: it says what is counted."""
    if column.field.name != "quote":
        return
    for value in column.values:
        if value and not _LETTER.search(value):
            yield Fault(value, "quote-without-words")


def evidence_is_whole(judged: Judged) -> Iterator[Problem]:
    """A source comes with a quote, and a quote with its source."""
    for name, table in judged.in_doubt.items():
        if {"source_id", "quote"} <= set(table.fields):
            rows = judged.rows(name, "source_id", "quote")
            for row, cells in each(rows[(rows["source_id"] == "") != (rows["quote"] == "")]):
                missing = "quote" if cells["source_id"] else "source_id"
                yield judged.problem("evidence-incomplete", name, row, missing)


def stated_date_has_words(judged: Judged) -> Iterator[Problem]:
    """A date that the source states is there as the source writes it, too."""
    for name, table in judged.in_doubt.items():
        if {"date_basis", "date_as_written"} <= set(table.fields):
            rows = judged.rows(name, "date_basis", "date_as_written")
            unsaid = (rows["date_basis"] == "stated") & (rows["date_as_written"] == "")
            for row in rows.index[unsaid].tolist():
                yield judged.problem("date-not-as-written", name, row, "date_as_written")


def source_text_is_readable(judged: Judged) -> Iterator[Problem]:
    """A text in the archive is UTF-8."""
    if None in judged.texts.values():
        rows = judged.rows("sources", "sha256")
        unreadable = [checksum for checksum, text in judged.texts.items() if text is None]
        for row in rows.index[rows["sha256"].isin(unreadable)].tolist():
            yield judged.problem("source-text-encoding", "sources", row, "sha256")


def quote_is_in_source(judged: Judged) -> Iterator[Problem]:
    """A quote stands in the text of its source, where the archive has that.

    How tone marks are placed, white space, quotation marks and dashes may differ. A
    quote neither begins nor ends within a word or a number.
    """
    texts = _texts_by_source(judged)
    for name, table in judged.tables.items():
        if {"source_id", "quote"} <= set(table.fields):
            rows = judged.rows(name, "source_id", "quote")
            for row, cells in each(rows[(rows["quote"] != "") & rows["source_id"].isin(texts)]):
                if not _has(texts[cells["source_id"]], fold_tone_marks(cells["quote"])):
                    details = {"source": cells["source_id"]}
                    yield judged.problem("quote-not-in-source", name, row, "quote", **details)


def _texts_by_source(judged: Judged) -> dict[str, str]:
    if not judged.texts:
        return {}
    checksums = judged.lookup("sources", "source_id", "sha256")
    texts = {source: judged.texts.get(checksum) for source, checksum in checksums.items()}
    return {source: fold_tone_marks(text) for source, text in texts.items() if text is not None}


def _has(text: str, quote: str) -> bool:
    start = text.find(quote)
    while start >= 0:
        if not (_is_within(text, start) or _is_within(text, start + len(quote))):
            return True
        start = text.find(quote, start + 1)
    return False


def _is_within(text: str, place: int) -> bool:
    """Whether the text would be cut there in the middle of a word or a number."""
    around = f"{text[max(0, place - 2) : place]}\0{text[place : place + 2]}"
    return _CUT.search(around) is not None
