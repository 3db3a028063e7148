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

from generator.showing import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Severity = Literal["error", "warning"]

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
    `details` fill the placeholders of the rule's words beside `field` and `value`;
    `sheet` and `cell` among them say where the fault is in a workbook.
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

    def title(self, lang: str) -> str:
        """What the rule is called, in `lang`."""
        return _in_language(rules()[self.rule].title, lang)

    def message(self, lang: str, show: Callable[[str], str] = printable) -> str:
        """What is wrong, in `lang`; `show` makes texts of the data fit for where they stand."""
        return self._fill(rules()[self.rule].message, lang, show)

    def hint(self, lang: str, show: Callable[[str], str] = printable) -> str:
        """How to mend it, likewise."""
        return self._fill(rules()[self.rule].hint, lang, show)

    def _fill(self, texts: Mapping[str, str], lang: str, show: Callable[[str], str]) -> str:
        filled = {"field": self.field, "value": self.value, **self.details}
        return _in_language(texts, lang).format_map({n: show(text) for n, text in filled.items()})


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, in the order of the files.

    `sources_without_text` counts the sources whose text is not in the archive; None
    where no archive was given.
    """

    problems: tuple[Problem, ...]
    sources_without_text: int | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stands in the way of publication."""
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What does not."""
        return tuple(p for p in self.problems if p.severity == "warning")

    def joined_by(self, problems: Iterable[Problem]) -> Report:
        """The report with more problems; what it has already is not told again."""
        return dataclasses.replace(self, problems=in_order([*self.problems, *problems]))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in the order of the files, each of them once."""
    found = {problem.sort_key: problem for problem in problems}
    return tuple(found[key] for key in sorted(found))


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of `rules.toml`."""
    with (Path(__file__).parent / "rules.toml").open("rb") as file:
        texts = tomllib.load(file)
    return {code: Rule(code=code, **rule) for code, rule in texts.items()}


def _in_language(texts: Mapping[str, str], lang: str) -> str:
    return texts.get(lang, texts[_FALLBACK])
