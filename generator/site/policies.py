"""The policy of each page of the theme, filled in where the theme left a place for it.

What the theme writes into a page as scripts is known only when it has: so the theme leaves
the place empty, and the scripts of a page as it was written decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.policy import policy, script_digests

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOT_FOUND = "404.html"
"""The page for addresses that are missing, whose links begin at the host's root."""

_EMPTY = '<meta http-equiv="Content-Security-Policy" content="">'


def root_of(depth: int) -> str:
    """The way to the root from a page so many folders down, as MkDocs writes it."""
    return "/".join([".."] * depth) or "."


def policies_of(site: Path, samples: Mapping[int, str]) -> dict[str, str]:
    """The policies of a language's pages, by the way to the root, and that of `NOT_FOUND`.

    `samples` are paths of pages below `site`, by the number of folders above them. Pages
    written by hand are not asked: a script in one of those is none of the theme's.
    """
    pages = {root_of(depth): path for depth, path in samples.items()} | {NOT_FOUND: NOT_FOUND}
    return {
        place: policy(script_digests((site / path).read_text("utf-8")))
        for place, path in pages.items()
    }


def fill_in(site: Path, policies: Mapping[str, str]) -> None:
    """Write the policy of each page into it; a page that has one keeps it."""
    for path in site.rglob("*.html"):
        depth = len(path.relative_to(site).parts) - 1
        place = NOT_FOUND if path.name == NOT_FOUND else root_of(depth)
        html = path.read_text("utf-8")
        if _EMPTY in html:
            filled = _EMPTY.replace('""', f'"{policies[place]}"')
            path.write_text(html.replace(_EMPTY, filled, 1), "utf-8", newline="\n")
