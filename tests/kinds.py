"""One page of each kind that the site has; not what is expected of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KINDS = (
    "index.html",
    "units/d-178-lang-son.html",
    "units/d-180-trang-dinh.html",
    "units/p-22-quang-ninh.html",
    "districts.html",
    "compare.html",
    "timeline.html",
    "coverage.html",
    "indicators/index.html",
    "indicators/village-secretary-head.html",
    "documents/index.html",
    "documents/[!i]*.html",
    "sources/index.html",
    "sources/[!i]*.html",
    "data/index.html",
    "data/use.html",
    "data/dictionary.html",
    "data/dictionary-units.html",
    "data/versions.html",
    "rules/index.html",
    "rules/byte-order-mark.html",
    "methodology.html",
    "glossary.html",
    "contributing.html",
    "accessibility.html",
    "embed/coverage-*.html",
    "embed/*-chart-*.html",
    "embed/*-stages-*.html",
    "embed/*-district.html",
)


def one_of_each(site: Path, folder: str, kinds: Sequence[str] = KINDS) -> list[Path]:
    """The first page of each kind, below the folder of a language: '' or 'en/'."""
    return [min(site.glob(folder + kind)) for kind in kinds]
