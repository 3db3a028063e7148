"""The change log of a package, in each language an entry for each version; not its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.exceptions import MachineError
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

CHANGELOG = "CHANGELOG.md"

_PART = re.compile(r"^# ", re.MULTILINE)
_ENTRY = re.compile(r"^## +([0-9.]+).*$", re.MULTILINE)
_RULE = re.compile(r"^---$", re.MULTILINE)
_BLOCK_ENDS = re.compile(r"\n(?:[ \t]*\n|(?=[-*] ))")


def sentences(text: str, lang: str) -> Mapping[str, tuple[str, ...]]:
    """By version what the log says of it: paragraphs and items of lists, as Markdown of one line.

    Nothing where the log has not a part for each of our languages, in their order.
    """
    parts = _PART.split(text)[1:]
    if len(parts) != len(LANGUAGES):
        return {}
    part = _RULE.split(parts[LANGUAGES.index(lang)])[0]
    _, *entries = _ENTRY.split(part)
    return {
        version: tuple(filter(None, map(_line, _BLOCK_ENDS.split(body))))
        for version, body in zip(entries[::2], entries[1::2], strict=True)
    }


def _line(block: str) -> str:
    return " ".join(re.sub(r"^\s*[-*] ", "", block).split())


def with_entry(text: str, version: str, entries: Mapping[str, str]) -> str:
    """The log with an entry at the head of each part, below what introduces the part.

    An entry that it already has of this version is somebody's, and stays.

    Raises:
        MachineError: it has not one part for each language.
    """
    if re.search(rf"^## {re.escape(version)}(?![.0-9])", text, re.MULTILINE):
        return text
    starts = [match.start() for match in _PART.finditer(text)]
    if len(starts) != len(LANGUAGES):
        raise MachineError(f"{CHANGELOG} has not one part for each language, under a `# ` each")
    parts = [text[: starts[0]]]
    for lang, start, end in zip(LANGUAGES, starts, [*starts[1:], len(text)], strict=True):
        parts.append(_part_with_entry(text[start:end], entries[lang]))
    return "".join(parts)


def _part_with_entry(part: str, entry: str) -> str:
    first = re.search("^## ", part, re.MULTILINE)
    rule = _RULE.search(part)
    place = first.start() if first else rule.start() if rule else len(part)
    before = part[:place].rstrip("\n")
    return f"{before}\n\n{entry}\n{part[place:]}" if part[place:] else f"{before}\n\n{entry}"
