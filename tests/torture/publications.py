"""Publications by themselves, killed: of files that take no time to make, so that many can be."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.artifacts import MARK, Artifact, File, Part, alone, publish
from tests.torture.commands import Work
from tests.torture.place import SUMS, fingerprint

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping

    from tests.torture.place import Place

PARTS, FILES, KILLS = 50, 40, 400


def publishing_killed(place: Place, moments: random.Random) -> Iterator[str]:
    """A publication of 2,000 small files is killed at a random moment; the next one succeeds."""
    out = place.folder / "published" / "site"
    right = [_published(out.with_name(f"clean-{state}"), state)[0] for state in (0, 1)]
    _published(out, 0)
    state, longest = 0, 1.0
    for _ in range(KILLS):
        work = Work(_publish, str(out), 1 - state)
        time.sleep(moments.uniform(0, longest))
        work.kill()
        work.status()
        found = fingerprint(out)
        assert found in right, "neither the old publication nor the new one"
        done, longest = _published(out, 1 - state)
        assert done == right[1 - state]
        assert not list(out.parent.glob(".site-*"))
        yield "the old publication" if found == right[state] else "the new publication"
        state = 1 - state


def _published(out: Path, state: int) -> tuple[str, float]:
    """Publish to the end: what tells the publication from others, and the seconds that it took."""
    started = time.monotonic()
    assert Work(_publish, str(out), state).status() == 0
    seconds = time.monotonic() - started
    return fingerprint(out), seconds


def _publish(out: str, state: int) -> None:
    os.setsid()
    parts = [Part(f"part {number}", partial(_files, number, state)) for number in range(PARTS)]
    with alone(Path(out)):
        publish(parts, Path(out), last=_sums)


def _files(part: int, state: int) -> Iterator[Artifact]:
    for number in range(FILES):
        yield Artifact(f"{part}/{number}.html", f"{state} {part} {number}".encode() * 50)


def _sums(files: Mapping[str, File]) -> Iterator[Artifact]:
    yield Artifact(MARK, b"{}")
    told = {path: file.sha256 for path, file in files.items()}
    told[MARK] = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    yield Artifact(SUMS, "".join(f"{sha}  {path}\n" for path, sha in sorted(told.items())).encode())


SCENARIOS = (publishing_killed,)
