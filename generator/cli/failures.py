"""What is told in a line at the terminal; not for problems in the data, which are no failures."""

from __future__ import annotations

from generator.exceptions import NhatTheHoaError
from generator.showing import printable

MACHINE = 3
"""The exit status of a command that something of the machine ended."""

_NO_MEMORY = "there is not enough memory"
_NO_THREAD = "can't start new thread"
"""What Python says of it, as a RuntimeError."""


def reason(error: Exception) -> str:
    """Why a command could not go on, mostly in a line, for a person at any terminal.

    '' for anything else, which is a fault of ours, and has a traceback.
    """
    return "\n".join(map(printable, _reason(error).splitlines()))


def _reason(error: Exception) -> str:
    if isinstance(error, NhatTheHoaError):
        return str(error)
    if isinstance(error, MemoryError):
        return _NO_MEMORY
    if isinstance(error, OSError):  # a disk that is full, a file that is gone, a locked folder
        return f"{error.filename or 'the system'}: {error.strerror or error}"
    if isinstance(error, RuntimeError) and str(error) == _NO_THREAD:
        return "the system gives no more threads: is there memory?"
    if isinstance(error, SystemError):  # never of ours: native code that did not get its memory
        return f"Python itself failed ({error}): is there memory?"
    return _of_a_library(error) if isinstance(error, ImportError) else ""


def _of_a_library(error: ImportError) -> str:
    """Why a library cannot be had: some wrap what the system has said in much advice."""
    said: BaseException = error
    while said.__cause__ is not None:
        said = said.__cause__
    if isinstance(said, MemoryError):
        return _NO_MEMORY
    if isinstance(said, ImportError) and (said.name or "").startswith("generator"):
        return ""
    words = next(iter(str(said).splitlines()), type(said).__name__)
    return f"a library cannot be loaded ({words}): is it installed whole, and is there memory?"
