"""What git keeps of a package's folder: commits, contents, messages; not what they mean.

Contents are asked for by their ids and never checked out, so that no setting of git and no
system changes a byte of them.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.exceptions import MachineError
from generator.reading import is_inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Whatever a person has set for their own reading must not stand between the lines read here.
_SETTINGS = ("-c", "log.showSignature=false", "-c", "i18n.logOutputEncoding=UTF-8")
_PLAIN_FILES = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Why git has nothing to say, in words for a person at a terminal."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit, its time, and the id of the package's folder in it: one content has one id."""

    id: str
    time: datetime
    tree: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, and the package's folder in it as a path with a slash at its end, or ''."""

    root: Path
    prefix: str
    is_shallow: bool

    def has_commits(self) -> bool:
        """Whether anything was ever committed on this branch."""
        return self._git("rev-parse", "--verify", "--quiet", "HEAD").returncode == 0

    def main_line(self, file: str) -> list[Commit]:
        """The commits that changed a file of the package, the earliest first.

        They are those of the main line, from each commit to its first parent: what a branch
        did came about when it was merged. A commit that removed the folder is not among them.
        """
        options = ("--first-parent", "--reverse", "--format=%H %ct")
        path = f":(top,literal){self.prefix}{file}"
        return self._commits(self._run("log", *options, "HEAD", "--", path))

    def commit(self, revision: str) -> Commit | None:
        """The commit that a person means by "main", "HEAD~1", "v1" or an id, if it has the package.

        None where there is no such commit.
        """
        options = ("--max-count=1", "--format=%H %ct", "--end-of-options")
        shown = self._git("log", *options, revision, "--")
        found = self._commits(shown.stdout) if shown.returncode == 0 else []
        return found[0] if found else None

    def messages(self, base: Commit) -> list[str]:
        """The messages of the commits since `base`, the latest first."""
        shown = self._run("log", "--format=%B%x00", f"{base.id}..HEAD")
        return [message.strip() for message in shown.decode(errors="replace").split("\0")[:-1]]

    def contents(self, file: str, commits: Iterable[Commit]) -> list[bytes | None]:
        """A file of the package in each of the commits; None in those that have none."""
        return self._objects(f"{commit.id}:{self.prefix}{file}" for commit in commits)

    def extract(self, tree: str, into: Path) -> Path:
        """Write the package as it is in a tree to `into/<tree>`, if it is not there, and say where.

        Links, and whatever would leave the folder, are not written.

        Raises:
            MachineError: the disk refuses.
        """
        target = into / tree
        if target.is_dir():
            return target
        try:
            into.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=into, ignore_cleanup_errors=True) as name:
                staging = Path(name) / tree
                self._write(tree, staging)
                with suppress(FileExistsError):  # another run has been quicker
                    staging.rename(target)
        except OSError as error:
            raise MachineError(f"cannot write to {into}: {error.strerror}") from error
        return target

    def _write(self, tree: str, folder: Path) -> None:
        folder.mkdir()
        listed = self._run("ls-tree", "-r", "-z", "--full-tree", tree).decode("utf-8", "replace")
        entries = [entry.partition("\t")[::2] for entry in listed.split("\0")[:-1]]
        files = {
            path: about.split()[2]
            for about, path in entries
            if about.startswith(_PLAIN_FILES) and is_inside(folder, path)
        }
        for path, data in zip(files, self._objects(files.values()), strict=True):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data or b"")

    def _commits(self, shown: bytes) -> list[Commit]:
        """Lines of an id and a time, with the trees of the package; those without are left out."""
        lines = [line.split() for line in shown.decode().splitlines()]
        asked = "".join(f"{commit}:{self.prefix.rstrip('/')}\n" for commit, _ in lines)
        checked = self._run("cat-file", "--batch-check=%(objectname) %(objecttype)", given=asked)
        trees = [line.split() for line in checked.decode().splitlines()]
        return [
            Commit(id=commit, time=datetime.fromtimestamp(int(seconds), tz=UTC), tree=tree[0])
            for (commit, seconds), tree in zip(lines, trees, strict=True)
            if tree[1] == "tree"
        ]

    def _objects(self, names: Iterable[str]) -> list[bytes | None]:
        """The contents of objects, in the order of their names; None for one that is missing."""
        asked = "".join(f"{name}\n" for name in names)
        return list(_parted(self._run("cat-file", "--batch", given=asked)))

    def _run(self, *arguments: str, given: str = "") -> bytes:
        """What git says.

        Raises:
            MachineError: git refuses.
        """
        done = self._git(*arguments, given=given)
        if done.returncode:
            raise MachineError(f"git {arguments[0]}: {_last_words(done)}")
        return done.stdout

    def _git(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
        return _git(self.root, *arguments, given=given)


def find(folder: Path) -> Repository | Unavailable:
    """The repository that a folder lies in, or why there is none."""
    try:
        done = _git(folder, "rev-parse", "--is-shallow-repository", "--show-toplevel")
        prefix = _git(folder, "rev-parse", "--show-prefix")
    except FileNotFoundError:
        return Unavailable("git is not installed")
    if done.returncode:
        return Unavailable(_last_words(done))
    is_shallow, root = done.stdout.decode().splitlines()
    return Repository(Path(root), prefix.stdout.decode().rstrip("\n"), is_shallow == "true")


def state(folder: Path) -> str:
    """What history a folder has: another text, where there may be another one; '' for none."""
    try:
        done = _git(folder, "rev-parse", "--is-shallow-repository", "HEAD")
    except FileNotFoundError:
        return ""
    return done.stdout.decode() if not done.returncode else ""


def _git(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["git", *_SETTINGS, "-C", str(folder), *arguments],
        input=given.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )


def _last_words(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[-1].removeprefix("fatal: ") if lines else f"exit status {done.returncode}"


def _parted(output: bytes) -> Iterator[bytes | None]:
    """The objects in what `git cat-file --batch` says: see its manual, "BATCH OUTPUT"."""
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        *_, kind, size = output[at:end].split(b" ")
        at = end + 1
        if size.isdigit():
            data = output[at : at + int(size)]
            yield data if kind == b"blob" else None
            at += int(size) + 1
        else:
            yield None
