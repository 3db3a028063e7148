"""What the page of comparisons loads of each district: pieces of HTML in a script.

A page opened from a disk may load scripts and nothing else. The pieces are drawn here, so
that the page's own script only puts them side by side.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.render.environment import environment_at
from generator.render.filters import capfirst, name_of
from generator.views import urls
from generator.views.comparison import Comparison

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.settings import Settings
    from generator.views.comparison import Compared
    from generator.views.maker import Maker

GLOBAL = "nhatthehoaCompared"
"""The property of `window` in which the page finds the districts by id."""


class ComparisonFiles:
    """A script for each district of which there is something to compare, in one language."""

    def __init__(self, maker: Maker, settings: Settings) -> None:
        """Make nothing yet."""
        self._comparison = Comparison(maker)
        self._lang = maker.lang
        self._settings = settings

    def districts(self) -> Iterator[str]:
        """Their ids."""
        for group in self._comparison.provinces():
            yield from (unit.unit_id for unit in group.units)

    def make(self, unit_id: str) -> Iterator[Artifact]:
        """The script of a district."""
        environment = environment_at(self._settings, self._lang, 0)
        macros = environment.get_template("partials/compared.html").module
        pieces = {"html": macros.panel, "rows": macros.rows, "years": macros.years}  # type: ignore[attr-defined]
        data = _record(self._comparison.of(unit_id), self._lang, pieces)
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        script = f'(window.{GLOBAL}??={{}})["{unit_id}"]={text};\n'
        path = urls.in_language(urls.compared(unit_id), self._lang, self._settings.languages)
        yield Artifact(path, script.encode())


def _record(
    compared: Compared, lang: str, pieces: dict[str, Callable[..., str]]
) -> dict[str, object]:
    """A district, and by indicator its pieces: a panel, rows of a table, years in words.

    All are safe HTML but the names and the years, which are texts.
    """
    return {
        "name": capfirst(name_of(compared.unit, lang)),
        "within": name_of(compared.province, lang),
        "url": compared.unit.url,
        "panels": {
            panel.progress.indicator.indicator_id: {
                "name": panel.progress.indicator.name,
                **{name: str(piece(compared, panel)).strip() for name, piece in pieces.items()},
            }
            for panel in compared.panels
        },
    }
