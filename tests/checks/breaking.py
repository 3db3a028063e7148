"""Breaks a package as the examples of the rules say, or as is said here where they cannot."""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING

from generator.changes import changes
from generator.dataset import load
from generator.redactions import LEDGER, Redaction, digest, ledger_bytes
from generator.releases.known import past
from generator.rules.catalogue import rules
from generator.settings import discover
from generator.versions.gate import (
    acknowledgement_problems,
    ledger_problems,
    version_problems,
)
from tests.small_package import Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from generator.problems import Problem
    from generator.rules.catalogue import Example
    from tests.checks.copies import Copy

PERSONS = "data/persons.csv"


def problems_of(code: str, package: Copy, *, wrong: bool) -> Sequence[Problem]:
    """What is told of the package when it is as the wrong, or the right, example of a rule."""
    example = rules()[code].example
    if code in BETWEEN_VERSIONS:
        return list(
            BETWEEN_VERSIONS[code](package, (example.wrong if wrong else example.right)["vi"])
        )
    if wrong and code in BY_HAND:
        BY_HAND[code](package)
    elif example.table:
        put_rows(package, example.table, (example.wrong if wrong else example.right)["vi"])
    elif wrong:
        put_text(package, example)
    return package.check().problems


def put_text(package: Copy, example: Example) -> None:
    """Put what is wrong in the place of what is right."""
    path = package.folder / example.file
    wrong, right = example.wrong["vi"], example.right["vi"]
    text = path.read_bytes().decode() if right else ""
    assert text.count(right) == 1 or not right
    path.write_bytes((text.replace(right, wrong) if right else wrong).encode(example.encoding))


def put_rows(package: Copy, table: str, text: str) -> None:
    """Put cells into the rows with the keys that the text has; a row with another key is added."""
    source = package.load().tables[table]
    path = package.folder / source.path
    fields, *rows = csv.reader(io.StringIO(path.read_bytes().decode(), newline=""))
    key = [fields.index(name) for name in source.primary_key]
    by_key = {tuple(row[at] for at in key): row for row in rows}
    for cells in csv.DictReader(io.StringIO(text, newline="")):
        named = tuple(cells[name] for name in source.primary_key)
        row = by_key.setdefault(named, [""] * len(fields))
        for name, value in cells.items():
            row[fields.index(name)] = value
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows([fields, *map(by_key.get, sorted(by_key))])
    path.write_bytes(written.getvalue().encode())


def _too_large(package: Copy) -> None:
    with (package.folder / PERSONS).open("r+b") as file:
        file.truncate(100_000_001)


def _unreadable(package: Copy) -> None:
    long = f'"path": "data/{"x" * 300}.csv"'
    package.replace("datapackage.json", f'"path": "{PERSONS}"', long)


def _too_long(package: Copy) -> None:
    package.replace(PERSONS, "Trần Văn Lâm", "x" * 10_001)


def _not_an_object(package: Copy) -> None:
    (package.folder / "schemas/persons.schema.json").write_bytes(b"[]\n")


def _field_missing(package: Copy) -> None:
    package.replace("schemas/observations.schema.json", '"name": "qualifier"', '"name": "sign"')
    package.replace("data/observations.csv", "percent_reported,qualifier", "percent_reported,sign")


def _too_short(package: Copy) -> None:
    package.replace("schemas/persons.schema.json", '"maxLength": 100', '"minLength": 13')


def _not_listed(package: Copy) -> None:
    names = '"enum": ["Trần Văn Lâm", "Trần Lệnh Trưởng"]'
    package.replace("schemas/persons.schema.json", '"maxLength": 100', names)
    package.replace(PERSONS, "Trần Lệnh Trưởng", "Trần Lệnh Trường")


def _not_utf_8(package: Copy) -> None:
    (package.archive / "uong-bi.txt").write_bytes("Thôn và khu".encode("utf-16-le"))
    old = "e9941d4971f53a2101bb208853087a9a7454104502347de14f76b49dc6dd92ff"
    new = "1920c94cf970da83531bb5aebd6d3965a31d853e8be5301b953400f7bf2ed6d0"
    package.replace("data/sources.csv", old, new)


def _ended(package: Copy) -> None:
    village = "v-c05983-khoi-dai-thang"
    package.replace("data/units.csv", "Đại Thắng,,,2025-07-01", "Đại Thắng,,,2017-01-01")
    old, new = f"commune-secretary,{'c-05983'},", f"commune-secretary,{village},"
    package.replace("data/memberships.csv", old, new)


def _json_too_large(package: Copy) -> None:
    with (package.folder / "schemas/persons.schema.json").open("a") as file:
        file.write(" " * 1_000_000)


def _too_many_cells(package: Copy) -> None:
    with (package.folder / PERSONS).open("a") as file:
        file.write("," * 10_000_000)


def _too_many_resources(package: Copy) -> None:
    more = "".join(f'{{"name": "table-{number}"}},' for number in range(101))
    package.replace("datapackage.json", '"resources": [', f'"resources": [{more}')


def _too_wide(package: Copy) -> None:
    fields = "".join(f'{{"name": "year_{year}", "type": "number"}},' for year in range(199))
    package.replace("schemas/persons.schema.json", '"fields": [', f'"fields": [{fields}')


