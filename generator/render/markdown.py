"""A line of Markdown that somebody wrote as HTML: emphasis, code and links to the web, no more."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup


def markdown_line(text: str) -> Markup:
    """The line as HTML. HTML in it is shown as it is written, pictures are not loaded."""
    return Markup(_parser().renderInline(text))  # noqa: S704 - the parser lets no HTML through


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    parser.validateLink = _is_of_the_web  # type: ignore[method-assign]
    return parser


def _is_of_the_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))
