"""Releases as they were, read from git at most once, and what was made of them, kept for good."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checks.run import check
from generator.dataset import Dataset
from generator.diffs.difference import difference
from generator.releases.change_lists import changes_csv, changes_json
from generator.releases.content import CHANGES_CSV, CHANGES_JSON, content
from generator.releases.record import (
    Record,
    RecordedFile,
    covered,
    told_sentences,
    told_tables,
    told_units,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from generator.releases.kept import Kept
    from generator.versions.numbers import Version

_RECORD, _ZIP, _SOUND = "record.json", "zip", "sound"
_NOTHING = Dataset(Path(), {"resources": []}, {}, ())
"""What stands before the first release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A release that can be read: its version, its commit or '', that one's time, its content.

    `content` is the id of the content, by which it is told from all others.
    """

    version: Version
    commit: str
    time: datetime
    content: str
    read: Callable[[], Dataset]


class Shelf:
    """What is made of each release and of the one before it; None stands for none."""

    def __init__(self, kept: Kept) -> None:
        """Read nothing yet."""
        self._kept = kept
        # Two releases at most are in memory: whoever reads them all goes from one to the next.
        self.read = lru_cache(maxsize=2)(lambda edition: edition.read())

    def record(self, edition: Edition, earlier: Edition | None) -> Record:
        """What is known of the release."""
        return Record.from_json(self._get(edition, earlier, _RECORD))

    def zip(self, edition: Edition, earlier: Edition | None) -> bytes:
        """The zip of its files."""
        return self._get(edition, earlier, _ZIP)

    def changes(self, edition: Edition, earlier: Edition) -> dict[str, bytes]:
        """What changed since the release before, by the names of the files."""
        return {name: self._get(edition, earlier, name) for name in (CHANGES_CSV, CHANGES_JSON)}

    def is_sound(self, edition: Edition) -> bool:
        """Whether the release passes the checks of today."""
        return self._is_sound(edition, lambda: not check(self.read(edition)).errors)

    def found_sound(self, edition: Edition) -> None:
        """Keep that it does, as a package has done that is the same: nobody has to look again."""
        self._is_sound(edition, lambda: True)

    def _is_sound(self, edition: Edition, judge: Callable[[], bool]) -> bool:
        name = f"{_key(edition, None)}.{_SOUND}"
        return self._kept.get(name, lambda: b"yes" if judge() else b"no") == b"yes"

    def _get(self, edition: Edition, earlier: Edition | None, what: str) -> bytes:
        return self._kept.get(
            f"{_key(edition, earlier)}.{what}", lambda: self._make(edition, earlier, what)
        )

    def _make(self, edition: Edition, earlier: Edition | None, what: str) -> bytes:
        """Make all there is to make of the release, keep it, and give what was asked for."""
        base = self.read(earlier) if earlier else _NOTHING
        head = self.read(edition)
        found = difference(base, head)
        own = content(head)
        made = {_ZIP: own.zipped()}
        if earlier:
            made |= {CHANGES_CSV: changes_csv(found), CHANGES_JSON: changes_json(found)}
        districts, with_figures = covered(head)
        made[_RECORD] = Record(
            name=own.name,
            created=own.created.isoformat() if own.created else "",
            left_out=own.left_out,
            tables=told_tables(found),
            districts=districts,
            covered=with_figures,
            sentences=told_sentences(found) if earlier else {},
            units=tuple(told_units(found)) if earlier else (),
            files={path: _file(data) for path, data in own.files.items()},
            zip=_file(made[_ZIP]),
            redacted=head.redacted,
        ).to_json()
        for name in made:
            if name != what:
                self._kept.put(f"{_key(edition, earlier)}.{name}", made[name])
        return made[what]


def _key(edition: Edition, earlier: Edition | None) -> str:
    """The name of what comes of the two; no content has another's id."""
    contents = f"{edition.content}\0{earlier.content if earlier else ''}"
    return hashlib.sha256(contents.encode()).hexdigest()[:32]


def _file(data: bytes) -> RecordedFile:
    return RecordedFile(size=len(data), sha256=hashlib.sha256(data).hexdigest())
