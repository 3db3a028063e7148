"""What is said of a form as a whole; the words of problems are those of their rules."""

from __future__ import annotations

from pathlib import Path

from generator.wording import Wording

_WORDS = Wording(Path(__file__).parent / "words.toml")


def refused(lang: str) -> str:
    """What is said where a form is not taken."""
    return _WORDS.say("refused", lang)
