"""Verifies a download: opens it, compares checksums, applies the rules, compares the formats."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from generator.checks.run import check
from generator.dataset import DESCRIPTOR, load
from generator.exceptions import PublicationError
from generator.exports.archive import CHECKSUMS
from generator.exports.registry import exports
from generator.scratch import scratch
from generator.verifying.checksums import compare, lists
from generator.verifying.comparison import differences, expected_rows
from generator.verifying.findings import Finding, RefusedError, Verification, say
from generator.verifying.readers import READERS, TEXTS, contents
from generator.verifying.unpacking import open_zip, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.dataset import Dataset
    from generator.exports.format import Export


def verify(path: Path, lang: str) -> Verification:
    """Verify a folder or a ZIP file; nothing beside it is needed, and nothing in it is changed.

    Raises:
        MachineError: the disk refuses.
    """
    if path.is_dir():
        return _folder(path, lang)
    with scratch() as folder:
        try:
            unpack(path, folder)
        except RefusedError as error:
            return Verification(findings=(error.finding,), report=None, hashed=0, compared=0)
        return _folder(folder, lang)


def _folder(folder: Path, lang: str) -> Verification:
    try:
        listed = lists(folder)
    except RefusedError as error:
        return Verification(findings=(error.finding,), report=None, hashed=0, compared=0)
    findings = list(compare(folder, listed))
    package = folder / _package([file.path for files in listed.values() for file in files])
    dataset = load(package)
    compared = 0
    for path in sorted(package.glob("*.zip")):
        findings.extend(_placed(_of_zip(dataset, path), path, folder))
    for export in _in_formats(dataset):
        compared += 1
        found = _of_file(dataset, export, say("nothing", lang))
        findings.extend(_placed(found, package / export.path, folder))
    return Verification(
        findings=tuple(findings),
        report=check(dataset),
        hashed=len({file.path for files in listed.values() for file in files}),
        compared=compared,
    )


def _package(paths: list[str]) -> str:
    """The folder of the package: the one given, or the one whose descriptor is listed."""
    found = [path for path in paths if path.rpartition("/")[2] == DESCRIPTOR]
    return min(found, key=len, default=DESCRIPTOR).removesuffix(DESCRIPTOR) or "."


def _in_formats(dataset: Dataset) -> Iterator[Export]:
    """The files in other formats that are there, at the places where they are published."""
    if not all(isinstance(dataset.descriptor.get(key), str) for key in ("name", "version")):
        return
    for export in exports(dataset):
        if export.format in READERS and (dataset.folder / export.path).is_file():
            yield export


def _placed(findings: Iterator[Finding], path: Path, folder: Path) -> Iterator[Finding]:
    """The findings in a file, with its place; also that which ends its reading."""
    place = path.relative_to(folder).as_posix()
    try:
        for finding in findings:
            yield dataclasses.replace(finding, file=place)
    except RefusedError as error:
        yield dataclasses.replace(error.finding, file=place)


def _of_file(dataset: Dataset, export: Export, nothing: str) -> Iterator[Finding]:
    """What differs in one file of a format; `nothing` stands for what is missing."""
    tables = [t for t in dataset.tables.values() if export.table in ("", t.name)]
    reader = READERS[export.format]
    try:
        for content in contents(reader, dataset.folder / export.path, tables):
            expected = expected_rows(content.table, reader, texts=export.format in TEXTS)
            yield from differences(content, expected, nothing)
    except PublicationError as error:
        yield Finding("not-typed", values={"reason": str(error)})


def _of_zip(dataset: Dataset, path: Path) -> Iterator[Finding]:
    """A ZIP beside the files that it holds holds the same."""
    with open_zip(path) as archive:
        for info in archive.infolist():
            beside = dataset.folder / info.filename
            is_twin = info.filename != CHECKSUMS and beside.is_file()
            if is_twin and archive.read(info) != beside.read_bytes():
                yield Finding("member", values={"path": info.filename})
