"""What happens to a command at a moment that it cannot choose: at its n-th opening, renaming, …

A trap is set in the process of the command itself, by Python's audit events:
https://docs.python.org/3/library/audit_events.html
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

WRITE = "open to write"
"""The event of Python's `open` where the file is to be written."""
WRITING = (WRITE, "os.rename", "os.remove", "os.chmod", "os.mkdir", "os.link")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """At the `at`-th of the `events` on a path that has `path` in it, `action` happens once.

    "kill" ends the process as the system would without memory, "unlink" takes the file away
    before it is opened, "alter" puts a line at its end, "refuse" has the system say no.
    """

    path: str
    at: int
    action: Literal["kill", "unlink", "alter", "refuse"]
    events: tuple[str, ...] = WRITING

    def set(self) -> None:
        """Set the trap in this process, for as long as it lives."""
        sys.addaudithook(self._hook())

    def _hook(self) -> Callable[[str, tuple[Any, ...]], None]:
        left = self.at

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal left
            if event == "open" and int(arguments[2]) & (os.O_WRONLY | os.O_RDWR):
                event = WRITE
            if event not in self.events or not any(self._is_on(a) for a in arguments[:2]):
                return
            left -= 1
            if left == 0:
                self._act(os.fsdecode(arguments[0]))

        return hook

    def _is_on(self, argument: object) -> bool:
        return isinstance(argument, (str, bytes, os.PathLike)) and self.path in os.fsdecode(
            argument
        )

    def _act(self, path: str) -> None:
        if self.action == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.action == "refuse":
            raise OSError(28, os.strerror(28), path)
        elif self.action == "unlink":
            os.unlink(path)  # noqa: PTH108 - pathlib would be trapped itself
        else:
            number = os.open(path, os.O_WRONLY | os.O_APPEND)
            os.write(number, b"\n")
            os.close(number)
