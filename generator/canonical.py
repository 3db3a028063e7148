"""The one form of a table's bytes, and the writer that replaces files in one step.

Not for reading a file, nor for judging or mending what its values mean.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.exceptions import MachineError
from generator.vietnamese import nfc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# The tab, and every character of Unicode's category "Zs": of these only U+0020 is wanted.
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_END = re.compile("\r\n?")

UNFINISHED = ".unfinished"
"""The ending of a file that is to take another's name; one that stays there was never whole."""


def table_bytes(names: Sequence[str], key: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as the package has it: UTF-8, LF, commas, quotes only where they are needed.

    `rows` have a cell for each of `names`, in that order. They are written in the order of
    the fields of `key`, by code point; rows of one key keep their order.
    """
    places = [names.index(field) for field in key]
    clean = [[cell(value) for value in row] for row in rows]
    clean.sort(key=lambda row: [row[place] for place in places])
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(clean)
    return text.getvalue().encode()


def cell(text: str) -> str:
    """A cell in NFC, with one plain space between its words and none at its ends.

    A line break within it stays one, as LF: only a person can mend it.
    """
    if text.isascii() and text.isalnum():
        return text
    return _SPACES.sub(" ", _LINE_END.sub("\n", nfc(text))).strip(" \n")


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Put new bytes in the place of files: of all of them or, where one refuses, of none.

    Each file is whole at every moment: the new one is written beside it and takes its name.

    Raises:
        MachineError: a file cannot be written.
    """
    with ExitStack() as undo:
        try:
            for folder in {path.resolve().parent for path in files}:
                _clear_away(folder)
            staged = {path: _write_beside(path, data, undo) for path, data in files.items()}
            # Written before anything is replaced: a disk that fills up cannot hold them back.
            earlier = {
                path: _write_beside(path, path.read_bytes(), undo)
                for path in files
                if path.exists()
            }
            for path, beside in staged.items():
                beside.replace(path.resolve())
                undo.callback(_put_back, path, earlier.get(path))
        except OSError as error:
            named = error.filename2 or error.filename  # of a renaming, what was to be replaced
            raise MachineError(f"cannot write {named}: {error.strerror}") from error
        undo.pop_all()
        for beside in earlier.values():
            with suppress(OSError):  # all is written; what stays is cleared away the next time
                beside.unlink()


def _clear_away(folder: Path) -> None:
    """Delete what a process that was killed has left in a folder."""
    for left in folder.glob(f".*{UNFINISHED}"):
        left.unlink(missing_ok=True)


def _write_beside(path: Path, data: bytes, undo: ExitStack) -> Path:
    """Write the bytes to the disk, in a new file of the same folder and the same rights."""
    real = path.resolve()
    number, name = tempfile.mkstemp(prefix=f".{real.name}.", suffix=UNFINISHED, dir=real.parent)
    beside = Path(name)
    undo.callback(beside.unlink, missing_ok=True)
    with os.fdopen(number, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if real.exists():
        shutil.copymode(real, beside)
    else:
        beside.chmod(0o644)
    return beside


def _put_back(path: Path, earlier: Path | None) -> None:
    if earlier is None:
        path.unlink()
    else:
        earlier.replace(path.resolve())
