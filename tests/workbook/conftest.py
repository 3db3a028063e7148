"""What the tests of workbooks share: a small package, and the words of the rules."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from generator import problems
from generator.problems import Rule

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the rules of workbooks beside those that the catalogue has already."""
    texts = tomllib.loads((HERE / "rules.toml").read_text("utf-8"))
    rules = {code: Rule(code=code, **rule) for code, rule in texts.items()}
    together = {**rules, **problems.rules()}
    monkeypatch.setattr(problems, "rules", lambda: together)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of a few rows, to be changed at will."""
    folder = tmp_path / "package"
    shutil.copytree(FIXTURES / "package", folder)
    return folder
