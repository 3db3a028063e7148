"""Work that is shared among processes is all done, or it is told why not."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from generator.exceptions import MachineError
from generator.processes import beside, in_parallel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="processes are copied on Linux alone"
)


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.processes.cores", lambda: 2)


def fails(_: Iterator[int]) -> None:
    raise LookupError("no such unit")


def is_killed(numbers: Iterator[int]) -> None:
    if next(numbers) == 0:
        os.kill(os.getpid(), signal.SIGKILL)


def waits_for_ever_unless_first(numbers: Iterator[int]) -> None:
    if next(numbers) == 0:
        raise LookupError("no such unit")
    signal.pause()


def test_each_number_is_taken_once_from_either_end() -> None:
    shares = in_parallel(1000, list)
    assert len(shares) == 2
    assert shares[0] == sorted(shares[0])
    assert shares[1] == sorted(shares[1], reverse=True)
    assert sorted(shares[0] + shares[1]) == list(range(1000))


@pytest.mark.parametrize(
    ("work", "error", "said"),
    [
        (fails, LookupError, "no such unit"),
        (is_killed, MachineError, "a process was ended from outside: is there memory?"),
        (waits_for_ever_unless_first, LookupError, "no such unit"),
    ],
)
def test_where_one_fails_the_others_end_and_it_is_told(
    work: Callable[[Iterator[int]], None], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        in_parallel(2, work)


def test_what_is_done_meanwhile_is_done_here_and_once() -> None:
    done: list[int] = []
    in_parallel(2, list, meanwhile=lambda: done.append(os.getpid()))
    assert done == [os.getpid()]


def test_where_what_is_done_meanwhile_fails_nothing_goes_on() -> None:
    def fail() -> None:
        raise LookupError("no such unit")

    with pytest.raises(LookupError, match="no such unit"):
        in_parallel(2, lambda _: signal.pause(), meanwhile=fail)


def test_where_a_process_failed_is_told_with_it() -> None:
    with pytest.raises(LookupError) as raised:
        in_parallel(2, fails)
    assert "in fails" in raised.value.__notes__[0]


def test_a_task_beside_is_done_meanwhile_and_once() -> None:
    task = beside(os.getpid)
    assert task() == task() != os.getpid()


def test_a_task_beside_that_fails_says_so_to_whoever_waits() -> None:
    task = beside(lambda: fails(iter(())))
    with pytest.raises(LookupError, match="no such unit"):
        task()


def test_a_process_that_is_a_copy_shares_nothing() -> None:
    shares = in_parallel(
        2, lambda _: (os.getpid(), in_parallel(2, lambda ns: (os.getpid(), [*ns])))
    )
    for copy, inner in shares:
        assert copy != os.getpid()
        assert inner == [(copy, [0, 1])]
