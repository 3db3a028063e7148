"""Runs the command that was called."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

from generator.cli.failures import MACHINE, reason

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


_ALLOCATIONS = 1_000_000
"""How many objects come and stay before Python looks for those that nobody needs."""


def main() -> None:
    """Run the command; what people can mend is told in a line, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show Vietnamese shows escapes, and the command goes on.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    # What a command makes is in use until its end, or gone with its last name: looking for what
    # nobody needs any more, as often as Python does, takes a tenth of the time and finds nothing.
    gc.set_threshold(_ALLOCATIONS)
    # Linear algebra, which nothing here needs, would take memory and a thread for each processor.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        # Where memory is short, an import fails.
        from generator.cli.terminal import app  # noqa: PLC0415

        register(next((word for word in sys.argv[1:] if not word.startswith("-")), ""))
        app()
    except Exception as error:
        words = reason(error)
        if not words:
            raise
        sys.stderr.write(f"{words}\n")
        sys.exit(MACHINE)


def register(command: str) -> None:
    """Import what has the command, or everything where nothing has: some of it takes seconds."""
    for module, commands in MODULES.items():
        if command in commands or not any(command in known for known in MODULES.values()):
            import_module(f"generator.cli.{module}")
