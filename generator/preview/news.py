"""What the last build came to, for the threads that tell browsers."""

from __future__ import annotations

import threading


class News:
    """The number of builds so far, and the problems of the last one: '' where it was good."""

    def __init__(self) -> None:
        """Nothing has been built yet."""
        self._condition = threading.Condition()
        self._builds = 0
        self._problems = ""

    def tell(self, problems: str) -> None:
        """Wake those who wait for a build."""
        with self._condition:
            self._builds += 1
            self._problems = problems
            self._condition.notify_all()

    def last(self) -> tuple[int, str]:
        """The number of builds so far, and the problems of the last."""
        with self._condition:
            return self._builds, self._problems

    def after(self, builds: int, seconds: float) -> tuple[int, str] | None:
        """Wait for a build after so many; None where the time is over first."""
        with self._condition:
            if self._condition.wait_for(lambda: self._builds > builds, timeout=seconds):
                return self._builds, self._problems
            return None
