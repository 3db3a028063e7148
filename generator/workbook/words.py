"""The words of a workbook in each language; not those of tables, fields or problems."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("vi", "en")
"""In the order in which the first sheet has them."""


@cache
def words(lang: str) -> Mapping[str, Any]:
    """Each text, or list of them, by its name in `words.toml`: those that there are in `lang`."""
    with (Path(__file__).parent / "words.toml").open("rb") as file:
        return {name: texts[lang] for name, texts in tomllib.load(file).items() if lang in texts}
