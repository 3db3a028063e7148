"""Speaks to GitHub's API as a workflow may; not what is said there.

The address, the repository and the token are those that the workflow's environment has. See
https://docs.github.com/en/rest.
"""

from __future__ import annotations

import json
import os
import re
import urllib.request
from typing import Any
from urllib.parse import urlencode

LIMIT = 60_000
"""Characters of a text: GitHub takes 65,536 in an issue or a comment."""

_BREAK = "\u200b"
# What would become a mention, a tag, an entity, a link, a picture or a reference.
_ACTIVE = re.compile(
    r"[@<&]|#(?=\w)|:(?=//)|\](?=[(\[:])|!(?=\[)|www(?=\.)|(?<=gh)-(?=\d)", re.IGNORECASE
)
# Control characters but for the line's end, and marks that turn the direction of a text.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def harmless(text: str, limit: int = LIMIT) -> str:
    """A text of anybody as Markdown that mentions nobody, links nowhere and has no HTML.

    A character that is not seen is put behind each sign that would do something, be it in
    code or not: nothing depends on how the text is divided.
    """
    shown = _ACTIVE.sub(lambda sign: sign[0] + _BREAK, _UNSEEN.sub("", text))
    return shown if len(shown) <= limit else f"{shown[:limit]}\n\n…"


def fenced(text: str, limit: int = LIMIT) -> str:
    """A text as a block of code that it cannot end."""
    return f"~~~~text\n{harmless(text, limit).replace('~~~', f'~{_BREAK}~~')}\n~~~~\n"


class Repository:
    """The repository of the workflow."""

    def __init__(self) -> None:
        """Read the environment: GITHUB_API_URL, GITHUB_REPOSITORY, GH_TOKEN."""
        self.name = os.environ["GITHUB_REPOSITORY"]
        self._address = f"{os.environ['GITHUB_API_URL']}/repos/{self.name}"
        self._token = os.environ["GH_TOKEN"]

    def get(self, path: str, **query: str) -> Any:  # noqa: ANN401 - JSON
        """What GitHub has at a path, such as `issues/7/comments`."""
        return self._send("GET", f"{path}?{urlencode(query)}" if query else path, None)

    def post(self, path: str, body: dict[str, object]) -> Any:  # noqa: ANN401 - JSON
        """Make something new; what was made."""
        return self._send("POST", path, body)

    def patch(self, path: str, body: dict[str, object]) -> Any:  # noqa: ANN401 - JSON
        """Change what there is."""
        return self._send("PATCH", path, body)

    def _send(self, method: str, path: str, body: dict[str, object] | None) -> Any:  # noqa: ANN401
        request = urllib.request.Request(  # noqa: S310 - the address is the workflow's own
            f"{self._address}/{path}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self._token}",
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - likewise
            return json.load(answer)
