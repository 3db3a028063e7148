"""Commands that write tables, ended at each of their steps; a table is never half written."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.intake.bodies import figure
from tests.small_package import Repository
from tests.torture.commands import run
from tests.torture.traps import Trap
from tests.workbook.books import FIXTURE, cell_of, export, open_book, put

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.torture.place import Place

FIGURES = "Số liệu"
FIGURE = "d-196-2017-village-secretary-head"


@dataclass(frozen=True, slots=True)
class Task:
    """A command, and the folder that has the package beside all that the command is given."""

    folder: Path
    arguments: tuple[str, ...]

    @property
    def package(self) -> Path:
        return self.folder / "datapackage"

    def files(self) -> dict[str, bytes]:
        """What is in the package, but for what a command that was ended has left."""
        return {
            path.relative_to(self.package).as_posix(): path.read_bytes()
            for path in sorted(self.package.rglob("*"))
            if path.is_file() and not path.name.endswith(".unfinished")
        }


def formatting(folder: Path) -> tuple[str, ...]:
    """Two tables that a spreadsheet has saved."""
    for table in ("units", "observations"):
        path = folder / f"datapackage/data/{table}.csv"
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return ("format",)


def importing(folder: Path) -> tuple[str, ...]:
    """A workbook with other figures in two tables."""
    book = export(folder / "datapackage")
    place = cell_of(open_book(book)[FIGURES], FIGURE, "numerator")
    put(book, FIGURES, {place: "86"})
    sheet = "Nguồn"
    put(book, sheet, {cell_of(open_book(book)[sheet], "uong-bi-2017", "author"): "P. V."})
    return ("workbook", "import", str(book))


def taking_in(folder: Path) -> tuple[str, ...]:
    """A form with a figure."""
    issue = folder / "issue.md"
    issue.write_text(figure(), encoding="utf-8")
    return ("intake", str(issue))


def releasing(folder: Path) -> tuple[str, ...]:
    """A figure that was mended since the last release."""
    Repository(folder).commit("released")
    path = folder / "datapackage/data/observations.csv"
    path.write_bytes(
        path.read_bytes().replace(b",85,101,", b",86,101,", 1).replace(b"85/101", b"86/101", 1)
    )
    return ("release", "--date=2027-01-01")


def taking_out(folder: Path) -> tuple[str, ...]:
    """A person in a release, who is to be taken out of it."""
    Repository(folder).commit("released")
    return ("redact", "persons", "tran-lenh-truong", "--reason=privacy", "--date=2027-01-01")


def _task(folder: Path, prepare: Callable[[Path], tuple[str, ...]]) -> Task:
    shutil.copytree(FIXTURE, folder / "datapackage")
    return Task(folder, prepare(folder))


def _every_step(place: Place, prepare: Callable[[Path], tuple[str, ...]]) -> Iterator[str]:
    """End the command at its first step, then at its second, and so on until it has no more."""
    origin = _task(place.folder / prepare.__name__, prepare)
    name = origin.arguments[0]
    done = _copy(origin, "done")
    ended = run(_called(done), place.words)
    assert ended.status == 0, ended.said
    before, after = origin.files(), done.files()
    assert before != after
    counts: Counter[str] = Counter()
    for step in range(1, 200):
        for action in ("kill", "refuse"):
            task = _copy(origin, "tried")
            trap = Trap(path=str(task.package), at=step, action=action)  # type: ignore[arg-type]
            ended = run(_called(task), place.words, trap)
            if action == "kill" and ended.status == 0:
                return
            found = task.files()
            assert found.keys() <= before.keys() | after.keys(), found.keys()
            for path, data in found.items():
                assert data in (before.get(path), after.get(path)), f"{path} is neither"
            if action == "refuse":
                all_or_none = after if ended.status == 0 else before
                assert found == all_or_none, "some files were written, and others not"
                assert not ended.has_traceback, ended.said
            if found != after:  # else there is nothing left to do, and some commands say so
                ended = run(_called(task), place.words)
                assert ended.status == 0, ended.said
                assert task.files() == after
            counts[action] += 1
            yield f"`{name}` {'killed' if action == 'kill' else 'refused'}: all tables whole"


def _copy(task: Task, name: str) -> Task:
    """The same task in a folder of its own, which takes the place of the one of that name."""
    folder = task.folder.with_name(f"{task.folder.name}-{name}")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(task.folder, folder)
    return Task(folder, tuple(a.replace(str(task.folder), str(folder)) for a in task.arguments))


def _called(task: Task) -> list[str]:
    return [*task.arguments, f"--package={task.package}"]


def ended_while_writing(place: Place, _: random.Random) -> Iterator[str]:
    """A command that writes tables is killed, or refused by the disk, at each of its steps."""
    for prepare in TASKS:
        yield from _every_step(place, prepare)


TASKS = (formatting, importing, taking_in, releasing, taking_out)
SCENARIOS = (ended_while_writing,)
