"""What is told of a download: where, and what is not as it should be; not how it is found."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.showing import printable
from generator.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.problems import Report

_WORDS = Wording(Path(__file__).parent / "words.toml")
say = _WORDS.say
say_count = _WORDS.say_count

NOTES = frozenset({"unlisted", "no-list"})
"""What is worth knowing and no fault."""


class RefusedError(Exception):
    """A download that is not opened, or a file of it that cannot be read."""

    def __init__(self, finding: Finding) -> None:
        """Keep what is to be told."""
        super().__init__(finding.code)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is told; `code` names its words in `words.toml`.

    `file` is relative to what was given, '' where that itself is meant. `values` fill the
    words: texts of anybody.
    """

    code: str
    file: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_fault(self) -> bool:
        """Whether the download is not what it should be."""
        return self.code not in NOTES

    def told(self, lang: str) -> str:
        """The place and the words, in `lang`."""
        values = {name: printable(text) for name, text in self.values.items()}
        message = say(self.code, lang, **values)
        return f"{printable(self.file)}: {message}" if self.file else message


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """All that came of it. `report` is that of the rules for the data; None where none were read.

    `hashed` files were compared with their checksums, `compared` ones with the CSV row by row.
    """

    findings: tuple[Finding, ...]
    report: Report | None
    hashed: int
    compared: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        faults = any(finding.is_fault for finding in self.findings)
        return not faults and self.report is not None and not self.report.errors
