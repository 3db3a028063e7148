"""Work shared among processes, where the system can copy one that is running; not for threads.

There is no pool of the standard library here: it has threads of its own, and waits for ever
where the system gives it none.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from contextlib import suppress
from functools import partial
from multiprocessing import current_process, get_context
from multiprocessing.connection import wait
from traceback import format_exception
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.exceptions import MachineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.sharedctypes import SynchronizedArray
    from typing import TypeAlias

    # The numbers of the first task that is not taken, and of the first after it that is.
    Ends: TypeAlias = "SynchronizedArray[int]"

Result = TypeVar("Result")

_PR_SET_PDEATHSIG = 1


def cores() -> int:
    """The number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _copies() -> int:
    """How many copies of this process can be at work at once; none of a copy."""
    return 0 if current_process().daemon or not sys.platform.startswith("linux") else cores()


def in_parallel(
    count: int,
    work: Callable[[Iterator[int]], Result],
    meanwhile: Callable[[], None] = lambda: None,
) -> list[Result]:
    """What `work` returns in each of as many processes as there are processors.

    It is given the numbers below `count` that it has to see to, and takes one after the
    other: every second process from the front, the others from the back, so that
    neighbours are seen to in one process, and all end at about one time. `work` knows all
    that this process knows, because its process is a copy of this one: only its result, or
    its exception, has to be one that can be pickled. This process does `meanwhile` and waits.
    Where processes cannot be copied, or there is one processor, all is done here; so it is in
    a process that is such a copy itself.

    Raises:
        Exception: that of `meanwhile`, or of the first process that raised one.
        MachineError: a process was ended from outside.
    """
    processes = min(count, _copies())
    if processes < 2:  # noqa: PLR2004 - one is no share
        meanwhile()
        return [work(iter(range(count)))]
    ends = get_context("fork").Array("q", [0, count])
    begun: list[_Process[Result]] = []
    try:
        for number in range(processes):
            numbers = _numbers(ends, from_the_back=bool(number % 2))
            begun.append(_Process(partial(work, numbers)))
        meanwhile()
        waiting = {process.told: process for process in begun}
        while waiting:
            for told in wait(list(waiting)):
                waiting.pop(told).receive()  # type: ignore[call-overload]  # one of those given
    except BaseException:
        for process in begun:
            process.kill()
        raise
    return [process.result() for process in begun]


def beside(task: Callable[[], Result]) -> Callable[[], Result]:
    """Begin a task in a process of its own; return what waits for its result.

    As with `in_parallel`, the process is a copy of this one. Where there can be none, the
    task is done when its result is asked for.
    """
    if _copies() < 2:  # noqa: PLR2004 - as above
        return task
    return _Process(task).result


class _Process(Generic[Result]):
    """A task in a process that is a copy of this one, and that ends with it."""

    def __init__(self, task: Callable[[], Result]) -> None:
        """Begin it."""
        context = get_context("fork")
        self.told, telling = context.Pipe(duplex=False)
        self._results: list[Result] = []
        arguments = (os.getpid(), task, telling)
        with telling:  # a copy of it is in the process: when that ends, nothing more can come
            self._process = context.Process(target=_do, args=arguments, daemon=True)
            self._process.start()

    def receive(self) -> None:
        """Wait until it is done.

        Raises:
            Exception: that of the task.
            MachineError: the process was ended from outside.
        """
        try:
            result, error = self.told.recv()
        except (EOFError, OSError) as lost:
            raise MachineError("a process was ended from outside: is there memory?") from lost
        self._process.join()
        if error is not None:
            raise error
        self._results.append(result)

    def result(self) -> Result:
        """What came of it, when it is done."""
        if not self._results:
            self.receive()
        return self._results[0]

    def kill(self) -> None:
        """End it."""
        self._process.kill()
        self._process.join()


def _do(parent: int, task: Callable[[], object], telling: Connection) -> None:
    """Do the task in a process made for it, which ends with `parent`, and tell what came of it.

    Were the parent killed, this process would go on writing, and hold the locks that it has of
    it, for good: see prctl(2), PR_SET_PDEATHSIG.
    """
    result, failure = None, None
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
        gc.freeze()  # what the parent has made is there until the end: it is not looked through
        result = task()
    except BaseException as error:  # noqa: BLE001 - it is raised where the task was begun
        error.add_note("".join(format_exception(error)))  # what cannot be pickled of it
        failure = error
    with suppress(BrokenPipeError):  # nobody waits for it any more
        telling.send((result, failure))


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
