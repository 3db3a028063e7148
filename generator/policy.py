"""What a browser is told that a page may do; not what is in a page.

The policy stands in every page, because not every host sends headers of ours. It allows what
the site itself has, and nothing of what is written into a page, but for scripts of the theme,
by their digests. See https://www.w3.org/TR/CSP3/.
"""

from __future__ import annotations

import base64
import hashlib
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

REFERRER = "no-referrer"
"""No other site learns on which page its link was followed."""

# By the specification 'self' is nothing at all on a page opened from a disk; file: is
# nothing on a page of the web.
_SITE = "'self' file:"
_DATA = ("application/json", "application/ld+json")


def policy(scripts: Iterable[str] = (), styles: Iterable[str] = ()) -> str:
    """The policy of a page that has these scripts and styles in itself, by their digests.

    The theme's style sheet has its icons as `data:` images. Lighthouse reads robots.txt from
    within a page, and the script of the preview asks for builds.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src", _SITE, *scripts)),
            " ".join(("style-src", _SITE, *styles)),
            f"img-src {_SITE} data:",
            "connect-src 'self'",
            f"form-action {_SITE}",
            "base-uri 'none'",
        )
    )


def digest(text: str) -> str:
    """A script or style as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def script_digests(html: str) -> tuple[str, ...]:
    """The digests of the scripts that are written into a page, without those that are data."""
    reader = _Scripts()
    reader.feed(html)
    return tuple(dict.fromkeys(map(digest, reader.found)))


class _Scripts(HTMLParser):
    """Collects the text of scripts that a browser would run."""

    def __init__(self) -> None:
        """Begin outside of a script."""
        super().__init__()
        self.found: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a script, if it is one that is written here."""
        given = dict(attrs)
        self._in_script = tag == "script" and "src" not in given and given.get("type") not in _DATA
        if self._in_script:
            self.found.append("")

    def handle_endtag(self, _tag: str) -> None:
        """End what was open."""
        self._in_script = False

    def handle_data(self, data: str) -> None:
        """Add to the script."""
        if self._in_script:
            self.found[-1] += data
