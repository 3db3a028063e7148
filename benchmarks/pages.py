"""The pages of a built site, cut where their shell has places to fill; not for making pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from generator.views.urls import CHARTS, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.settings import Settings
    from generator.site.stamping import Shells


Layout: TypeAlias = tuple[str, str, str, str, str]
"""Our shell for the pages of one language, depth and section: what lies around head, header,
contents list and article."""


@dataclass(frozen=True, slots=True)
class CutPage:
    """A page as another generator gets it: HTML for the four places of its layout.

    `path` is relative to the site's root, `layout` the name of one of the site's layouts.
    """

    path: str
    layout: str
    head: str
    header: str
    toc: str
    article: str

    @property
    def front_matter(self) -> dict[str, str]:
        """What a generator is told beside the body, which is the article."""
        return {"head": self.head, "header": self.header, "toc": self.toc}


class CutSite:
    """The generated pages of a built site, read one at a time, and the layouts they share."""

    def __init__(self, settings: Settings, shells: Shells) -> None:
        """`settings.out` is the built site, `shells` what it was stamped with."""
        self.settings = settings
        self._shells = shells
        self._layouts: dict[tuple[str, int, str], str] = {}

    def pages(self) -> Iterator[CutPage]:
        """Every generated page. Pages written by hand are MkDocs's own, and left out."""
        for lang in self.settings.languages:
            for url in self._urls(lang):
                path = in_language(url, lang, self.settings.languages)
                html = (self.settings.out / path).read_text("utf-8")
                depth = url.count("/")
                constants = self._shells.constants[lang, depth]
                head, header, nav, toc, article = _cut(html, constants)
                name = f"shell{len(self._layouts)}"
                layout = self._layouts.setdefault((lang, depth, nav), name)
                yield CutPage(path, layout, head, header, toc, article)

    def layouts(self) -> Mapping[str, Layout]:
        """The layouts by name, of the pages that were read."""
        return {
            name: _layout(self._shells.constants[lang, depth], nav)
            for (lang, depth, nav), name in self._layouts.items()
        }

    def _urls(self, lang: str) -> Iterator[str]:
        """The generated pages of a language, relative to its root; a chart alone has no shell."""
        root = self.settings.out / in_language("", lang, self.settings.languages)
        others = tuple(f"{other}/" for other in self.settings.languages[1:])
        by_hand = {"404.html", *self._shells.hand_written}
        for path in sorted(root.rglob("*.html")):
            url = path.relative_to(root).as_posix()
            if url not in by_hand and not url.startswith((*others, CHARTS)):
                yield url


def _layout(constants: Sequence[str], nav: str) -> Layout:
    """The navigation is the same on all pages of a section, and so a part of the layout."""
    before_head, before_header, before_nav, before_toc, before_article, after = constants
    return before_head, before_header, f"{before_nav}{nav}{before_toc}", before_article, after


def _cut(html: str, constants: Sequence[str]) -> list[str]:
    """What stands between the constants, which follow each other in the page."""
    first, *between, last = constants
    if not (html.startswith(first) and html.endswith(last)):
        raise ValueError("the page was not stamped with this shell")
    regions = []
    place = len(first)
    for constant in between:
        end = html.index(constant, place)
        regions.append(html[place:end])
        place = end + len(constant)
    return [*regions, html[place : len(html) - len(last)]]


def differing(paths: Sequence[str], ours: Path, theirs: Path) -> list[str]:
    """The pages that another generator did not write, or wrote otherwise."""
    return [
        path
        for path in paths
        if not (theirs / path).is_file()
        or (theirs / path).read_bytes() != (ours / path).read_bytes()
    ]
