"""Where readers of a page write to the project: forms that know the page; not what they ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.naming import targets
from generator.views import urls

if TYPE_CHECKING:
    from generator.dataset import Dataset

_FIGURES = "observations"


@dataclass(frozen=True, slots=True)
class Reporting:
    """The forms of a repository, for pages of one version of the data; '' without a repository."""

    repo_url: str
    dataset: Dataset

    def error(self, about: tuple[str, str], url: str, title: str) -> str:
        """Where a reader says that something is wrong on a page.

        `about` is the table and key of what the page is about; `url` and `title` are its own.
        """
        table, key = about
        known = {
            "title": title,
            "unit_id": key if table == "units" else "",
            "record": key or url,
            "version": self._version,
        }
        answers = {name: text for name, text in known.items() if text}
        return urls.new_issue(self.repo_url, "wrong-figure", answers)

    def figure(self, about: tuple[str, str]) -> str:
        """Where a reader sends a figure of what a page is about; '' where it can have none."""
        table, key = about
        fields = targets(self.dataset.tables[_FIGURES])
        known = {name: key for name, (other, _) in fields.items() if other == table}
        answers = {**known, "version": self._version}
        return urls.new_issue(self.repo_url, "new-figure", answers) if known else ""

    @property
    def _version(self) -> str:
        return str(self.dataset.descriptor.get("version", ""))
