"""Texts of anybody as they can be shown on a terminal, in JSON or in Markdown, and do nothing else.

On GitHub a text can become a link, a mention of a person, a reference to an issue or a commit,
an emoji or HTML: see https://github.github.com/gfm/ and
https://docs.github.com/en/get-started/writing-on-github. Within a code span none of it does.
Not for HTML: templates escape what they are given.
"""

from __future__ import annotations

import json
import re

_SHOWN = 300
_PLAIN = re.compile(
    r"""(?: [^\W_] | [ ,;!?%/()’‘“”'"–—…→+-] | [.:](?=[\ ”]|$) | (?<=[0-9])[.,](?=[0-9])
      | (?<=[^\W_])_(?=[^\W_]) )*""",
    re.VERBOSE,
)
# The id of a commit; "GH-1", by which GitHub knows an issue, and what other trackers have.
_REFERENCE = re.compile(r"\b[0-9a-f]{7,40}\b|[a-z]-[0-9]", re.IGNORECASE)
_BACKTICKS = re.compile("`+")


def printable(text: str) -> str:
    """The text as it can be shown on one line of any terminal: short, with no control codes."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown)


def printable_json(value: object) -> str:
    """A value as JSON in which what cannot be printed is escaped, with a line's end after it."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(f"{_escaped(line)}\n" for line in text.split("\n"))


def _escaped(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in line)


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
