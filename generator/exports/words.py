"""The words of downloaded files in each language; not those of pages, tables or columns."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("vi", "en")
"""The languages that stand side by side in downloaded files."""


@cache
def words(lang: str) -> Mapping[str, str]:
    """What each thing is called in `lang`, by the names in `words.toml`."""
    with (Path(__file__).parent / "words.toml").open("rb") as file:
        return {name: texts[lang] for name, texts in tomllib.load(file).items()}


def in_all_languages(name: str) -> str:
    """What a thing is called, in one language after the other; a sheet can be called so."""
    return " – ".join(words(lang)[name] for lang in LANGUAGES)
