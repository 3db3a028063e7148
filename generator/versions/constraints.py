"""Whether a constraint of Table Schema allows less than before; nothing of what it is for.

https://datapackage.org/standard/table-schema/#field-constraints
"""

from __future__ import annotations

from typing import Any

_LOWER = ("minimum", "exclusiveMinimum", "minLength")
_UPPER = ("maximum", "exclusiveMaximum", "maxLength")


def is_tightened(name: str, old: Any, new: Any) -> bool:  # noqa: ANN401 - values of JSON
    """Whether values that were allowed are so no longer; None stands for no constraint.

    Where that cannot be known, as of two patterns, it is taken to be so.
    """
    if name in ("required", "unique"):
        return bool(new)
    if old is None or new is None:
        return old is None
    if name == "enum":
        return bool([value for value in new if value in old] != old)
    if type(old) is not type(new) and not {type(old), type(new)} <= {int, float}:
        return True
    if name in _LOWER:
        return bool(new > old)
    return bool(new < old) if name in _UPPER else True
