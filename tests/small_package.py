"""A small package with the project's own schemas, and a repository to keep it in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

from generator.canonical import table_bytes
from generator.settings import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = PROJECT / "datapackage"

UNITS = [
    {"unit_id": "vn", "level": "country", "type": "quoc_gia", "name_vi": "Việt Nam"},
    {
        "unit_id": "p-22",
        "parent_id": "vn",
        "level": "province",
        "type": "tinh",
        "name_vi": "Quảng Ninh",
        "gso_code": "22",
        "valid_to": "2025-07-01",
    },
    {
        "unit_id": "d-193",
        "parent_id": "p-22",
        "level": "district",
        "type": "thanh_pho",
        "name_vi": "Hạ Long",
        "gso_code": "193",
        "valid_to": "2025-07-01",
    },
    {
        "unit_id": "d-196",
        "parent_id": "p-22",
        "level": "district",
        "type": "thanh_pho",
        "name_vi": "Uông Bí",
        "gso_code": "196",
        "valid_to": "2025-07-01",
    },
    {
        "unit_id": "c-06817",
        "parent_id": "d-196",
        "level": "commune",
        "type": "phuong",
        "name_vi": "Quang Trung",
        "gso_code": "06817",
        "valid_to": "2025-07-01",
    },
]
INDICATOR = {
    "indicator_id": "village-secretary-head",
    "name_vi": "Bí thư chi bộ kiêm trưởng thôn",
    "name_en": "Party cell secretary is also village head",
    "definition_vi": "Số thôn có bí thư chi bộ kiêm trưởng thôn.",
    "definition_en": "Villages whose Party cell secretary is also the head.",
    "numerator_vi": "thôn đã thực hiện",
    "numerator_en": "villages where it is so",
    "denominator_vi": "tổng số thôn",
    "denominator_en": "all villages",
    "counted_thing": "village",
    "kind": "share",
    "group": "consolidation",
    "headline": "true",
}
SOURCE = {
    "source_id": "bao-2017",
    "title": "Nhất thể hóa ở Uông Bí",
    "title_en": "Consolidation in Uông Bí",
    "publisher": "Báo Quảng Ninh",
    "url": "https://example.org/bao-2017",
    "language": "vi",
    "published": "2017-06-01",
}
OBSERVATION = {
    "observation_id": "d-196-2017",
    "indicator_id": "village-secretary-head",
    "unit_id": "d-196",
    "date": "2017-05",
    "status": "actual",
    "numerator": "85",
    "denominator": "101",
    "qualifier": "exact",
    "source_id": "bao-2017",
    "quote": "85/101 thôn, khu",
    "date_as_written": "tháng 5-2017",
    "date_basis": "stated",
}
TABLES = {
    "units": UNITS,
    "indicators": [INDICATOR],
    "sources": [SOURCE],
    "observations": [OBSERVATION],
}


class SmallPackage:
    """A package in a folder: one district with one figure, version 0.1.0."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(PACKAGE / "schemas", folder / "schemas")
        (folder / "data").mkdir()
        descriptor = json.loads((PACKAGE / "datapackage.json").read_text(encoding="utf-8"))
        self.tables = [resource["name"] for resource in descriptor["resources"]]
        self.write("datapackage.json", {**descriptor, "version": "0.1.0"})
        for name in self.tables:
            self.rows(name, *TABLES.get(name, []))

    @classmethod
    def of(cls, folder: Path) -> SmallPackage:
        """The package that is in a folder already."""
        package = cls.__new__(cls)
        package.folder = folder
        resources = package.read("datapackage.json")["resources"]
        package.tables = [resource["name"] for resource in resources]
        return package

    def rows(self, table: str, *rows: dict[str, str]) -> None:
        """Write a table; a field that a row does not name is empty."""
        schema = self.schema(table)
        names = [field["name"] for field in schema["fields"]]
        cells = [[row.get(name, "") for name in names] for row in rows]
        (self.folder / f"data/{table}.csv").write_bytes(
            table_bytes(names, schema["primaryKey"], cells)
        )

    def read(self, path: str) -> Any:  # noqa: ANN401 - what is in a JSON file
        return json.loads((self.folder / path).read_text(encoding="utf-8"))

    def write(self, path: str, value: object) -> None:
        text = json.dumps(value, ensure_ascii=False, indent=2)
        (self.folder / path).write_text(f"{text}\n", encoding="utf-8", newline="")

    def schema(self, table: str) -> Any:  # noqa: ANN401 - likewise
        return self.read(f"schemas/{table}.schema.json")

    def field(self, table: str, name: str, **properties: object) -> None:
        """Give a field of a schema other properties; None takes one away."""
        schema = self.schema(table)
        field = next(field for field in schema["fields"] if field["name"] == name)
        field.update(properties)
        for key in [key for key, value in field.items() if value is None]:
            del field[key]
        self.write(f"schemas/{table}.schema.json", schema)

    def descriptor(self, **properties: object) -> None:
        """Give the descriptor other properties."""
        self.write("datapackage.json", {**self.read("datapackage.json"), **properties})

    def drop(self, table: str) -> None:
        """Take a table out of the package."""
        resources = self.read("datapackage.json")["resources"]
        self.descriptor(resources=[r for r in resources if r["name"] != table])
        (self.folder / f"data/{table}.csv").unlink()
        (self.folder / f"schemas/{table}.schema.json").unlink()


class Repository:
    """A git repository in a folder, of which nothing depends on the machine's settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, given: bytes = b"") -> str:
        """What git says."""
        done = subprocess.run(
            ["git", "-C", str(self.folder), *arguments],
            input=given,
            capture_output=True,
            check=True,
            env={
                **os.environ,
                "GIT_CONFIG_GLOBAL": os.devnull,
                "GIT_CONFIG_SYSTEM": os.devnull,
                "GIT_AUTHOR_NAME": "Editor",
                "GIT_AUTHOR_EMAIL": "editor@example.org",
                "GIT_AUTHOR_DATE": "2026-12-01T08:00:00Z",
                "GIT_COMMITTER_NAME": "Editor",
                "GIT_COMMITTER_EMAIL": "editor@example.org",
                "GIT_COMMITTER_DATE": "2026-12-01T08:00:00Z",
            },
        )
        return done.stdout.decode().strip()

    def commit(self, message: str) -> str:
        """Commit everything; the commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")