def _birth_dates(package: Copy) -> None:
    package.replace("schemas/persons.schema.json", '"name": "name"', '"name": "birth_date"')
    package.replace(PERSONS, "person_id,name", "person_id,birth_date")


BY_HAND: dict[str, Callable[[Copy], None]] = {
    "file-too-large": _too_large,
    "file-unreadable": _unreadable,
    "cell-too-long": _too_long,
    "too-many-cells": _too_many_cells,
    "json-too-large": _json_too_large,
    "resources-too-many": _too_many_resources,
    "schema-too-wide": _too_wide,
    "person-column": _birth_dates,
    "not-an-object": _not_an_object,
    "schema-field-missing": _field_missing,
    "text-too-short": _too_short,
    "value-not-listed": _not_listed,
    "source-text-encoding": _not_utf_8,
    "unit-ended": _ended,
}
"""Rules whose example is too long for a page, or in two files at once."""


def _after(package: Copy, change: Callable[[], None]) -> Iterable[Problem]:
    """The problems of a change's version."""
    base = shutil.copytree(package.folder, package.root / "base")
    change()
    return version_problems(load(base), load(package.folder))


def _too_low(package: Copy, version: str) -> Iterable[Problem]:
    def change() -> None:
        package.replace(PERSONS, "tran-van-lam,", "tran-van-ba,Trần Văn Ba\ntran-van-lam,")
        package.replace("datapackage.json", '"version": "1.0.0"', version)

    return _after(package, change)


def _large(package: Copy, message: str) -> Iterable[Problem]:
    base = load(shutil.copytree(package.folder, package.root / "base"))
    package.replace(PERSONS, "tran-van-lam,Trần Văn Lâm\n", "")
    return acknowledgement_problems(changes(base, package.load()), [message])


def _taken_back(package: Copy, ledger: str) -> Iterable[Problem]:
    """The problems of a change to another ledger, after one item was in it."""
    base = load(_with_item(shutil.copytree(package.folder, package.root / "base")))
    (package.folder / LEDGER).write_text(ledger, encoding="utf-8")
    return ledger_problems(base, package.load(), [])


def _taken_out(package: Copy, message: str) -> Iterable[Problem]:
    """Those of a change that puts one item in."""
    base = load(shutil.copytree(package.folder, package.root / "base"))
    return ledger_problems(base, load(_with_item(package.folder)), [message])


def _with_item(folder: Path) -> Path:
    key = digest("persons", ["tran-lenh-truong"])
    item = Redaction(date="2027-02-03", table="persons", reason="privacy", key=key)
    (folder / LEDGER).write_bytes(ledger_bytes([item]))
    return folder


def _released(package: Copy, versions: str) -> Iterable[Problem]:
    """The problems of a history in which the versions follow each other."""
    repository = Repository(package.root)
    before = "1.0.0"
    for version in versions.split(", "):
        package.replace("datapackage.json", f'"version": "{before}"', f'"version": "{version}"')
        repository.commit(version)
        before = version
    return _of_releases(package)


def _broken(package: Copy, header: str) -> Iterable[Problem]:
    """Those of a release with this header, which was mended in the next."""
    repository = Repository(package.root)
    package.replace("data/sources.csv", "source_id,title,title_en", header)
    repository.commit("1.0.0")
    package.replace("data/sources.csv", header, "source_id,title,title_en")
    package.replace("datapackage.json", '"version": "1.0.0"', '"version": "1.0.1"')
    repository.commit("1.0.1")
    return _of_releases(package)


def _behind(package: Copy, version: str) -> Iterable[Problem]:
    """Those of a version that is not committed, while 0.2.0 is."""
    package.replace("datapackage.json", '"version": "1.0.0"', '"version": "0.2.0"')
    Repository(package.root).commit("0.2.0")
    package.replace("datapackage.json", '"version": "0.2.0"', version)
    return _of_releases(package)


def _unsound(package: Copy, version: str) -> Iterable[Problem]:
    """Those of data that mend version 0.2.0."""
    package.replace("datapackage.json", '"version": "1.0.0"', '"version": "0.2.0"')
    package.replace("data/observations.csv", ",85,101,", ",102,101,")
    Repository(package.root).commit("0.2.0")
    package.replace("data/observations.csv", ",102,101,", ",85,101,")
    package.replace("datapackage.json", '"version": "0.2.0"', version)
    return _of_releases(package)


def _of_releases(package: Copy) -> Iterable[Problem]:
    with past(discover(package=package.folder, out=package.root / "site")) as releases:
        return list(releases.problems(package.load()))


BETWEEN_VERSIONS: dict[str, Callable[[Copy, str], Iterable[Problem]]] = {
    "version-too-low": _too_low,
    "large-change": _large,
    "redaction-gone": _taken_back,
    "redaction-unacknowledged": _taken_out,
    "version-twice": _released,
    "version-lower": _released,
    "version-behind": _behind,
    "version-unsound": _unsound,
    "release-ignored": _released,
    "release-broken": _broken,
}
"""Rules that are broken by two packages, not by one."""
