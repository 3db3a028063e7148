"""The issue forms ask for what the schemas say, in both languages, as GitHub can read it."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator import intake
from generator.dataset import load
from generator.intake.issue_forms import FOLDER, issue_forms
from generator.rules.catalogue import rules
from generator.settings import PROJECT

if TYPE_CHECKING:
    from generator.dataset import Dataset

NAMES = ["new-figure", "wrong-figure", "new-source", "site-fault", "removal-request"]


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(PROJECT / "datapackage")


def form(name: str) -> dict[str, Any]:
    text = (PROJECT / FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def test_the_forms_are_those_that_the_schemas_make(dataset: Dataset) -> None:
    made = {artifact.path: artifact.data.decode() for artifact in issue_forms(dataset.tables)}
    assert list(made) == [f"{FOLDER}/{name}.yml" for name in NAMES]
    for path, text in made.items():
        hint = "run python -m generator.intake.issue_forms"
        assert (PROJECT / path).read_text(encoding="utf-8") == text, hint


@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_one_that_github_takes(name: str) -> None:
    found = form(name)
    assert list(found) == ["name", "description", "title", "body"]
    asked = [part for part in found["body"] if part["type"] != "markdown"]
    ids = [part["id"] for part in asked if "id" in part]
    labels = [part["attributes"]["label"] for part in asked]
    assert len(ids) == len(set(ids))
    assert len(labels) == len(set(labels))
    assert all(re.fullmatch("[A-Za-z0-9_-]+", key) for key in ids)
    assert {part["type"] for part in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    for part in asked:
        options = part["attributes"].get("options", ["one"])
        assert options
        assert len(list(map(str, options))) == len(set(map(str, options)))
        assert "None" not in options


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_form_is_in_both_languages(name: str) -> None:
    found = form(name)
    shown = [found["name"], found["description"], found["title"]]
    shown += [part["attributes"]["label"] for part in found["body"] if "id" in part]
    assert all(" · " in text for text in shown)


def test_the_new_figure_form_asks_for_what_a_schema_has() -> None:
    parts = {part["id"]: part for part in form("new-figure")["body"] if "id" in part}
    assert parts["denominator"] == {
        "type": "input",
        "id": "denominator",
        "attributes": {
            "label": "Mẫu số · Denominator",
            "description": "Mẫu số như nguồn viết; không bao giờ tự suy ra. · "
            "The denominator as written; never derived. (ví dụ · such as: 101)",
        },
    }
    assert parts["status"]["attributes"]["options"] == ["thực tế · actual", "dự báo · forecast"]
    assert parts["status"]["validations"] == {"required": True}
    assert parts["quote"]["type"] == "textarea"
    assert "validations" not in parts["source_id"]


def test_a_page_can_fill_in_what_it_knows() -> None:
    for name, known in (
        ("wrong-figure", {"unit_id", "record", "version"}),
        ("new-figure", {"unit_id", "version"}),
        ("site-fault", {"record", "version"}),
        ("removal-request", {"record", "version"}),
    ):
        assert known <= {part["id"] for part in form(name)["body"] if "id" in part}


def test_every_rule_of_forms_is_used_and_has_its_words() -> None:
    constants = {
        node.value
        for module in Path(intake.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    used = {text for text in constants if re.fullmatch(r"form(-[a-z]+)+", text)}
    assert used == {code for code, rule in rules().items() if rule.group == "forms"}
