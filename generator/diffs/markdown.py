"""Texts of anybody as Markdown that shows them and does nothing else; not the Markdown around.

On GitHub a text can become a link, a mention of a person, a reference to an issue or a commit,
an emoji or HTML: see https://github.github.com/gfm/ and
https://docs.github.com/en/get-started/writing-on-github. Within a code span none of it does.
"""

from __future__ import annotations

import re

from generator.problems import printable

_PLAIN = re.compile(
    r"""(?: [^\W_] | [ ,;!?%/()’‘“”'"–—…→+-] | [.:](?=[\ ”]|$) | (?<=[0-9])[.,](?=[0-9])
      | (?<=[^\W_])_(?=[^\W_]) )*""",
    re.VERBOSE,
)
# The id of a commit; "GH-1", by which GitHub knows an issue, and what other trackers have.
_REFERENCE = re.compile(r"\b[0-9a-f]{7,40}\b|[a-z]-[0-9]", re.IGNORECASE)
_BACKTICKS = re.compile("`+")


def in_markdown(text: str) -> str:
    """A text for a line of Markdown, on which it is not the first: bare, or else as code."""
    shown = printable(text)
    if _PLAIN.fullmatch(shown) and not _REFERENCE.search(shown):
        return shown
    fence = "`" * (max(map(len, _BACKTICKS.findall(shown)), default=0) + 1)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def in_cell(text: str) -> str:
    """A text for a table, where a bar would begin the next cell, even in code."""
    return in_markdown(text).replace("|", "\\|")
