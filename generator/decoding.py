"""Bytes as text, or what they are instead: told once, so that nobody hunts for what follows of it.

Nothing is guessed: text is UTF-8. What else it may be is named for the person who saved it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How spreadsheets begin: .xlsx and .ods, which are ZIP files, and .xls."""

_MUCH = 20
"""Of so many bytes one that is 0 is too many for a text."""

_VOWELS = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")

_CONFLICT = re.compile(r"^(?:<<<<<<<|>>>>>>>)(?= |$)", re.MULTILINE)


def decode(data: bytes, path: str, problems: list[Problem]) -> str | None:
    """The text of a file without its byte-order mark, or None and a problem."""
    problem = _not_text(data, path)
    if problem is None:
        try:
            text = data.removeprefix(BYTE_ORDER_MARK).decode()
        except UnicodeDecodeError:
            problem = _not_utf_8(data, path)
        else:
            problem = _conflict(text, path)
    if problem:
        problems.append(problem)
        return None
    return text


def mark_problems(data: bytes, path: str) -> Iterator[Problem]:
    """That a file which can be read has a mark that it should not have."""
    if data.startswith(BYTE_ORDER_MARK):
        yield Problem(rule="byte-order-mark", file=path, line=1)


def _not_text(data: bytes, path: str) -> Problem | None:
    """The problem of a file that is a spreadsheet, a picture or another thing of bytes."""
    if data.startswith(_SHEETS):
        return Problem(rule="file-spreadsheet", file=path)
    if data.startswith(UTF_16_MARKS) or _is_bare_utf_16(data):
        return Problem(rule="encoding", file=path, details={"found": "UTF-16"})
    zeros = data.count(b"\0")
    if zeros and (zeros * _MUCH > len(data) or _not_utf_8(data, path)):
        return Problem(rule="not-text", file=path)
    if zeros:
        return Problem(rule="nul-byte", file=path, line=_line_at(data, data.index(b"\0")))
    return None


def _is_bare_utf_16(data: bytes) -> bool:
    """Whether every other byte of the beginning is 0, as in Latin text of UTF-16 without a mark."""
    halves = (data[0:64:2], data[1:64:2])
    return any(map(any, halves)) and any(len(half) > 1 and not any(half) for half in halves)


def _not_utf_8(data: bytes, path: str) -> Problem | None:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        details = {"found": _code_page(data) or f"0x{data[error.start]:02X}"}
        line = _line_at(data, error.start)
        return Problem(rule="encoding", file=path, line=line, details=details)
    return None


def _code_page(data: bytes) -> str:
    """The code page of Windows that the bytes are text in; '' where it is none of these.

    In the Vietnamese one, five tones are bytes of their own behind a vowel; in the western
    one these bytes are letters, which stand behind consonants, too.
    """
    for name, said in (("cp1258", "Windows-1258"), ("cp1252", "Windows-1252")):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        accents = [at for at, character in enumerate(text) if unicodedata.combining(character)]
        if all(at and text[at - 1] in _VOWELS for at in accents):
            return said
    return ""


def _conflict(text: str, path: str) -> Problem | None:
    """The problem of a file in which git has left both sides of a merge."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    marks = list(_CONFLICT.finditer(text))
    if not marks:
        return None
    first, last = (text.count("\n", 0, mark.start()) + 1 for mark in (marks[0], marks[-1]))
    return Problem(rule="merge-conflict", file=path, line=first, details={"last": str(last)})


def _line_at(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
