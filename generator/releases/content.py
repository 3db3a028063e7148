"""What the folder of a release holds: the package's own files as they were, never formatted anew.

Of a broken release, that is what can be read of it; where rows were taken out of one, a list
says how many, without saying which.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.changes import declared
from generator.dataset import Redacted
from generator.exports.archive import CHECKSUMS, zipped
from generator.exports.files import own_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.dataset import Dataset

CHANGES_CSV = "changes.csv"
CHANGES_JSON = "changes.json"
REDACTIONS_CSV = "redactions.csv"

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ENDINGS = {".csv", ".json", ".md"}
"""Nothing else is published of a release: a browser would run a page that somebody committed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A release's own files by path, and the tables that it names but cannot be published."""

    name: str
    files: Mapping[str, bytes]
    left_out: tuple[str, ...]
    created: datetime | None

    def zipped(self) -> bytes:
        """The zip of the files, with their checksums."""
        return zipped(self.files, self.created)


def content(dataset: Dataset) -> Content:
    """What can be published of a package as it was read."""
    files: dict[str, bytes] = {}
    unread = declared(dataset) - set(dataset.tables)
    taken = {CHECKSUMS.casefold(), CHANGES_CSV, CHANGES_JSON, REDACTIONS_CSV}
    for export in own_files(dataset):
        path = PurePosixPath(export.path)
        if path.suffix not in _ENDINGS or taken & {path.parts[0].casefold(), str(path).casefold()}:
            unread |= {export.table or export.path}
            continue
        files[export.path] = export.make()
        taken.add(export.path.casefold())
    if dataset.redacted:
        files[REDACTIONS_CSV] = _redactions(dataset.redacted)
    name = str(dataset.descriptor.get("name"))
    return Content(
        name=name if _NAME.fullmatch(name) else "package",
        files=files,
        left_out=tuple(sorted(unread)) if dataset.tables else tuple(sorted(unread)) or ("–",),
        created=_time(dataset.descriptor.get("created")),
    )


def _redactions(redacted: Sequence[Redacted]) -> bytes:
    """What was taken out of a release: when, how many rows of which table, and why."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, Redacted.__dataclass_fields__, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(item) for item in redacted)
    return text.getvalue().encode()


def _time(created: object) -> datetime | None:
    """When the release was made, as it says itself; None where it does not."""
    try:
        time = datetime.fromisoformat(created) if isinstance(created, str) else None
    except ValueError:  # of long ago: today, the checks would say so
        return None
    return time if time and time.tzinfo else None
