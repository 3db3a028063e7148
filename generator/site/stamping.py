"""Pages into their shells: a themed page, split once where pages differ, joined for each page.

Not for rendering a theme: a shell is made from samples of what a theme rendered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from generator.exceptions import MachineError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.artifacts import Artifact
    from generator.render.page import Page

    Constants: TypeAlias = Mapping[tuple[str, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Shells:
    """The theme, rendered as far as it can be without the generated pages.

    `hand_written` are the URLs of the pages written by hand, relative to a language's root.
    `constants` holds, by language and depth of folder, what lies around the regions, and
    `regions` renders these for a page. `collect` gives the pages written by hand and the
    theme's files. `policies` are what the pages of each language may do, by the way to the
    root; none where the constants are those of an earlier run.
    """

    hand_written: tuple[str, ...]
    constants: Constants
    regions: Mapping[str, Callable[[Page], Sequence[str]]]
    collect: Callable[[], tuple[Artifact, ...]]
    policies: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """The pages written by hand, and the theme's files."""
        return self.collect()


def stamp(shells: Shells, page: Page) -> bytes:
    """The page in its theme, as UTF-8.

    The shell was split before any page was known, so nothing that a page says is ever
    taken for a place to fill in.

    Raises:
        KeyError: there is no shell for its language and depth.
    """
    constants = shells.constants[page.lang, depth(page.url)]
    pieces = [constants[0]]
    for region, constant in zip(shells.regions[page.lang](page), constants[1:], strict=True):
        pieces += region, constant
    return "".join(pieces).encode("utf-8", "xmlcharrefreplace")


def depth(url: str) -> int:
    """The number of folders that a page lies in: it decides how links to the root begin."""
    return url.count("/")


def shell(samples: Sequence[tuple[str, Sequence[str]]]) -> tuple[str, ...]:
    """What lies around the regions in a theme's pages, of which samples are (HTML, regions).

    The samples are of one language and depth, and differ in all else: so a theme that
    shows something of a page outside the regions is found out here.

    Raises:
        MachineError: the theme does so, or leaves a region out.
    """
    first, *others = [_split(html, regions) for html, regions in samples]
    for other in others:
        for one, two in zip(first, other, strict=True):
            if one != two:
                raise MachineError(
                    f"the theme shows what differs from page to page where no region is: "
                    f"{_difference(one, two)}"
                )
    return first


def _split(html: str, regions: Sequence[str]) -> tuple[str, ...]:
    """The HTML before, between and after the regions, which stand in it once each, in order."""
    constants = []
    rest = html
    for region in regions:
        before, found, rest = rest.partition(region)
        if not found or not region.strip() or region in rest:
            raise MachineError(f"the theme does not show this once, in its place: {region!r}")
        constants.append(before)
    return (*constants, rest)


def _difference(one: str, two: str) -> str:
    """A piece of `one` around the first character in which it differs from `two`."""
    start = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(two))
    return repr(one[max(0, start - 60) : start + 60])
