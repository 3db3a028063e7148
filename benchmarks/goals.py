"""What the builds are to reach, beside what was measured; not for why a goal is missed."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.sitting import CLEAN, NOTHING_CHANGED, OBSERVATION_CHANGED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Results = Mapping[str, Any]

REFERENCE = "Hugo"
"""Whose times ours are set beside: the fastest generator."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that is to be `at_most` or `at_least` so much, in `unit`."""

    what: str
    size: str
    measured: Callable[[Results], float]
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    def row(self, results: Results) -> tuple[str, ...]:
        """Its cells: what, at which size, the goal, the figure, whether it is reached."""
        figure = self.measured(results)
        low, high = self.at_least, self.at_most
        goal = f"≥ {low:,g}" if low is not None else f"≤ {high:,g}"
        reached = (low is None or figure >= low) and (high is None or figure <= high)
        shown = f"{figure:,.0f}" if figure >= 100 else f"{figure:.2f}"  # noqa: PLR2004 - digits
        return (
            self.what,
            self.size,
            f"{goal} {self.unit}".rstrip(),
            shown,
            "yes" if reached else "no",
        )


def goals(results: Results) -> Iterator[tuple[str, ...]]:
    """The rows of those goals of which everything was measured."""
    for goal in _GOALS:
        try:
            yield goal.row(results)
        except KeyError:  # a size, or a contender, that took no part
            continue


def _figure(results: Results, size: str, contender: str, figure: str = "wall") -> float:
    runs = [run for run in results["sizes"][size]["runs"] if run["contender"] == contender]
    if not runs:
        raise KeyError(contender)
    return median_of(runs, figure)


def median_of(runs: Sequence[Mapping[str, Any]], figure: str) -> float:
    """The median of a figure of some runs."""
    return float(median(run[figure] for run in runs))


def rows_a_second(check: Mapping[str, Any]) -> float:
    """How many rows the check judged in a second."""
    return float(sum(check["rows"].values())) / median_of(check["runs"], "wall")


def _times(size: str, contender: str, other: str, figure: str = "wall") -> Callable[..., float]:
    return lambda results: (
        _figure(results, size, contender, figure) / _figure(results, size, other, figure)
    )


def _page(results: Results, size: str) -> float:
    return _figure(results, size, CLEAN) / float(results["sizes"][size]["pages"])


_GOALS = (
    Goal(
        "all that is published, clean, beside the pages alone",
        "communes",
        _times("communes", CLEAN, REFERENCE),
        f"× {REFERENCE}",
        at_most=1,
    ),
    Goal(
        "peak memory, clean",
        "communes",
        lambda results: _figure(results, "communes", CLEAN, "memory") / 1e6,
        "MB",
        at_most=600,
    ),
    Goal(
        "peak memory, clean",
        "communes",
        _times("communes", CLEAN, REFERENCE, "memory"),
        f"× {REFERENCE}",
        at_most=1,
    ),
    Goal(
        "one observation changed",
        "communes",
        _times("communes", OBSERVATION_CHANGED, CLEAN),
        "× clean",
        at_most=0.1,
    ),
    Goal(
        "nothing changed",
        "communes",
        _times("communes", NOTHING_CHANGED, CLEAN),
        "× clean",
        at_most=0.05,
    ),
    Goal(
        "all that is published, clean",
        "real",
        lambda results: _figure(results, "real", CLEAN),
        "s",
        at_most=6,
    ),
    Goal(
        "one observation changed",
        "real",
        lambda results: _figure(results, "real", OBSERVATION_CHANGED),
        "s",
        at_most=1.5,
    ),
    Goal(
        "a saved table in the preview",
        "real",
        lambda results: median_of(results["preview"]["runs"], "wall"),
        "s",
        at_most=1,
    ),
    Goal(
        "what a page costs, beside the same at `real`",
        "communes",
        lambda results: _page(results, "communes") / _page(results, "real"),
        "×",
        at_most=1.2,
    ),
    Goal(
        "rows checked in a second",
        "a million rows",
        lambda results: rows_a_second(results["check"]),
        "",
        at_least=200_000,
    ),
)
