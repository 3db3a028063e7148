"""A history of releases in a repository of its own, and what is published of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from generator.dataset import load
from generator.history import History, history
from generator.release import plan, write
from generator.releases.kept import Kept
from generator.releases.known import Past
from generator.releases.log import log
from generator.releases.published import released
from generator.settings import discover
from generator.views.maker import Maker
from generator.views.store import Store
from tests.small_package import OBSERVATION, Repository, SmallPackage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.releases.known import Releases
    from generator.settings import Settings

BASE_URL = "https://data.example.org/posts/"
NOW = datetime(2027, 2, 1, tzinfo=UTC)
LOG = """# Lịch sử thay đổi

## 0.1.0

Phiên bản đầu tiên.

---

# Changelog

## 0.1.0

The first version.
"""


class Story:
    """A package in a repository, whose releases are made as people make them."""

    def __init__(self, folder: Path, repository: Repository, package: SmallPackage) -> None:
        self.folder = folder
        self.repository = repository
        self.package = package

    @classmethod
    def begin(cls, folder: Path) -> Story:
        """A package in a repository that has no commit."""
        repository = Repository(folder / "repository")
        package = SmallPackage(repository.folder / "datapackage")
        (package.folder / "CHANGELOG.md").write_text(LOG, encoding="utf-8")
        return cls(folder, repository, package)

    @classmethod
    def of(cls, folder: Path) -> Story:
        """The story that is in a folder already."""
        repository = Repository(folder / "repository")
        return cls(folder, repository, SmallPackage.of(repository.folder / "datapackage"))

    def release(self, day: date) -> str:
        """Release the package as it is; the version."""
        known = history(self.package.folder)
        assert isinstance(known, History)
        base = known.dataset(known.releases[-1], self.folder / "trees")
        planned = plan(base, load(self.package.folder))
        assert planned is not None
        write(planned, self.package.folder, day)
        self.repository.commit(str(planned.version))
        return str(planned.version)

    def version(self, version: str) -> str:
        """Commit the package with a version that nobody has planned; the commit."""
        self.package.descriptor(version=version)
        return self.repository.commit(version)

    def settings(self, base_url: str = BASE_URL) -> Settings:
        return discover(
            package=self.package.folder,
            out=self.folder / "site",
            base_url=base_url,
            environ={"SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))},
        )

    def past(self) -> Past:
        """What is known of the releases; made things are kept from one call to the next."""
        return Past(self.package.folder, Kept(self.folder / "kept"), self.folder / "scratch")

    def told(self) -> list[tuple[str, str]]:
        """The rule and the value of each problem of the releases."""
        problems = self.past().problems(load(self.package.folder))
        return [(problem.rule, problem.value) for problem in problems]

    def releases(self) -> Releases:
        past, dataset = self.past(), load(self.package.folder)
        assert [p for p in past.problems(dataset) if p.severity == "error"] == []
        return past.releases(dataset, NOW)

    def published(self, base_url: str = BASE_URL) -> dict[str, bytes]:
        """All that is published of the releases, by path."""
        settings, releases = self.settings(base_url), self.releases()
        store = Store(load(self.package.folder))
        makers = {lang: maker(releases, store, lang) for lang in settings.languages}
        artifacts = list(released(settings, releases, makers))
        found = {artifact.path: artifact.data for artifact in artifacts}
        assert len(found) == len(artifacts)
        return found


def maker(releases: Releases, store: Store, lang: str) -> Maker:
    return Maker(store, lang, log=log(releases, lang))


def three_releases(folder: Path) -> Story:
    """0.1.0, then a correction, then new figures, then another structure."""
    story = Story.begin(folder)
    story.repository.commit("0.1.0")
    corrected = {**OBSERVATION, "numerator": "92"}
    story.package.rows("observations", corrected)
    assert story.release(date(2026, 12, 1)) == "0.1.1"
    story.package.rows(
        "observations",
        corrected,
        {**corrected, "observation_id": "c-06817-2017", "unit_id": "c-06817"},
        {**corrected, "observation_id": "d-193-2017", "unit_id": "d-193", "numerator": "7"},
        {**corrected, "observation_id": "p-22-2017", "unit_id": "p-22", "numerator": "9"},
    )
    assert story.release(date(2026, 12, 5)) == "0.2.0"
    story.package.field("observations", "quote", constraints={"required": True, "maxLength": 200})
    assert story.release(date(2027, 1, 3)) == "1.0.0"
    return story


def paths(published: dict[str, bytes], folder: str) -> Sequence[str]:
    return sorted(path.removeprefix(folder) for path in published if path.startswith(folder))
