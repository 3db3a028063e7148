"""What must hold for whatever bytes come: each target takes some, and raises where it does not."""

from __future__ import annotations

import atexit
import io
import re
import shutil
import tempfile
import unicodedata
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator import dates, vietnamese
from generator.dataset import Dataset, load
from generator.intake.taking import take
from generator.reports.as_text import problem_text
from generator.reports.telling import Telling
from generator.settings import PROJECT
from generator.workbook.container import RefusedError
from generator.workbook.export import export_workbook
from generator.workbook.grid import read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.problems import Problem

FIXTURE = PROJECT / "tests" / "fixtures" / "package"
SHEET = "xl/worksheets/sheet2.xml"


def read_a_date(data: bytes) -> None:
    """A date is refused, or its bounds are in order and it is written as it was read."""
    text, _, part = data.decode("utf-8", "replace").partition("|")
    try:
        found = dates.parse(text, part)
    except dates.DateError:
        return
    assert found.sort_key[0] <= found.sort_key[1]
    assert dates.parse(str(found), part) == found
    assert not dates.certainly_before(found, found)


def fold_a_text(data: bytes) -> None:
    """Folding twice changes nothing, and a text in pieces or composed is one text."""
    text = data.decode("utf-8", "replace")
    for fold in (vietnamese.fold, vietnamese.fold_tone_marks):
        once = fold(text)
        assert fold(once) == once
        assert fold(unicodedata.normalize("NFD", text)) == once
    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", vietnamese.slug(text))
    key = vietnamese.collation_key(text)
    assert key == vietnamese.collation_key(vietnamese.nfc(text))


def read_a_descriptor(data: bytes) -> None:
    """A descriptor is read, or it is told in both languages why not."""
    _with_file("datapackage.json", data)


def read_a_schema(data: bytes) -> None:
    """So is a schema."""
    _with_file("schemas/persons.schema.json", data)


def read_a_table(data: bytes) -> None:
    """So is a table."""
    _with_file("data/persons.csv", data)


def take_a_form(data: bytes) -> None:
    """A form becomes rows without an error, or it is told why not."""
    taken = take(data, "issue.md", _package())
    _tell(taken.problems)
    assert taken.errors or not taken.changes or taken.head is not taken.base


def read_a_workbook(data: bytes) -> None:
    """A workbook is read, or refused."""
    _read_sheets(data)


def read_a_sheet(data: bytes) -> None:
    """So is one of which a sheet is anything."""
    parts = {**_parts(), SHEET: data}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    _read_sheets(made.getvalue())


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        read_a_date,
        fold_a_text,
        read_a_descriptor,
        read_a_schema,
        read_a_table,
        take_a_form,
        read_a_workbook,
        read_a_sheet,
    )
}


def _with_file(path: str, data: bytes) -> None:
    folder = _copy()
    (folder / path).write_bytes(data)
    try:
        _tell(load(folder).problems)
    finally:
        shutil.copyfile(FIXTURE / path, folder / path)


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        for lang in ("vi", "en"):
            told = problem_text(problem, Telling(lang=lang, folder="", site="")).splitlines()
            assert all(line.isprintable() for line in told)


def _read_sheets(data: bytes) -> None:
    try:
        read_sheets(data)
    except RefusedError as refused:
        assert refused.rule.startswith("workbook-")  # noqa: PT017 - what it is refused for


@cache
def _copy() -> Path:
    """A copy of the package that was made once, and is put right again after each use."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return shutil.copytree(FIXTURE, Path(folder) / "package")


@cache
def _package() -> Dataset:
    return load(FIXTURE)


@cache
def _workbook() -> bytes:
    exported = export_workbook(_package(), "d-196").data
    assert exported is not None
    return exported


@cache
def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(_workbook())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


SEEDS = PROJECT / "tests" / "fuzz" / "seeds"
SOUND: dict[str, Callable[[], bytes]] = {
    "read_a_date": lambda: b"[2016-12-28..2017-05?]|",
    "fold_a_text": "Tiến độ hoá, Uông Bí – “Thành ủy” 79/87".encode,
    "read_a_descriptor": (FIXTURE / "datapackage.json").read_bytes,
    "read_a_schema": (FIXTURE / "schemas/persons.schema.json").read_bytes,
    "read_a_table": (FIXTURE / "data/persons.csv").read_bytes,
    "read_a_workbook": _workbook,
    "read_a_sheet": lambda: _parts()[SHEET],
}


def seeds(target: str) -> dict[str, bytes]:
    """What a target begins with, by name: what once failed, and what is sound."""
    found = {path.name: path.read_bytes() for path in sorted((SEEDS / target).glob("*"))}
    return found | {"sound": SOUND[target]()} if target in SOUND else found
