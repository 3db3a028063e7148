"""What a difference does: to the problems that checks find, and to the pages of the site."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diffs.pages import affected_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.diffs.difference import Difference
    from generator.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What came of a change.

    `failing` are the problems that were not there before, `mended` those that are there no
    more. `pages` are URLs within a language; None where errors keep pages from being made.
    """

    failing: tuple[Problem, ...]
    mended: tuple[Problem, ...]
    pages: tuple[str, ...] | None

    def __bool__(self) -> bool:
        """Whether problems came or went."""
        return bool(self.failing or self.mended)


def effects(
    of: Difference, base_problems: Sequence[Problem], head_problems: Sequence[Problem]
) -> Effects:
    """What a difference does; the problems are those that the checks of the two packages found."""
    has_errors = any(p.severity == "error" for p in (*base_problems, *head_problems))
    return Effects(
        failing=_without(head_problems, base_problems),
        mended=_without(base_problems, head_problems),
        pages=None if has_errors else affected_pages(of),
    )


def _without(problems: Sequence[Problem], others: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems that the others lack. Lines do not count: they move when a row is added."""
    known = Counter(map(_mark, others))
    found = []
    for problem in problems:
        known[_mark(problem)] -= 1
        if known[_mark(problem)] < 0:
            found.append(problem)
    return tuple(found)


def _mark(problem: Problem) -> tuple[str, str, str, str]:
    return problem.rule, problem.file, problem.field, problem.value
