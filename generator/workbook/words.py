"""The words of a workbook in each language; not those of tables, fields or problems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = Wording(Path(__file__).parent / "words.toml")
say = _WORDS.say


def steps(lang: str) -> Sequence[Sequence[str]]:
    """How a workbook is used: of each step what it is called, and what to do."""
    return _WORDS.rows("steps", lang)
