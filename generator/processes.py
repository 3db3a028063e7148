"""Work shared among processes, where the system can copy one that is running; not for threads."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Result = TypeVar("Result")

_tasks: Sequence[Callable[[], object]] = ()


def cores() -> int:
    """The number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_parallel(tasks: Sequence[Callable[[], Result]]) -> list[Result]:
    """The results of the tasks, in their order, from as many processes as there are processors.

    A task knows all that this process knows, because its process is a copy of this one:
    only its result, or its exception, has to be one that can be pickled. Where processes
    cannot be copied, or there is one processor, the tasks run here, one after another.

    Raises:
        Exception: that of the first task that raised one.
    """
    processes = min(len(tasks), cores())
    if processes < 2 or not sys.platform.startswith("linux"):  # noqa: PLR2004 - one is no share
        return [task() for task in tasks]
    context = get_context("fork")
    with ProcessPoolExecutor(processes, context, _take, (tasks,)) as pool:
        return list(pool.map(_run, range(len(tasks))))  # type: ignore[arg-type]


def _take(tasks: Sequence[Callable[[], object]]) -> None:
    """Remember the tasks in a process that was made to run some of them."""
    global _tasks  # noqa: PLW0603 - such a process has no other use
    _tasks = tasks


def _run(number: int) -> object:
    return _tasks[number]()
