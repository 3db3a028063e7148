"""What people can mend is told in a line; a fault of ours keeps its traceback."""

from __future__ import annotations

import pytest

from generator.cli.failures import reason
from generator.exceptions import MachineError, PublicationError


def library(cause: BaseException | None) -> ImportError:
    """What a library raises that wraps the system's words in its own."""
    error = ImportError("IMPORTANT: PLEASE READ THIS FOR ADVICE\n\n…")
    error.__cause__ = cause
    return error


CANNOT_BE_LOADED = "a library cannot be loaded ({}): is it installed whole, and is there memory?"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MachineError("cannot write x: No space left on device"), None),
        (PublicationError("MkDocs says:\na.md leads nowhere"), None),
        (MachineError("a/\x1b[2J.csv is gone"), "a/\\x1b[2J.csv is gone"),
        (FileNotFoundError(2, "No such file or directory", "a.csv"), "a.csv: No such file or d"),
        (OSError(28, "No space left on device"), "the system: No space left on device"),
        (MemoryError(), "there is not enough memory"),
        (
            SystemError("<function _data> returned NULL without setting an exception"),
            "Python itself failed (<function _data> returned NULL",
        ),
        (library(MemoryError()), "there is not enough memory"),
        (RuntimeError("can't start new thread"), "the system gives no more threads: is there"),
        (
            library(ImportError("x.so: failed to map")),
            CANNOT_BE_LOADED.format("x.so: failed to map"),
        ),
        (ModuleNotFoundError("No module named 'rich'", name="rich"), "a library cannot be loaded"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_what_the_machine_does_is_told_in_words(error: Exception, told: str | None) -> None:
    assert reason(error).startswith(told or str(error))


@pytest.mark.parametrize(
    "error",
    [
        KeyError("unit"),
        RuntimeError("generator raised StopIteration"),
        ImportError("cannot import name 'x'", name="generator.build"),
    ],
    ids=repr,
)
def test_a_fault_of_ours_is_not_told_as_one_of_the_machine(error: Exception) -> None:
    assert reason(error) == ""
