"""What may befall a build: each is done to a place, and tells what came of it, time by time."""

from __future__ import annotations

import os
import resource
import signal
import time
from functools import partial
from typing import TYPE_CHECKING

from tests.torture.commands import Ended, run_anew
from tests.torture.place import fingerprint
from tests.torture.traps import Trap

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from tests.torture.place import Place

KILLS = 200


def told(ended: Ended) -> str:
    """How a command ended, in a word or two."""
    if ended.status == 0:
        return "it succeeded"
    if ended.has_traceback:
        return "it ended with a traceback"
    if ended.status < 0:
        return f"a library ended it (signal {-ended.status})"
    return f"it said why not (status {ended.status})"


def killed(place: Place, moments: random.Random) -> Iterator[str]:
    """The process is killed (SIGKILL) at a random moment, four times on end; then one may end."""
    place.turn()
    place.forget()
    longest = _seconds(place)
    for number in range(KILLS):
        place.turn()
        if number % 2:
            place.forget()
        running = place.start()
        time.sleep(moments.uniform(0, longest))
        running.kill()
        ended = running.ended()
        found = place.assert_old_or_new()
        if found == "new":
            place.now = 1 - place.now
        if number % 4 == 3:
            place.turn()
            longest = _seconds(place)
        yield f"the {found} site" if ended.status else "it had ended before"


def _seconds(place: Place) -> float:
    """Build to the end, with nothing cleaned by hand, and say how long that took."""
    started = time.monotonic()
    place.assert_mends_itself()
    return time.monotonic() - started


def one_process_killed(place: Place, moments: random.Random) -> Iterator[str]:
    """A process that the build has made is killed, as by a system that has no memory left."""
    for _ in range(10):
        place.turn()
        place.forget()
        running = place.start()
        time.sleep(moments.uniform(0.5, 3))
        children = running.children()
        for child in children[:1]:
            os.kill(child, signal.SIGKILL)
        ended = running.ended()
        place.assert_old_or_new()
        place.assert_mends_itself()
        yield told(ended) if children else "there was none at that moment"


def files_vanish(place: Place, moments: random.Random) -> Iterator[str]:
    """A file of the package vanishes just before it is opened."""
    yield from _files(place, moments, "unlink")


def files_change(place: Place, moments: random.Random) -> Iterator[str]:
    """A file of the package changes just before it is opened."""
    yield from _files(place, moments, "alter")


def _files(place: Place, moments: random.Random, action: str) -> Iterator[str]:
    folder = place.package.folder
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in moments.sample(paths, 8):
        place.turn()
        data = path.read_bytes()
        trap = Trap(path=str(path), at=moments.randint(1, 3), action=action, events=("open",))  # type: ignore[arg-type]
        ended = place.build(trap)
        found = fingerprint(place.out)
        path.write_bytes(data)
        if ended.status:
            assert found == place.right[place.now], "not the old site"
        place.assert_mends_itself()
        yield told(ended)


def no_room_for_a_file(place: Place, moments: random.Random) -> Iterator[str]:
    """No file may grow beyond a few kilobytes (RLIMIT_FSIZE), which a full disk is like."""
    for _ in range(6):
        size = moments.randint(1, 200_000)
        yield _limited(place, partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size)))


def little_memory(place: Place, moments: random.Random) -> Iterator[str]:
    """Memory is limited (RLIMIT_AS), to between 200 and 1,400 MB of addresses."""
    for _ in range(8):
        size = moments.randint(200, 1400) * 1_000_000
        yield _limited(place, partial(resource.setrlimit, resource.RLIMIT_AS, (size, size)))


def few_files(place: Place, moments: random.Random) -> Iterator[str]:
    """Few files may be open at one time (RLIMIT_NOFILE)."""
    for _ in range(6):
        number = moments.randint(8, 40)
        yield _limited(place, partial(resource.setrlimit, resource.RLIMIT_NOFILE, (number, number)))


def _limited(place: Place, limit: Callable[[], None]) -> str:
    place.turn()
    place.forget()
    ended = place.build_anew(limit)
    if ended.status:
        assert place.assert_old_or_new() == "old"
    place.assert_mends_itself()
    return told(ended)


def clock_goes_back(place: Place, _: random.Random) -> Iterator[str]:
    """The clock goes back: all files are ten years younger than the next build."""
    for _ in range(2):
        place.turn()
        for path in [*place.folder.rglob("*")]:
            status = path.stat()
            os.utime(path, (status.st_atime, status.st_mtime + 10 * 365 * 86_400))
        place.assert_mends_itself()
        yield "it succeeded"


def cache_damaged(place: Place, moments: random.Random) -> Iterator[str]:
    """A byte of what an earlier build has kept is another."""
    place.turn()
    kept = [path for path in sorted((place.out.parent / ".cache").rglob("*")) if path.is_file()]
    for path in moments.sample(kept, min(10, len(kept))):
        place.turn()
        data = bytearray(path.read_bytes() or b"\0")
        data[moments.randrange(len(data))] ^= 1 << moments.randrange(8)
        path.write_bytes(data)
        place.assert_mends_itself()
        yield "it succeeded"


def two_at_once(place: Place, moments: random.Random) -> Iterator[str]:
    """Two builds to one folder begin at about one time: the second waits for the first."""
    for _ in range(5):
        state = place.turn()
        one = place.start()
        time.sleep(moments.uniform(0, 0.5))
        other = place.build_anew()
        first = one.ended()
        assert (first.status, other.status) == (0, 0), first.said + other.said
        assert fingerprint(place.out) == place.right[state]
        place.now = state
        yield "both succeeded"


def verified(place: Place, moments: random.Random) -> Iterator[str]:
    """A build is killed; `nhatthehoa verify` judges the downloads then, and after the next one."""
    for _ in range(3):
        place.turn()
        place.forget()
        running = place.start()
        time.sleep(moments.uniform(0, 5))
        running.kill()
        running.ended()
        _assert_verified(place)
        if place.assert_old_or_new() == "new":
            place.now = 1 - place.now
        place.turn()
        place.assert_mends_itself()
        _assert_verified(place)
        yield "all agreed both times"


def _assert_verified(place: Place) -> None:
    ended = run_anew(["verify", str(place.out / "data/latest"), "--lang=en"], place.environ)
    assert ended.status == 0, ended.said


SCENARIOS = (
    killed,
    one_process_killed,
    files_vanish,
    files_change,
    no_room_for_a_file,
    little_memory,
    few_files,
    clock_goes_back,
    cache_damaged,
    two_at_once,
    verified,
)
