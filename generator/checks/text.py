"""Characters that do not belong in a cell, whatever the cell is about.

Sources: Unicode Standard Annex 15 (normalisation forms); OWASP, "CSV Injection".
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from generator.checks.cells import Column, Fault
from generator.checks.patterns import having
from generator.problems import likely
from generator.vietnamese import nfc

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
# Letters, signs and variation selectors of which nothing is seen, though Unicode calls them
# printable.
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0" + "".join(
    map(chr, range(0xFE00, 0xFE10))
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_MIXED = re.compile(f"{_LATIN.pattern}[\u0370-\u052f]|[\u0370-\u052f]{_LATIN.pattern}")
_WORD_SHOWN = 30
_FORMULA = re.compile(r"\n[=+@-]")
_NUMERIC = {"integer", "number"}


def text_unseen(column: Column) -> Iterator[Fault]:
    """A cell is one line, and every character of it can be seen."""
    is_one_line = column.text.count("\n") == len(column.values) + 1
    if is_one_line and not _has_unseen(column.text.replace("\n", "")):
        return
    for value in column.values:
        if _LINE_BREAK.search(value):
            right = " ".join(_LINE_BREAK.sub(" ", value).split())
            yield Fault(value, "text-line-break", likely(right))
        elif _has_unseen(value):
            unseen = next(c for c in value if _has_unseen(c))
            character = f"U+{ord(unseen):04X} {unicodedata.name(unseen, '')}".strip()
            seen = "".join(" " if c.isspace() else c * (not _has_unseen(c)) for c in value)
            details = {"character": character} | likely(" ".join(seen.split()))
            yield Fault(value, "text-invisible", details)


def _has_unseen(text: str) -> bool:
    return not text.isprintable() or any(character in text for character in _BLANK)


def text_not_nfc(column: Column) -> Iterator[Fault]:
    """A letter and its accents are one character wherever Unicode has one for them."""
    if unicodedata.is_normalized("NFC", column.text):
        return
    for value in column.values:
        if not unicodedata.is_normalized("NFC", value):
            yield Fault(value, "text-not-nfc", {"right": nfc(value)})


def text_spaces(column: Column) -> Iterator[Fault]:
    """No space begins or ends a cell, and none follows another."""
    if not any(trace in column.text for trace in ("\n ", " \n", "  ")):
        return
    for value in column.values:
        right = " ".join(value.split())
        if value != right:
            yield Fault(value, "text-spaces", {"right": right})


def text_of_one_script(column: Column) -> Iterator[Fault]:
    """No word has Latin letters among Greek or Cyrillic ones, which only look like them.

    Search finds no such word, and it passes for another name: Unicode Technical Standard 39.
    """
    for value in having(_MIXED.pattern, column.values):
        found = _MIXED.search(value)
        if found:
            letter = next(c for c in found[0] if not _LATIN.fullmatch(c))
            character = f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()
            word = _word_around(value, found.start())
            yield Fault(value, "text-mixed-scripts", {"character": character, "word": word})


def _word_around(text: str, position: int) -> str:
    """The word at a position; of one that is very long, the part around it."""
    start = max(0, position - _WORD_SHOWN)
    before = re.split(r"\W", text[start:position])[-1]
    behind = re.split(r"\W", text[position : position + _WORD_SHOWN], maxsplit=1)[0]
    return before + behind


def text_formula(column: Column) -> Iterator[Fault]:
    """No text begins as a formula does: a spreadsheet would calculate it."""
    if column.field.type in _NUMERIC or not _FORMULA.search(column.text):
        return
    for value in column.values:
        if value.startswith(("=", "+", "-", "@")):
            details = {"character": value[0]} | likely(value.lstrip("=+-@ "))
            yield Fault(value, "text-formula", details)
