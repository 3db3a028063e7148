"""Runs the command that was called."""

from __future__ import annotations

import sys

from generator.cli import changes, data, site, verifying, workbook
from generator.cli.terminal import MACHINE, app, errors
from generator.exceptions import NhatTheHoaError

COMMANDS = (data, site, changes, workbook, verifying)
"""The modules whose import registers their commands with the application."""


def main() -> None:
    """Run the command; what people can mend is told in a line, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show Vietnamese shows escapes, and the command goes on.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except NhatTheHoaError as error:
        errors.print(str(error))
        sys.exit(MACHINE)
