"""Runs the command that was called."""

from __future__ import annotations

import sys
from importlib import import_module

from generator.cli.terminal import MACHINE, app, errors
from generator.exceptions import NhatTheHoaError

MODULES = {
    "data": ("check", "format", "registry"),
    "site": ("build", "serve"),
    "changes": ("diff", "release"),
    "workbook": ("workbook",),
    "intake": ("intake",),
    "redact": ("redact",),
    "verifying": ("verify",),
}
"""The modules whose import registers their commands with the application, and these."""


def main() -> None:
    """Run the command; what people can mend is told in a line, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show Vietnamese shows escapes, and the command goes on.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    register(next((word for word in sys.argv[1:] if not word.startswith("-")), ""))
    try:
        app()
    except (NhatTheHoaError, OSError, MemoryError) as error:
        errors.print(_reason(error))
        sys.exit(MACHINE)


def _reason(error: Exception) -> str:
    """Why the command could not go on, in words for a person at a terminal."""
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    if isinstance(error, OSError):  # a disk that is full, a file that is gone, a locked folder
        return f"{error.filename or 'the system'}: {error.strerror or error}"
    return str(error)


def register(command: str) -> None:
    """Import what has the command, or everything where nothing has: some of it takes seconds."""
    for module, commands in MODULES.items():
        if command in commands or not any(command in known for known in MODULES.values()):
            import_module(f"generator.cli.{module}")
