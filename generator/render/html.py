"""What is HTML, marked as such, and what becomes of values that stand in it.

As `markupsafe` does it, and for the values that pages are made of in less time.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

as_html: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Mark what is HTML: in a third of the time that `Markup` takes, which asks what it was given."""

_NUMBERS = frozenset((int, float, Decimal))
"""Types of values that are written without anything that HTML would take for its own."""

_escaped = lru_cache(maxsize=4_096)(escape)  # names, labels and addresses stand on many pages


def shown(value: object) -> str:
    """A value as it stands in HTML; most of it is, from macros, and need not be copied."""
    if type(value) is Markup:
        return value
    if type(value) is str:
        return _escaped(value)
    return str(value) if type(value) in _NUMBERS else escape(value)


def filled(words: str, values: Mapping[str, object]) -> Markup:
    """HTML of our own with values in the places that name them, such as `%(name)s`."""
    return as_html(words % {name: shown(value) for name, value in values.items()})
