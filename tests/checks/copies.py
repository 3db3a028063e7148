"""Copies of a package with a few sound rows in each table, for tests to break."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.checks.run import check
from generator.dataset import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.dataset import Dataset
    from generator.problems import Problem, Report


@dataclass(frozen=True)
class Copy:
    """A package, and beside it an archive with the texts of its sources."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "package"

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    def edit(self, edit: Mapping[str, Any]) -> None:
        """Make a change as the cases describe it."""
        path = self.folder / edit["file"]
        if edit.get("delete") or edit.get("folder"):
            path.unlink()
        if edit.get("folder"):
            path.mkdir()
        if "size" in edit:
            with path.open("r+b") as file:
                file.truncate(edit["size"])
        if "write" in edit:
            path.write_bytes(edit["write"].encode(edit.get("encoding", "utf-8")))
        if "replace" in edit:
            self.replace(edit["file"], edit["replace"], edit["by"] * edit.get("times", 1))

    def replace(self, file: str, old: str, new: str) -> None:
        text = (self.folder / file).read_bytes().decode()
        assert old in text
        (self.folder / file).write_bytes(text.replace(old, new).encode())

    def add(self, file: str, *rows: str) -> None:
        """Put rows into a table whose key is its first field, each where it belongs."""
        header, *lines = (self.folder / file).read_bytes().decode().splitlines()
        text = "\n".join([header, *sorted([*lines, *rows])]) + "\n"
        (self.folder / file).write_bytes(text.encode())

    def described(self, file: str) -> dict[str, Any]:
        """What a JSON file of the package says."""
        return dict(json.loads((self.folder / file).read_text(encoding="utf-8")))

    def describe(self, file: str, content: Mapping[str, object]) -> None:
        text = json.dumps(content, ensure_ascii=False)
        (self.folder / file).write_text(text, encoding="utf-8")

    def schema(self, table: str) -> dict[str, Any]:
        return self.described(f"schemas/{table}.schema.json")

    def change_schema(self, table: str, **properties: object) -> None:
        self.describe(f"schemas/{table}.schema.json", self.schema(table) | properties)

    def load(self) -> Dataset:
        return load(self.folder)

    def check(self) -> Report:
        return check(self.load(), archive=self.archive)

    def told(self) -> list[str]:
        """Every problem in short: rule, place, field."""
        return [short(problem) for problem in self.check().problems]


def short(problem: Problem) -> str:
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return " ".join(filter(None, (problem.rule, place, problem.field)))
