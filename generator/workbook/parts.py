"""What the sheets of a workbook share: their names, its texts, its number formats; no cells.

ECMA-376 part 1: 18.2 (workbook), 18.4 (shared strings), 18.8 (styles), 22.9.2.19 (escapes).
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.vietnamese import nfc
from generator.workbook.container import CELL_LIMIT, TEXT_LIMIT, WORKBOOK, local, too_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.workbook.container import Parts

_RELATIONS = "xl/_rels/workbook.xml.rels"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

# The formats that have a number alone: 18.8.30, and those of East Asia that are dates.
_BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-m-d"),
}


@dataclass(frozen=True, slots=True)
class Index:
    """The parts of the sheets by the sheets' names, and of what they share ('' for none)."""

    sheets: Mapping[str, str]
    strings: str
    styles: str
    since_1904: bool


def read_index(parts: Parts) -> Index:
    """Find the parts of a workbook; names of sheets are in NFC."""
    targets: dict[str, str] = {}
    kinds: dict[str, str] = {}
    sheets: dict[str, str] = {}
    flags: dict[str, str] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship":
            target = posixpath.normpath(posixpath.join("/xl", attributes["Target"]))
            targets[attributes["Id"]] = target.lstrip("/")
            kinds[attributes["Type"].rpartition("/")[2]] = target.lstrip("/")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            number = next(value for key, value in attributes.items() if key.endswith(":id"))
            sheets[nfc(attributes["name"])] = targets[number]
        elif local(name) == "workbookPr":
            flags.update(attributes)

    parts.parse(_RELATIONS, relation, _ignore, _ignore)
    parts.parse(WORKBOOK, sheet, _ignore, _ignore)
    since_1904 = flags.get("date1904") in {"1", "true"}
    return Index(sheets, kinds.get("sharedStrings", ""), kinds.get("styles", ""), since_1904)


def read_strings(parts: Parts, name: str) -> list[str]:
    """The texts that cells refer to by number."""
    strings: list[str] = []
    pieces: list[str] = []
    within = ""

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal within
        within = local(name)

    def text(text: str) -> None:
        if within == "t":
            pieces.append(text)

    def end(name: str) -> None:
        nonlocal within
        within = ""
        if local(name) == "si":
            strings.append(joined(pieces))
            pieces.clear()
            if len(strings) > CELL_LIMIT:
                raise too_large()

    parts.parse(name, start, end, text)
    return strings


def joined(pieces: Iterable[str]) -> str:
    """The text of some pieces, with the characters that XML cannot hold; half of one is none.

    Raises:
        ValueError: it is longer than any program writes.
    """
    text = "".join(pieces)
    if len(text) > TEXT_LIMIT:
        raise ValueError(f"a text of more than {TEXT_LIMIT} characters")
    if "_x" not in text:
        return text
    found = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def read_formats(parts: Parts, name: str) -> Sequence[str]:
    """The number format of each style, by the number that cells have for it."""
    codes = dict(_BUILT_IN)
    styles: list[str] = []
    within: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "numFmt" and within[-1:] == ["numFmts"]:
            codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif local(name) == "xf" and within[-1:] == ["cellXfs"]:
            styles.append(codes.get(int(attributes.get("numFmtId", "0")), "General"))
        within.append(local(name))

    def end(_name: str) -> None:
        within.pop()

    parts.parse(name, start, end, _ignore)
    return styles


def _ignore(*_what: object) -> None:
    """Pass over what is not looked for."""
