"""One change in a package, as an editor would make it; not for measuring what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.synthetic import read, write

if TYPE_CHECKING:
    from pathlib import Path

_MARK = " (sửa)"


def change_observation(package: Path) -> str:
    """Make one figure another, in its quote, too; return the row's id.

    The figure goes down by one, and up again the next time.
    """
    rows = read(package, "observations")
    row = next(row for row in rows if _is_plain_share(row))
    whole = int(row["denominator"])
    part = whole - 1 if int(row["numerator"]) == whole else whole
    row["quote"] = row["quote"].replace(_share(row), f"{part}/{whole}")
    row["numerator"] = str(part)
    write(package, "observations", rows)
    return row["observation_id"]


def change_source_title(package: Path) -> str:
    """Put a word behind the title of one source, or take it away again; return the row's id."""
    rows, cited = read(package, "sources"), _cited_in_the_middle(package)
    row = next(row for row in rows if row["source_id"] == cited)
    title = row["title"]
    row["title"] = title.removesuffix(_MARK) if title.endswith(_MARK) else f"{title}{_MARK}"
    write(package, "sources", rows)
    return row["source_id"]


def _is_plain_share(row: dict[str, str]) -> bool:
    """Whether numerator and denominator are all that it says, and its quote says it so."""
    return bool(row["denominator"]) and not row["percent_reported"] and _share(row) in row["quote"]


def _share(row: dict[str, str]) -> str:
    return f"{row['numerator']}/{row['denominator']}"


def _cited_in_the_middle(package: Path) -> str:
    """The source of the observation in the middle of its table: one that pages cite."""
    cited = [row["source_id"] for row in read(package, "observations")]
    return cited[len(cited) // 2]
