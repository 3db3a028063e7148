"""Read by Python as it starts, where this folder is on its path: another machine's habits."""

from __future__ import annotations

import os
import sys
from typing import Self

if "FILES_BACKWARDS" in os.environ:
    listdir, scandir = os.listdir, os.scandir

    class _Backwards:
        """What `os.scandir` gives, the last entry first."""

        def __init__(self, *arguments: object) -> None:
            with scandir(*arguments) as entries:  # type: ignore[call-overload]
                self._entries = iter(list(entries)[::-1])

        def __iter__(self) -> _Backwards:
            return self

        def __next__(self) -> object:
            return next(self._entries)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

        def close(self) -> None:
            """There is nothing to close any more."""

    os.listdir = lambda *a: listdir(*a)[::-1]  # type: ignore[assignment]
    os.scandir = _Backwards  # type: ignore[assignment, misc]

if "NO_NETWORK" in os.environ:

    def _refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event in {"socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto"}:
            os.write(2, f"network: {event} {arguments[1:]}\n".encode())
            os._exit(97)  # no handler can take it for a failure that one may live with

    sys.addaudithook(_refuse)
