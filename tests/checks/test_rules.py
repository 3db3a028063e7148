"""Each rule, broken once: the whole of what is told, in both languages."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator import checks, dataset, reading
from generator.problems import rules

if TYPE_CHECKING:
    from generator.problems import Rule
    from tests.checks.copies import Copy

CASES = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]

# These are broken by two packages, not by one: tests/test_history.py, tests/test_release.py.
BETWEEN_VERSIONS = {
    "large-change",
    "release-broken",
    "release-ignored",
    "version-behind",
    "version-lower",
    "version-too-low",
    "version-twice",
    "version-unsound",
}
# These are broken by a workbook: tests/workbook/cases.toml.
OF_WORKBOOKS = {code for code in rules() if code.startswith("workbook-")}


def test_the_package_that_is_broken_here_is_sound(package: Copy) -> None:
    report = package.check()
    assert report.problems == ()
    assert report.sources_without_text == 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_one_fault_is_told_once_and_in_full(package: Copy, case: dict[str, Any]) -> None:
    for edit in case["edits"]:
        package.edit(edit)
    problems = package.check().problems
    assert [
        {
            "rule": problem.rule,
            "file": problem.file,
            **({"line": problem.line} if problem.line else {}),
            **({"field": problem.field} if problem.field else {}),
            **({"value": problem.value} if problem.value else {}),
            "en": problem.message("en"),
            "vi": problem.message("vi"),
        }
        for problem in problems
    ] == case["problems"]
    assert all(problem.hint(lang) for problem in problems for lang in ("en", "vi"))


def test_every_rule_is_broken_by_a_case_that_tells_of_it_alone() -> None:
    told = [[problem["rule"] for problem in case["problems"]] for case in CASES]
    assert told == [[case["rule"]] for case in CASES]
    assert {case["rule"] for case in CASES} == set(rules()) - BETWEEN_VERSIONS - OF_WORKBOOKS


def test_every_code_in_the_rules_own_code_has_its_words() -> None:
    modules = [dataset.__file__, reading.__file__, *Path(checks.__path__[0]).glob("*.py")]
    constants = {
        node.value
        for module in modules
        for node in ast.walk(ast.parse(Path(module).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    codes = {text for text in constants if re.fullmatch(r"[a-z]+(-[a-z]+)+", text)}
    assert codes - set(rules()) == set()


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_a_rule_has_all_its_words_in_both_languages(rule: Rule) -> None:
    for texts in (rule.title, rule.message, rule.hint):
        assert list(texts) == ["vi", "en"]
        assert all(texts.values())
        assert placeholders(texts["vi"]) == placeholders(texts["en"])
    assert rule.severity in {"error", "warning"}
    assert rule.wrong != rule.right


def test_only_what_is_incomplete_or_doubtful_is_a_warning() -> None:
    warnings = [code for code, rule in rules().items() if rule.severity == "warning"]
    assert warnings == [
        "plan-in-the-past",
        "translation-missing",
        "source-without-address",
        "release-ignored",
        "release-broken",
        "workbook-sheet-unknown",
        "workbook-autocorrected",
        "workbook-mended",
    ]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
