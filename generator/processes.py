"""Work shared among processes, where the system can copy one that is running; not for threads."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar, cast

from generator.exceptions import MachineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.sharedctypes import SynchronizedArray
    from typing import Any, TypeAlias

    # The numbers of the first task that is not taken, and of the first after it that is.
    Ends: TypeAlias = "SynchronizedArray[int]"

Result = TypeVar("Result")

_PR_SET_PDEATHSIG = 1

_work: Callable[..., Any]
_ends: Ends | None


def cores() -> int:
    """The number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_parallel(count: int, work: Callable[[Iterator[int]], Result]) -> list[Result]:
    """What `work` returns in each of as many processes as there are processors.

    It is given the numbers below `count` that it has to see to, and takes one after the
    other: every second process from the front, the others from the back, so that
    neighbours are seen to in one process, and all end at about one time. `work` knows all
    that this process knows, because its process is a copy of this one: only its result, or
    its exception, has to be one that can be pickled. Where processes cannot be copied, or
    there is one processor, all is done here.

    Raises:
        Exception: that of the first process that raised one.
        MachineError: a process was ended from outside.
    """
    processes = min(count, cores())
    if processes < 2 or not sys.platform.startswith("linux"):  # noqa: PLR2004 - one is no share
        return [work(iter(range(count)))]
    context = get_context("fork")
    ends = context.Array("q", [0, count])
    given = (os.getpid(), work, ends)
    with ProcessPoolExecutor(processes, context, _take, given) as pool, _told_of_a_death():
        return list(pool.map(_run, range(processes)))


def beside(task: Callable[[], Result]) -> Callable[[], Result]:
    """Begin a task in a process of its own; return what waits for its result.

    As with `in_parallel`, the process is a copy of this one. Where there can be none, the
    task is done when its result is asked for.
    """
    if cores() < 2 or not sys.platform.startswith("linux"):  # noqa: PLR2004 - as above
        return task
    pool = ProcessPoolExecutor(1, get_context("fork"), _take, (os.getpid(), task, None))
    result = pool.submit(_do)

    def wait() -> Result:
        with pool, _told_of_a_death():
            return result.result()  # type: ignore[no-any-return]  # that of the task

    return wait


@contextmanager
def _told_of_a_death() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise MachineError("a process was ended from outside: is there memory?") from error


def _do() -> Any:  # noqa: ANN401 - whatever the task returns
    return _work()


def _take(parent: int, work: Callable[..., Any], ends: Ends | None) -> None:
    """Remember the work in a process that was made to do some of it, and that ends with `parent`.

    Were the parent killed, this process would go on writing, and hold the locks that it has of
    it, for good: see prctl(2), PR_SET_PDEATHSIG.
    """
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    global _work, _ends
    _work, _ends = work, ends


def _run(process: int) -> Any:  # noqa: ANN401 - whatever the work returns
    ends = cast("Ends", _ends)
    try:
        return _work(_numbers(ends, from_the_back=bool(process % 2)))
    except BaseException:
        with ends.get_lock():
            ends[0] = ends[1]  # nothing is left to do for the others
        raise


def _numbers(ends: Ends, *, from_the_back: bool) -> Iterator[int]:
    """The numbers of the tasks that this process gets, each when it asks for it."""
    while True:
        with ends.get_lock():
            first, after = ends[0], ends[1]
            if first == after:
                return
            if from_the_back:
                ends[1] = number = after - 1
            else:
                number = first
                ends[0] = first + 1
        yield number
