"""What an earlier build has made, kept beside the published folder; not for what still holds.

It may be deleted at any time, and is taken for nothing where it cannot be read or is of
another form: then everything is made anew.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from generator import checked
from generator.artifacts import File, all_files
from generator.earlier.basis import Basis
from generator.exceptions import MachineError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from generator.dataset import Dataset

    Numbers = npt.NDArray[np.uint64]

RECORD = "record.json"
READS = "reads.npy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is kept of a build.

    `version` is that of the downloads, `release_facts` are the facts of releases, and
    `releases_unknown` says why some may be missing.
    `problems` are those that the check found, none of them an error; `silent` its rules that
    found none, with the tables that each asked for; `recorded` the units of which something
    was known; `constants` those of the shells, each with its language and depth; `parts` as
    in `Publication`; `reads` is the checksum of what was read.
    """

    basis: Basis
    version: str
    release_facts: Mapping[str, str]
    releases_unknown: str
    problems: Sequence[Mapping[str, Any]]
    silent: Mapping[str, Sequence[str]]
    recorded: Sequence[str]
    pages: int
    constants: Sequence[tuple[str, int, Sequence[str]]]
    parts: Mapping[str, Mapping[str, File]]
    reads: str = ""


def folder_of(out: Path) -> Path:
    """Where the record of what is published in `out` is kept."""
    return out.parent / ".cache" / out.name


def read(out: Path, now: Basis) -> Record | None:
    """The record of what is published in `out`; None where there is none that can be used.

    Where something has changed on which all depends, such as our code, there is none.
    """
    text = checked.read(folder_of(out) / RECORD)
    kept = json.loads(text) if text is not None else {"basis": {}}
    basis = kept["basis"]  # what other code has kept may have another shape
    if not isinstance(basis, dict) or basis.get("rest") != now.rest:
        return None
    kept["basis"] = Basis(**basis)
    kept["parts"] = {
        name: {path: File(*told) for path, told in files.items()}
        for name, files in kept["parts"].items()
    }
    return Record(**kept)


def holds(record: Record, now: Basis, out: Path) -> bool:
    """Whether nothing at all has changed: neither what the build depends on, nor what it made."""
    files = {
        path: (file.size, file.modified)
        for part in record.parts.values()
        for path, file in part.items()
    }
    return record.basis == now and files == all_files(out)


def write(record: Record, dataset: Dataset, reads: Numbers, out: Path) -> None:
    """Keep the record, what was read, and the tables as they were, for the next build.

    Raises:
        MachineError: the disk refuses.
    """
    folder = folder_of(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / RECORD).unlink(missing_ok=True)
        for table in dataset.tables.values():
            (folder / f"{table.name}.csv").write_bytes(table.data)
        (folder / READS).write_bytes(reads.tobytes())
    except OSError as error:
        raise MachineError(f"cannot write to {folder}: {error.strerror}") from error
    kept = {name: getattr(record, name) for name in Record.__dataclass_fields__}
    kept["basis"] = asdict(record.basis)
    kept["reads"] = hashlib.sha256(reads.tobytes()).hexdigest()
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    checked.write(folder / RECORD, text.encode())


def reads_of(record: Record, out: Path) -> Numbers | None:
    """What was read for what: see `pairs` of `generator.earlier.change`; None where it is lost."""
    try:
        data = (folder_of(out) / READS).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data).hexdigest() != record.reads:
        return None
    return np.frombuffer(data, np.uint64).reshape(-1, 2)
