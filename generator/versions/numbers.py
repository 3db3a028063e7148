"""Version numbers and the step from one to the next; not what a change needs.

Source: Semantic Versioning 2.0.0, https://semver.org, without labels after the three numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_NUMBER = "(0|[1-9][0-9]{0,8})"
_VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}")


class Bump(IntEnum):
    """How far a change moves the version; the greater, the more it asks of those who use it."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """Three numbers, ordered from left to right."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        """As it is written: "0.2.1"."""
        return f"{self.major}.{self.minor}.{self.patch}"

    def after(self, bump: Bump) -> Version:
        """The lowest version that is so much higher; the numbers right of a raised one are 0.

        >>> str(Version(0, 2, 1).after(Bump.MINOR))
        '0.3.0'
        """
        if bump is Bump.MAJOR:
            return Version(self.major + 1, 0, 0)
        if bump is Bump.MINOR:
            return Version(self.major, self.minor + 1, 0)
        return Version(self.major, self.minor, self.patch + (bump is Bump.PATCH))


def parse_version(text: object) -> Version | None:
    """The version that a descriptor gives; None where it is no text of three numbers."""
    match = _VERSION.fullmatch(text) if isinstance(text, str) else None
    return Version(*map(int, match.groups())) if match else None
