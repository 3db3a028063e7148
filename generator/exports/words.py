"""The words of downloaded files in each language; not those of pages, tables or columns."""

from __future__ import annotations

from pathlib import Path

from generator.wording import LANGUAGES, Wording

say = Wording(Path(__file__).parent / "words.toml").say


def in_all_languages(name: str) -> str:
    """What a thing is called, in one language after the other; a sheet can be called so."""
    return " – ".join(say(name, lang) for lang in LANGUAGES)
