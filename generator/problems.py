"""A fault in the data, told to the person who can mend it; not for faults of the program.

The words of each rule, in each language, are in `rules/`; a problem carries only what
they are filled with.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.rules.catalogue import beside_hints, rules
from generator.showing import printable
from generator.wording import told_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.rules.catalogue import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault: where it is, which rule says so, and what the rule's words need.

    `file` is relative to the package's folder (POSIX). `line` counts the file's
    lines from 1, the header being 1; 0 where the fault is the file's as a whole.
    `details` fill the placeholders of the rule's words beside `field` and `value`; one
    whose name ends in `_vi` does so in Vietnamese alone. `likely` is what was meant (see the
    function), `repeated` the number of rows with this fault, of which this is the first;
    `sheet` and `cell` say where it is in a workbook.
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
        """How to mend it, likewise; with what was most likely meant, and how often."""
        texts = [rules()[self.rule].hint]
        if {"likely", f"likely_{lang}"} & set(self.details):
            texts.insert(0, beside_hints()["correction"])
        if self.details.get("repeated", "1") != "1":
            texts.append(beside_hints()["repeated"])
        return " ".join(self._fill(text, lang, show) for text in texts)

    def _fill(self, texts: Mapping[str, str], lang: str, show: Callable[[str], str]) -> str:
        mark = f"_{lang}"
        own = {n.removesuffix(mark): t for n, t in self.details.items() if n.endswith(mark)}
        filled = {"field": self.field, "value": self.value, **self.details, **own}
        return _in_language(texts, lang).format_map({n: show(text) for n, text in filled.items()})


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, in the order of the files.

    `sources_without_text` counts the sources whose text is not in the archive; None
    where no archive was given. `silent` names the rules about rows that found nothing, each
    with the tables that it asked for.
    """

    problems: tuple[Problem, ...]
    sources_without_text: int | None = None
    silent: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)

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


def likely(value: str, label: str = "") -> dict[str, str]:
    """Details that offer a value, and what it is called, in the place of a wrong one, if any."""
    if not value:
        return {}
    return {
        "nearest": value,
        "likely": f"“{value}” ({label})" if label not in {"", value} else f"“{value}”",
    }


def _in_language(texts: Mapping[str, str], lang: str) -> str:
    return texts[told_in(lang)]
