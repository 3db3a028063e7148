"""Each rule of forms, broken once: the whole of what is told, in both languages."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from generator.dataset import load
from generator.intake.answers import LIMIT
from generator.intake.taking import take
from generator.reports.as_text import problem_text
from generator.reports.telling import Telling
from generator.rules.catalogue import rules
from generator.settings import PROJECT
from tests.intake.bodies import SOURCE, figure, source

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
BODIES = {
    "form-foreign": figure().replace("### Tử số · Numerator\n\n92\n\n", ""),
    "form-too-large": "#" * (LIMIT + 1),
    "form-heading-twice": figure(note_vi="Ghi chú\n\n### Tử số · Numerator\n\n101"),
    "form-markup": figure(quote='<img src=x onerror="alert(1)"> 92/101 thôn, khu'),
    "form-unknown": figure(unit_id="Ông Bí"),
    "form-ambiguous": figure(unit_id="Uông Bí"),
    "form-mended": figure(percent_reported="91,1"),
    "form-source-twice": figure(**SOURCE),
    "form-source-missing": figure(source_id=""),
    "form-source-known": source(url="https://example.org/lang-son.html"),
    "form-figure-known": figure(unit_id="d-178", date="2018-07"),
}


@pytest.mark.parametrize("rule", CASES)
def test_one_fault_is_told_in_full(tmp_path: Path, rule: str) -> None:
    package = shutil.copytree(PROJECT / "tests/fixtures/package", tmp_path / "package")
    (problem,) = take(BODIES[rule].encode(), "issue.md", load(package)).problems
    assert problem.rule == rule
    for lang in ("vi", "en"):
        told = problem_text(problem, Telling(lang=lang, folder="", site=""))
        assert told == CASES[rule][lang].rstrip("\n")


def test_every_rule_of_forms_is_broken_by_a_case() -> None:
    assert list(CASES) == [code for code, rule in rules().items() if rule.group == "forms"]
