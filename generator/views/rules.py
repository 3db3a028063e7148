"""What the help pages of the check know: each rule in words, with its wrong and right example."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.rules.catalogue import groups, rules
from generator.views import urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.rules.catalogue import Example, Rule

_MARKS = {"\r": "CR", "\n": "LF", "\t": "TAB", "\ufeff": "BOM"}
_ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A text as it is shown or, as a `mark`, what a character is called that cannot be seen."""

    text: str
    mark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of an example: `rows` of cells, the header first, or `lines`; neither if empty."""

    encoding: str
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    lines: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRef:
    """A rule as it is named and linked to."""

    code: str
    title: str
    severity: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleGroup:
    """Rules of one group, in their order."""

    code: str
    title: str
    rules: tuple[RuleRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleList:
    """Every rule, by group."""

    groups: tuple[RuleGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """One rule: what it says, with `…` for what is filled in, how to mend it, and an example.

    `hint` is the text in pieces, of which every other one is code. `place` is the file or
    the table of the example, '' for one from elsewhere.
    """

    ref: RuleRef
    group: str
    message: str
    hint: tuple[str, ...]
    place: str
    wrong: Side
    right: Side


def rule_list(lang: str) -> RuleList:
    """Make the view of the list of all rules."""
    by_group = groupby(rules().values(), key=lambda rule: rule.group)
    return RuleList(
        groups=tuple(
            RuleGroup(
                code=group,
                title=groups()[group][lang],
                rules=tuple(_ref(rule, lang) for rule in found),
            )
            for group, found in by_group
        )
    )


def rule_page(code: str, lang: str) -> RulePage:
    """Make the view of one rule's page."""
    rule = rules()[code]
    return RulePage(
        ref=_ref(rule, lang),
        group=groups()[rule.group][lang],
        message=_shown(rule.message[lang]),
        hint=tuple(_shown(rule.hint[lang]).split("`")),
        place=rule.example.file or rule.example.table,
        wrong=_side(rule.example, rule.example.wrong[lang], rule.example.encoding),
        right=_side(rule.example, rule.example.right[lang], "utf-8"),
    )


def _shown(text: str) -> str:
    """A text of a rule, with three dots for each value of a fault."""
    unknown: defaultdict[str, str] = defaultdict(lambda: "…")
    return text.format_map(unknown).replace("….", "…")


def _ref(rule: Rule, lang: str) -> RuleRef:
    return RuleRef(
        code=rule.code,
        title=rule.title[lang],
        severity=rule.severity,
        url=urls.rule(rule.code),
    )


def _side(example: Example, text: str, encoding: str) -> Side:
    """A side of an example; the ends of its lines are shown where they are what differs."""
    name = _ENCODINGS[encoding]
    if example.table:
        cells = csv.reader(io.StringIO(text, newline=""))
        rows = tuple(tuple(tuple(_pieces(cell)) for cell in row) for row in cells)
        return Side(encoding=name, rows=rows)
    sides = [side["vi"] for side in (example.wrong, example.right)]
    alike = sides[0] != sides[1] and len({_without_ends(side) for side in sides}) == 1
    lines = text.split("\n") if alike else text.rstrip("\n").split("\n")
    mark = encoding == "utf-8-sig"
    return Side(
        encoding=name,
        lines=tuple(_lines(lines, ends=alike, mark=mark)) if text else (),
    )


def _without_ends(text: str) -> str:
    return text.replace("\r", "").rstrip("\n")


def _lines(lines: Sequence[str], *, ends: bool, mark: bool) -> Iterator[tuple[Piece, ...]]:
    for number, line in enumerate(lines, start=1):
        pieces = list(_pieces("\ufeff" + line if mark and number == 1 else line))
        if ends and number < len(lines):
            pieces.append(Piece(_MARKS["\n"], mark=True))
        if pieces or number < len(lines):
            yield tuple(pieces)


def _pieces(text: str) -> Iterator[Piece]:
    """A text in pieces, with a name in the place of each character that is not seen."""
    for hidden, characters in groupby(text, key=_is_hidden):
        if hidden:
            yield from (Piece(_MARKS.get(c, f"U+{ord(c):04X}"), mark=True) for c in characters)
        else:
            yield Piece("".join(characters))


def _is_hidden(character: str) -> bool:
    is_seen = character.isprintable() and not unicodedata.combining(character)
    return not is_seen or character == "\ufeff"
