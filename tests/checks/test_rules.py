"""Each rule, broken once as its help page shows: the whole of what is told, in both languages."""

from __future__ import annotations

import ast
import re
import string
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import checks, dataset, decoding, reading, shape
from generator.checks.run import Passed, check
from generator.reports.as_text import problem_text
from generator.reports.telling import Telling
from generator.rules.catalogue import beside_hints, groups, rules
from tests.checks.breaking import BETWEEN_VERSIONS, BY_HAND, problems_of, put_rows
from tests.checks.copies import Copy

if TYPE_CHECKING:
    from generator.dataset import Dataset
    from generator.problems import Report
    from generator.rules.catalogue import Rule

OF_FILES = {"workbook", "forms"}
"""Groups that are tried in tests/workbook and tests/intake."""
OF_PACKAGES = {code: rule for code, rule in rules().items() if rule.group not in OF_FILES}

# What is right in a file is there in the package as it is, which is sound.
OF_ROWS_OR_VERSIONS = [
    rule for rule in OF_PACKAGES.values() if rule.example.table or rule.code in BETWEEN_VERSIONS
]

OF_ROWS = [
    rule
    for rule in OF_PACKAGES.values()
    if rule.example.table and rule.code not in {*BETWEEN_VERSIONS, *BY_HAND}
]

FIXTURES = Path(__file__).parent.parent / "fixtures"
MESSAGES = Path(__file__).parent / "messages"
LANGUAGES = ("vi", "en")
COMMIT = re.compile(r"\b[0-9a-f]{12}\b")


def told(group: str, lang: str) -> dict[str, str]:
    """What the file of a group has for each of its rules, in the order of the file."""
    blocks = (MESSAGES / f"{group}.{lang}.txt").read_text("utf-8").rstrip("\n").split("\n\n")
    return {re.findall(r" ([a-z-]+): ", block.split("\n", 1)[0])[0]: block for block in blocks}


def test_the_package_that_is_broken_here_is_sound(package: Copy) -> None:
    report = package.check()
    assert report.problems == ()
    assert report.sources_without_text == 0


@pytest.mark.parametrize("rule", OF_PACKAGES.values(), ids=lambda rule: rule.code)
def test_one_fault_is_told_once_and_in_full(package: Copy, rule: Rule) -> None:
    if rule.code == "file-unreadable" and sys.platform == "win32":
        pytest.skip("Windows has other words for it")
    (problem,) = problems_of(rule.code, package, wrong=True)
    assert problem.rule == rule.code
    for lang in LANGUAGES:
        text = problem_text(problem, Telling(lang=lang, folder="", site=""))
        assert COMMIT.sub("0123456789ab", text) == told(rule.group, lang)[rule.code]


@pytest.fixture(scope="module")
def sound() -> tuple[Dataset, Report]:
    """The package before it is broken, and what is told of it."""
    package = Copy(FIXTURES)
    loaded = package.load()
    return loaded, check(loaded, archive=package.archive)


@pytest.mark.parametrize("rule", OF_ROWS, ids=lambda rule: rule.code)
def test_a_fault_is_told_too_where_only_what_changed_is_judged(
    package: Copy, rule: Rule, sound: tuple[Dataset, Report]
) -> None:
    before, report = sound
    put_rows(package, rule.example.table, rule.example.wrong["vi"])
    now = package.load()
    same = frozenset(
        name for name in now.tables if now.tables[name].data == before.tables[name].data
    )
    assert len(same) == len(before.tables) - 1
    passed = Passed(schemas=True, same=same, tables=same, silent=report.silent)
    (problem,) = check(now, archive=package.archive, passed=passed).problems
    assert problem.rule == rule.code


@pytest.mark.parametrize("rule", OF_ROWS_OR_VERSIONS, ids=lambda rule: rule.code)
def test_what_is_called_right_is_right(package: Copy, rule: Rule) -> None:
    assert list(problems_of(rule.code, package, wrong=False)) == []


def test_every_rule_has_its_message_in_both_languages_in_the_order_of_the_rules() -> None:
    for lang in LANGUAGES:
        found = chain.from_iterable(told(name, lang) for name in groups() if name not in OF_FILES)
        assert list(found) == list(OF_PACKAGES)


def test_every_example_is_of_a_package_or_is_made_by_hand() -> None:
    outside = {
        code for code, rule in OF_PACKAGES.items() if not (rule.example.table or rule.example.file)
    }
    assert outside == {*BY_HAND, *BETWEEN_VERSIONS}


def test_every_code_in_the_rules_own_code_has_its_words() -> None:
    reader = [Path(str(module.__file__)) for module in (dataset, decoding, reading, shape)]
    constants = {
        node.value
        for module in [*reader, *Path(checks.__path__[0]).glob("*.py")]
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
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
    assert list(rule.example.wrong) == list(rule.example.right) == ["vi", "en"]
    assert (rule.example.wrong, rule.example.encoding) != (rule.example.right, "utf-8")


def test_the_groups_and_the_offer_have_their_words_in_both_languages() -> None:
    for texts in (*groups().values(), *beside_hints().values()):
        assert list(texts) == ["vi", "en"]
    assert {rule.group for rule in rules().values()} == set(groups())


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
        "form-mended",
    ]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
