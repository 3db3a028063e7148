"""The files of charts: a page to embed, a drawing, and the rows behind it; not pages in the theme.

A page to embed has no navigation. Rows have the fields of the package, in which there are
no texts of one language alone, so that every language has the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from generator.artifacts import Artifact
from generator.canonical import table_bytes
from generator.render.environment import environment_at
from generator.views import urls
from generator.views.chart_rows import chart_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.settings import Settings
    from generator.views.graphics import Graphic
    from generator.views.maker import Maker

STYLES = ("charts.css", "embed.css")
"""What a page to embed links to; of each, what comes after `MARK` is in a drawing, too."""

MARK = "/* In drawings, too: all from here on. */"


def chart_files(
    maker: Maker, settings: Settings, graphics: Iterable[Graphic]
) -> Iterator[Artifact]:
    """The files of charts in the maker's language; the rows once, in the first one."""
    filed = [graphic for graphic in graphics if graphic.stem]
    if not filed:
        return
    environment = environment_at(settings, maker.lang, depth=1)
    page, drawing = map(environment.get_template, ("embed.html", "chart.svg"))
    styles = escape(drawing_styles(settings))  # once for all of them
    is_first = maker.lang == settings.languages[0]
    for graphic in filed:
        drawn = environment.get_template(f"partials/charts/{graphic.kind}.html").module
        name, finding, field = (getattr(drawn, part) for part in ("name", "finding", "field"))
        context = {
            "g": graphic,
            "name": name(graphic),
            "finding": finding(graphic),
            "field": field(graphic.chart),
        }
        files = {
            "html": page.render(context),
            "svg": drawing.render(context, styles=styles).strip() + "\n",
        }
        for ending, text in files.items():
            url = urls.chart(graphic.stem, ending)
            yield Artifact(urls.in_language(url, maker.lang, settings.languages), text.encode())
        if is_first:
            yield Artifact(urls.chart(graphic.stem, "csv"), _csv(maker, graphic))


def drawing_styles(settings: Settings) -> str:
    """The styles that every drawing has in itself."""
    folder = settings.site_src / "assets" / "css"
    return "".join((folder / name).read_text("utf-8").partition(MARK)[2] for name in STYLES)


def _csv(maker: Maker, graphic: Graphic) -> bytes:
    rows = chart_rows(maker, graphic.chart)
    names = list(rows[0])
    return table_bytes(names, (), [list(row.values()) for row in rows])
