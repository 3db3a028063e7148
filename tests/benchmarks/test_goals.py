"""What is said of goals: the figure of the runs, and whether it is reached."""

from __future__ import annotations

from typing import Any

from benchmarks.goals import goals
from benchmarks.sitting import CLEAN, OBSERVATION_CHANGED


def measured(contender: str, *walls: float) -> list[dict[str, Any]]:
    return [{"contender": contender, "wall": wall, "memory": 5e8} for wall in walls]


def test_a_goal_is_held_against_the_median_and_one_without_figures_is_left_out() -> None:
    runs = [*measured(CLEAN, 9, 6, 5), *measured(OBSERVATION_CHANGED, 1.51, 3, 1)]
    check = {"rows": {"events": 600_000, "units": 10_000}, "runs": [{"wall": 3.0}]}
    preview = {"runs": [{"wall": wall} for wall in (0.9, 1.2, 0.8)]}
    sizes = {"real": {"runs": runs, "pages": 10}}
    found = list(goals({"sizes": sizes, "check": check, "preview": preview}))
    assert found == [
        ("all that is published, clean", "real", "≤ 6 s", "6.00", "yes"),
        ("one observation changed", "real", "≤ 1.5 s", "1.51", "no"),
        ("a saved table in the preview", "real", "≤ 1 s", "0.90", "yes"),
        ("rows checked in a second", "a million rows", "≥ 200,000", "203,333", "yes"),
    ]


def test_memory_is_set_beside_another_s() -> None:
    runs = [*measured(CLEAN, 10), *measured("Hugo", 20)]
    rows = {row[:3]: row[3:] for row in goals({"sizes": {"communes": {"runs": runs, "pages": 1}}})}
    assert rows["peak memory, clean", "communes", "≤ 1 × Hugo"] == ("1.00", "yes")
    assert rows["peak memory, clean", "communes", "≤ 600 MB"] == ("500", "yes")
