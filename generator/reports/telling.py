"""How problems are told, whatever the format: the language, the places, the help pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.views import urls
from generator.wording import Wording

if TYPE_CHECKING:
    from generator.problems import Problem

_WORDS = Wording(Path(__file__).parent / "words.toml")
say = _WORDS.say
say_count = _WORDS.say_count


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Where a report is read: in `lang`, with files as they are seen from the repository's root.

    `folder` is the package's folder from there, '' where it is the root itself. `site` is
    the address of the pages in `lang`, '' where none is known.
    """

    lang: str
    folder: str
    site: str

    def file(self, problem: Problem) -> str:
        """The path of the problem's file, as it is in the data."""
        return f"{self.folder}/{problem.file}" if self.folder else problem.file

    def place(self, problem: Problem) -> str:
        """The file, with the line if it is of one, or with sheet and cell if it is a workbook's."""
        if problem.line:
            return f"{self.file(problem)}:{problem.line}"
        sheet, cell = problem.details.get("sheet", ""), problem.details.get("cell", "")
        return " ".join(filter(None, (self.file(problem), f"{sheet}!{cell}".strip("!"))))

    def help_page(self, problem: Problem) -> str:
        """The address of the page that explains the rule, '' where it is not known."""
        return f"{self.site}{urls.rule(problem.rule)}" if self.site else ""

    def counts(self, errors: int, warnings: int) -> str:
        """The numbers of both: "3 errors, 1 warning"."""
        return say(
            "both",
            self.lang,
            errors=say_count("errors-n", self.lang, errors),
            warnings=say_count("warnings-n", self.lang, warnings),
        )

    def verdict(self, errors: int, warnings: int) -> str:
        """The numbers and what they mean: that data may be published is not that it is complete."""
        verdict = "not-yet" if errors else "incomplete" if warnings else "sound"
        return say(verdict, self.lang, counts=self.counts(errors, warnings))
