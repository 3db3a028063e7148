"""The index behind the search box, one for each language; not for how it is searched.

The box is `assets/js/search.js`, what it finds by is `assets/js/search-engine.js`. The
index is a script, since a page opened from a disk may load scripts and nothing else.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

from generator.artifacts import Artifact
from generator.views.urls import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.render.page import SearchEntry
    from generator.settings import Settings

_T = TypeVar("_T")

KINDS = (
    "province",
    "district",
    "page",
    "commune",
    "village",
    "indicator",
    "document",
    "source",
    "section",
    "term",
)
"""The kinds of entries: of two that answer equally well, the kind named first comes first."""

INDEX = "assets/search-index.js"
"""Where the index of a language is, relative to the language's root."""

GLOBAL = "nhatthehoaSearchIndex"
"""The property of `window` in which a page finds it."""


def search_index(entries: Iterable[SearchEntry], lang: str, settings: Settings) -> Artifact:
    """The entries of a language as a script, each in its place: see `columns`."""
    data = json.dumps(columns(entries), ensure_ascii=False, separators=(",", ":"))
    path = in_language(INDEX, lang, settings.languages)
    return Artifact(path, f"window.{GLOBAL}={data};\n".encode())


def columns(entries: Iterable[SearchEntry]) -> dict[str, object]:
    """The entries as columns, the best of equals first.

    `names`, `anchors` and `codes` are texts with a line for each entry, which a browser
    reads faster than lists; `form`, `detail` and `page` are lists of positions in `forms`,
    `details` and `pages`, where what many entries share stands once. A form is what stands
    before and after the name in the title, then in each alias. `texts` has those of few
    entries, by their positions.
    """
    ranked = sorted(entries, key=lambda entry: (KINDS.index(entry.kind), -entry.boost))
    urls = [entry.url.partition("#") for entry in ranked]
    forms, form = _shared([_form(entry) for entry in ranked])
    details, detail = _shared([_line(entry.detail) for entry in ranked])
    pages, page = _shared([page for page, _, _ in urls])
    return {
        "forms": forms,
        "details": details,
        "pages": pages,
        "names": "\n".join(_name(entry) for entry in ranked),
        "anchors": "\n".join(anchor for _, _, anchor in urls),
        "codes": "\n".join(entry.code for entry in ranked),
        "form": form,
        "detail": detail,
        "page": page,
        "texts": {i: _line(entry.text) for i, entry in enumerate(ranked) if entry.text},
    }


def _name(entry: SearchEntry) -> str:
    return _line(entry.name or entry.title)


def _form(entry: SearchEntry) -> tuple[tuple[str, str], ...]:
    """What stands around the name in the title and in each alias that differs from it.

    Raises:
        ValueError: one of them is without the name.
    """
    titles = dict.fromkeys(_line(title) for title in (entry.title, *entry.aliases))
    name = _name(entry)
    return tuple((title[: (at := title.index(name))], title[at + len(name) :]) for title in titles)


def _line(text: str) -> str:
    """The text on one line, without what a column or a script would take for the line's end."""
    return " ".join(text.split())


def _shared(values: list[_T]) -> tuple[list[_T], list[int]]:
    """Each distinct value once, in the order of appearance, and the values as positions there."""
    distinct = dict.fromkeys(values)
    positions = {value: position for position, value in enumerate(distinct)}
    return list(distinct), [positions[value] for value in values]
