"""A package of which two states are published in turn, and what its site must be at any time."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from tests.small_package import OBSERVATION, SmallPackage
from tests.torture.commands import Ended, Running, run_anew

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.torture.traps import Trap

SUMS = "SHA256SUMS"


def fingerprint(site: Path) -> str:
    """What tells one whole publication from all others; '' where there is none at all.

    Raises:
        AssertionError: the site is not whole: files are missing, others, or too many.
    """
    if not site.exists():
        return ""
    sums = (site / SUMS).read_bytes()
    told = dict(line.split("  ")[::-1] for line in sums.decode().splitlines())
    found = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }
    del found[SUMS]
    assert found == told, f"not whole: {sorted(found.items() ^ told.items())[:3]}"
    return hashlib.sha256(sums).hexdigest()


class Place:
    """A folder with a package and its site, and what the site of each state is."""

    def __init__(self, folder: Path) -> None:
        """Build nothing yet."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.package = SmallPackage(folder / "package")
        self.out = folder / "out" / "site"
        self.words = folder / "words.txt"
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.environ = {"TMPDIR": str(self.temporary)}
        self.right: dict[int, str] = {}
        self.now = 0

    def _begin(self) -> None:
        """Build both states once, in folders of their own."""
        for state in (1, 0):
            self.put(state)
            clean = self.folder / f"clean-{state}" / "site"
            ended = Running(self._arguments(clean), self.words, None, self.environ).ended()
            assert ended.status == 0, ended.said
            self.right[state] = fingerprint(clean)
        shutil.copytree(self.folder / "clean-0", self.out.parent, copy_function=shutil.copy2)

    def put(self, state: int) -> None:
        """Put the package into a state."""
        self.package.rows("observations", {**OBSERVATION, "numerator": f"{80 + state}"})

    def turn(self) -> int:
        """Put the package into the other state than the site's, and say which that is."""
        if not self.right:
            self._begin()
        self.put(1 - self.now)
        return 1 - self.now

    def start(self, trap: Trap | None = None) -> Running:
        """Begin to build."""
        return Running(self._arguments(self.out), self.words, trap, self.environ)

    def build(self, trap: Trap | None = None) -> Ended:
        """Build to the end."""
        return self.start(trap).ended()

    def forget(self) -> None:
        """Take away what the build remembers, so that the next one makes everything."""
        with suppress(FileNotFoundError):
            shutil.rmtree(self.out.parent / ".cache")

    def build_anew(self, before: Callable[[], None] | None = None, **environ: str) -> Ended:
        """Build in a process that shares nothing; `before` is called in it first."""
        return run_anew(self._arguments(self.out), {**self.environ, **environ}, before)

    def _arguments(self, out: Path) -> list[str]:
        return ["build", f"--package={self.package.folder}", f"--out={out}"]

    def assert_old_or_new(self) -> str:
        """Say which of the two the site is: "old" or "new"."""
        found = fingerprint(self.out)
        assert found in self.right.values(), "neither the old site nor the new one"
        return "old" if found == self.right[self.now] else "new"

    def assert_mends_itself(self) -> None:
        """Build again, with nothing cleaned by hand; the site is then that of the package."""
        ended = self.build()
        assert ended.status == 0, ended.said
        assert fingerprint(self.out) == self.right[1 - self.now]
        left = {path.name for path in self.out.parent.iterdir()}
        assert left <= {"site", ".cache", ".site.lock"}, left
        assert not any(self.temporary.iterdir()), "temporary files are left"
        self.now = 1 - self.now
