"""Each rule of workbooks, broken once: the whole of what is told, in both languages."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from generator import workbook
from generator.reports.as_text import problem_text
from generator.reports.telling import Telling
from generator.rules.catalogue import rules
from tests.workbook.broken import problems_of

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
CODES = {code for code in rules() if code.startswith("workbook-")}


@pytest.mark.parametrize("rule", CASES)
def test_one_fault_is_told_in_full(package: Path, rule: str) -> None:
    problems = problems_of(rule, package)
    assert {problem.rule for problem in problems} == {rule}
    for lang in ("vi", "en"):
        telling = Telling(lang=lang, folder="", site="")
        told = "".join(f"{problem_text(problem, telling)}\n" for problem in problems)
        assert told == CASES[rule][lang]


def test_every_rule_of_workbooks_is_broken_by_a_case() -> None:
    assert set(CASES) == CODES


def test_every_code_in_the_code_of_workbooks_is_a_rule_and_every_rule_is_used() -> None:
    constants = {
        node.value
        for module in Path(workbook.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {text for text in constants if re.fullmatch(r"workbook(-[a-z]+)+", text)} == CODES
