"""When and where the records of a package are about; not when it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.views.rows import edtf
from generator.views.store import RECORDS

if TYPE_CHECKING:
    from datetime import date

    from generator.dataset import Dataset

_DATE = "date"


def period(dataset: Dataset) -> tuple[date, date] | None:
    """The first and the last day that a record is certainly not before or after."""
    texts = {
        text
        for name in RECORDS
        if name in dataset.tables and _DATE in dataset.tables[name].fields
        for text in dataset.frame(name)[_DATE].unique()
        if text
    }
    dates = [edtf(text) for text in texts]
    first = [d.earliest for d in dates if d.earliest]
    last = [d.latest for d in dates if d.latest]
    return (min(first), max(last)) if first and last else None


def place(dataset: Dataset) -> str:
    """The name of the unit that has none above it; '' where the package has no units."""
    if "units" not in dataset.tables:
        return ""
    units = dataset.frame("units")
    return str(next(iter(units.loc[units["parent_id"] == "", "name_vi"]), ""))
