"""RESULTS.md from the figures of a benchmark; not for measuring, nor for what to make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.goals import REFERENCE, goals, median_of, rows_a_second
from benchmarks.sitting import CLEAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PROFILE_LINES = 25

_HEADER = (
    "contender",
    "wall, s",
    "min–max",
    f"× {REFERENCE}",
    "× our clean",
    "ms a page",
    "CPU, s",
    "peak memory, MB",
    "files",
    "MB",
    "files written",
    "MB written",
)


def report(results: Mapping[str, Any]) -> str:
    """The whole document."""
    return "\n".join(_lines(results)) + "\n"


def _lines(results: Mapping[str, Any]) -> Iterator[str]:
    yield "# What builds cost"
    yield ""
    yield "Written by `python -m benchmarks.run`; see [README.md](README.md) for what is measured."
    yield "Times and memory are medians; all contenders of a size took turns in one sitting."
    yield ""
    yield from _table(("machine", ""), results["machine"].items())
    yield ""
    yield from _table(("version of", ""), results["versions"].items())
    yield ""
    yield "## What is aimed at"
    yield ""
    yield "Why some are not reached stands in [README.md](README.md#what-the-figures-say)."
    yield ""
    yield from _table(("what", "at", "goal", "measured", "reached"), goals(results))
    for name, size in results["sizes"].items():
        yield ""
        yield from _size(name, size)
    if "check" in results:
        yield ""
        yield from _check(results["check"])
    if "preview" in results:
        yield ""
        yield from _preview(results["preview"])


def _size(name: str, size: Mapping[str, Any]) -> Iterator[str]:
    runs = _by_contender(size["runs"])
    yield f"## Size `{name}`"
    yield ""
    yield f"{_rows(size['rows'])}; {size['pages']:,} pages. {len(runs[CLEAN])} runs of each."
    yield f"Measured at {size['commit']}."
    yield _load(size["runs"])
    for peer, same in size["same"].items():
        different = len(same["different"])
        yield f"{peer} writes {same['pages']:,} pages, {different or 'none'} unlike ours."
    yield ""
    yield from _table(_HEADER, (_row(contender, runs, size["pages"]) for contender in runs))
    yield ""
    yield "Where the processor time of our clean build goes:"
    yield ""
    yield "```"
    yield from size["profile"][:PROFILE_LINES]
    yield "```"


def _check(check: Mapping[str, Any]) -> Iterator[str]:
    walls = [run["wall"] for run in check["runs"]]
    rows = sum(check["rows"].values())
    yield "## The check alone"
    yield ""
    yield f"{_rows(check['rows'])}: {rows:,} rows in all. {len(walls)} runs."
    yield f"Measured at {check['commit']}."
    yield _load(check["runs"])
    yield ""
    header = ("wall, s", "min–max", "rows a second", "CPU, s", "peak memory, MB")
    row = (
        f"{median_of(check['runs'], 'wall'):.1f}",
        _spread(walls),
        f"{rows_a_second(check):,.0f}",
        f"{median_of(check['runs'], 'cpu'):.1f}",
        f"{median_of(check['runs'], 'memory') / 1e6:.0f}",
    )
    yield from _table(header, [row])


def _preview(preview: Mapping[str, Any]) -> Iterator[str]:
    walls = [run["wall"] for run in preview["runs"]]
    yield "## The preview"
    yield ""
    yield f"From a saved table to the page, at the size `real`. {len(walls)} runs."
    yield f"Measured at {preview['commit']}."
    yield _load(preview["runs"])
    yield ""
    row = (f"{median_of(preview['runs'], 'wall'):.2f}", _spread(walls))
    yield from _table(("wall, s", "min–max"), [row])


def _by_contender(runs: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Ours first, in the order in which they were run."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for run in runs:
        found.setdefault(run["contender"], []).append(run)
    return dict(sorted(found.items(), key=lambda item: not item[0].startswith("ours")))


def _row(
    contender: str, runs: Mapping[str, Sequence[Mapping[str, Any]]], pages: int
) -> tuple[str, ...]:
    own = runs[contender]
    wall = median_of(own, "wall")
    return (
        contender,
        f"{wall:.2f}",
        _spread([run["wall"] for run in own]),
        f"{wall / median_of(runs[REFERENCE], 'wall'):.2f}" if REFERENCE in runs else "",
        f"{wall / median_of(runs[CLEAN], 'wall'):.2f}",
        f"{1000 * wall / pages:.2f}",
        f"{median_of(own, 'cpu'):.2f}",
        f"{median_of(own, 'memory') / 1e6:.0f}",
        f"{median_of(own, 'files'):,.0f}",
        f"{median_of(own, 'size') / 1e6:.1f}",
        f"{median_of(own, 'written'):,.0f}",
        f"{median_of(own, 'written_size') / 1e6:.1f}",
    )


def _spread(values: Sequence[float]) -> str:
    return f"{min(values):.2f}–{max(values):.2f}"


def _load(runs: Sequence[Mapping[str, Any]]) -> str:
    return f"Load of the machine before a run: {_spread([run['load'] for run in runs])}."


def _rows(rows: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {table}" for table, number in rows.items())


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
