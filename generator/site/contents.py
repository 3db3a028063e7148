"""What there is to find in the pages written by hand: pages, their sections, terms explained.

Read from their HTML, which has the ids of headings; not for generated pages, which bring
their own entries.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from textwrap import shorten
from typing import TYPE_CHECKING

from generator.render.page import SearchEntry
from generator.views.urls import in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.settings import Settings
    from generator.site.stamping import Shells

_BLOCKS = ("h1", "h2", "h3", "dt", "dd", "tr")
_DETAIL_LENGTH = 90


def hand_written_entries(shells: Shells, lang: str, settings: Settings) -> Iterator[SearchEntry]:
    """The entries of all hand-written pages of a language."""
    files = {artifact.path: artifact.data for artifact in shells.artifacts}
    for url in shells.hand_written:
        html = files[in_language(url, lang, settings.languages)].decode()
        yield from entries_of(url, html)


def entries_of(url: str, html: str) -> Iterator[SearchEntry]:
    """The page itself, its headings of level 2 and 3, and what its lists and tables explain.

    A term is what a definition list defines, or the first cell of a table's row; it leads
    to the heading above it.
    """
    reader = _Reader()
    reader.feed(html)
    title, place, terms = "", url, list[str]()
    for block in reader.blocks:
        first, *rest = (" ".join(part.split()) for part in block.parts)
        match block.tag:
            case "h1":
                title = first
                yield SearchEntry(title=title, url=url, kind="page", text=reader.description)
            case "h2" | "h3":
                place = f"{url}#{block.id}"
                yield SearchEntry(title=first, url=place, kind="section", detail=title)
            case "dt":
                terms.append(first)
            case "dd":
                yield from (_term(term, first, title, place) for term in terms)
                terms.clear()
            case _ if rest and not block.names_field:
                yield _term(rest[0], " – ".join(rest[1:]), title, place)


def _term(term: str, meaning: str, title: str, url: str) -> SearchEntry:
    """A term with the beginning of its meaning, so that many a reader need not go there."""
    start = shorten(meaning, _DETAIL_LENGTH, placeholder=" …")
    return SearchEntry(title=term, url=url, kind="term", detail=f"{title}: {start}", text=meaning)


@dataclass(slots=True)
class _Block:
    """An element's text: a row's cells come after an empty part, all else is one part.

    `names_field`: it is a row whose first cell is in code, such as a column's name in an
    example; the dictionary explains those.
    """

    tag: str
    id: str
    parts: list[str] = field(default_factory=lambda: [""])
    names_field: bool = False


class _Reader(HTMLParser):
    """Collects the headings, terms, meanings and rows of a page's article."""

    def __init__(self) -> None:
        """Begin outside of the article."""
        super().__init__()
        self.blocks: list[_Block] = []
        self.description = ""
        self._in_article = False
        self._open: _Block | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, or a cell of the one that is open."""
        values = dict(attrs)
        if tag == "meta" and values.get("name") == "description":
            self.description = values.get("content") or ""
        elif tag == "article":
            self._in_article = True
        elif self._in_article and tag in _BLOCKS:
            self._open = _Block(tag, values.get("id") or "")
            self.blocks.append(self._open)
        elif tag == "td" and self._open:
            self._open.parts.append("")
        elif tag == "code" and self._open and not "".join(self._open.parts).strip():
            self._open.names_field = self._open.tag == "tr"

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        if tag == "article":
            self._in_article = False
        elif self._open and tag == self._open.tag:
            self._open = None

    def handle_data(self, data: str) -> None:
        """Add text to what is open."""
        if self._open:
            self._open.parts[-1] += data
