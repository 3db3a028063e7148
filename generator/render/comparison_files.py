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


def comparison_files(maker: Maker, settings: Settings) -> Iterator[Artifact]:
    """A script for each district of which there is something to compare."""
    comparison = Comparison(maker)
    template = environment_at(settings, maker.lang, 0).get_template("partials/compared.html")
    panel, rows, years = (getattr(template.module, name) for name in ("panel", "rows", "years"))
    for group in comparison.provinces():
        for unit in group.units:
            compared = comparison.of(unit.unit_id)
            data = _record(compared, maker.lang, {"html": panel, "rows": rows, "years": years})
            text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
            script = f'(window.{GLOBAL}??={{}})["{unit.unit_id}"]={text};\n'
            path = urls.in_language(urls.compared(unit.unit_id), maker.lang, settings.languages)
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
