"""A fault in the data, told to the person who can mend it; not for faults of the program.

The words of each rule, in each language, are in `rules.toml`; a problem carries
only what they are filled with.
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity = Literal["error", "warning"]

_SHOWN = 120
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the package; its texts by language code, messages with `{placeholders}`."""

    code: str
    severity: Severity
    title: Mapping[str, str]
    message: Mapping[str, str]
    hint: Mapping[str, str]
    wrong: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault: where it is, which rule says so, and what the rule's words need.

    `file` is relative to the package's folder (POSIX). `line` counts the file's
    lines from 1, the header being 1; 0 where the fault is the file's as a whole.
    `details` fill the placeholders of the rule's words beside `field` and `value`.
    """

    rule: str
    file: str
    line: int = 0
    field: str = ""
    value: str = ""
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Whether it stands in the way of publication."""
        return rules()[self.rule].severity

    @property
    def sort_key(self) -> tuple[str, int, str, str, str]:
        """Order by place in the files."""
        return (self.file, self.line, self.field, self.rule, self.value)

    def message(self, lang: str) -> str:
        """What is wrong, in `lang`."""
        return self._fill(rules()[self.rule].message, lang)

    def hint(self, lang: str) -> str:
        """How to mend it, in `lang`."""
        return self._fill(rules()[self.rule].hint, lang)

    def _fill(self, texts: Mapping[str, str], lang: str) -> str:
        filled = {"field": self.field, "value": self.value, **self.details}
        template = texts.get(lang, texts[_FALLBACK])
        return template.format_map({name: printable(text) for name, text in filled.items()})


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of `rules.toml`."""
    with (Path(__file__).parent / "rules.toml").open("rb") as file:
        texts = tomllib.load(file)
    return {code: Rule(code=code, **rule) for code, rule in texts.items()}


def printable(text: str) -> str:
    """The text as it can be shown on one line of any terminal: short, with no control codes."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown)


def as_text(problem: Problem, lang: str, folder: str) -> str:
    """The problem in two lines: place and message, then the hint."""
    place = printable(problem.file)
    if folder:
        place = f"{folder}/{place}"
    if problem.line:
        place += f":{problem.line}"
    if problem.field:
        place += f" [{printable(problem.field)}]"
    return f"{place} {problem.rule}: {problem.message(lang)}\n    {problem.hint(lang)}"
