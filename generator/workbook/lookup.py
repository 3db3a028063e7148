"""The value that a text of a list stands for, as the list shows it or as people type it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.canonical import cell
from generator.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

# A code, a dash of any length, a name.
_BOTH = re.compile(r"(\S+)\s+[-\u2010-\u2015\u2212]\s+(.+)")


class ContradictionError(ValueError):
    """A code with the name of another value: the code, and the name it has in the list."""

    def __init__(self, code: str, name: str) -> None:
        """Keep both, for the problem that is made of them."""
        super().__init__(code, name)
        self.code = code
        self.name = name


@dataclass(frozen=True, slots=True)
class Lookup:
    """A list read backwards: the text of each value, and the value of each text."""

    texts: Mapping[str, str]
    values: Mapping[str, str]

    def value(self, text: str, *, by_name: bool) -> str:
        """The value that a text stands for; the text itself where it is none of the list's.

        With `by_name`, a name will do that only one value has.

        Raises:
            ContradictionError: it has a code and a name that do not belong together.
        """
        if text in self.values or text in self.texts:
            return self.values.get(text, text)
        both = _BOTH.fullmatch(text)
        if both and both[1] in self.texts:
            return self._borne_out(both[1], both[2])
        folded = fold(text)
        named = [
            v for v, shown in self.texts.items() if by_name and fold(_name(v, shown)) == folded
        ]
        return named[0] if len(named) == 1 else text

    def _borne_out(self, code: str, name: str) -> str:
        known = _name(code, self.texts[code])
        if fold(name) != fold(known):
            raise ContradictionError(code, known)
        return code


def lookup_of(texts: Mapping[str, str]) -> Lookup:
    """Make it from the text of each value."""
    return Lookup(texts=texts, values={cell(text): value for value, text in texts.items()})


def _name(value: str, text: str) -> str:
    """What a value is called, of the text that has both."""
    return text.removeprefix(value).lstrip(" –")
