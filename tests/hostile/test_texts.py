"""Each hostile text is refused by its rule or published; and wherever it is told, it does nothing.

What it does on pages and in downloads is tried in tests/browser/test_hostile.py.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.checks.cells import Column
from generator.checks.run import CELL_RULES, check
from generator.dataset import Field, load
from generator.diffs.as_markdown import as_markdown as change_as_markdown
from generator.diffs.as_text import as_text as change_as_text
from generator.diffs.difference import difference
from generator.diffs.effects import Effects
from generator.problems import Problem, Report
from generator.render.environment import environment
from generator.reports.as_github import as_github
from generator.reports.as_json import as_json
from generator.reports.as_markdown import as_markdown
from generator.reports.as_text import as_text
from generator.reports.telling import Telling
from generator.settings import discover
from generator.site.sources import block
from tests.hostile.corpus import FIXTURE, add_rows, cases, copied, written_everywhere

if TYPE_CHECKING:
    from pathlib import Path

TELLING = Telling(lang="vi", folder="datapackage", site="https://example.org/")
IDS = {
    "../../etc/passwd": "value-pattern",
    "..": "value-pattern",
    "a/b": "value-pattern",
    "a\\b": "value-pattern",
    "C:": "value-pattern",
    "Nguon-1": "value-pattern",
    "nguồn-1": "value-pattern",
    "a.html": "value-pattern",
    "a?b#c": "value-pattern",
    "%2e%2e": "value-pattern",
    'a"]=1;alert(1)//': "value-pattern",
    "<b>": "value-pattern",
    "a b": "value-pattern",
    "a-": "value-pattern",
    "x" * 81: "text-too-long",
    "-a": "text-formula",
    "a\u200b": "text-invisible",
    "con": "id-unfit",
    "nul": "id-unfit",
    "aux": "id-unfit",
    "com1": "id-unfit",
    "lpt9": "id-unfit",
    "index": "id-unfit",
}

NO_EFFECTS = Effects(failing=(), mended=(), pages=())
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def test_there_are_more_than_three_hundred_and_no_two_alike() -> None:
    texts = [case.text for case in cases()]
    assert len(texts) == len(set(texts)) > 300


def test_each_text_is_refused_by_its_rule_or_by_none(tmp_path: Path) -> None:
    package = copied(tmp_path / "package")
    rows = [
        {"source_id": f"case-{number:03}", "title": "Bài", "note_vi": case.text}
        for number, case in enumerate(cases())
    ]
    add_rows(package, "sources", rows)
    told = defaultdict(list)
    for problem in check(load(package)).problems:
        if problem.field == "note_vi":
            told[problem.value].append(problem.rule)
    wrong = {
        case.text: told[case.text]
        for case in cases()
        if [re.sub("^personal-.*", "personal-*", rule) for rule in told[case.text]]
        != [case.rule] * bool(case.rule)
    }
    assert wrong == {}


def test_what_is_published_is_sound_wherever_it_is_written(tmp_path: Path) -> None:
    package = copied(tmp_path / "package")
    written_everywhere(package)
    assert check(load(package)).problems == ()


def test_an_id_leads_nowhere_else(tmp_path: Path) -> None:
    package = copied(tmp_path / "package")
    row = {"title": "a", "title_en": "a", "language": "vi", "published": "2019"}
    rows = [
        row | {"source_id": key, "url": f"https://example.org/{number}"}
        for number, key in enumerate(IDS)
    ]
    add_rows(package, "sources", rows)
    assert {problem.value: problem.rule for problem in check(load(package)).problems} == IDS


def test_an_id_leads_nowhere_else_whatever_the_schema_allows(tmp_path: Path) -> None:
    package = copied(tmp_path / "package")
    schema = package / "schemas/persons.schema.json"
    described = json.loads(schema.read_text("utf-8"))
    del described["fields"][0]["constraints"]["pattern"]
    schema.write_text(json.dumps(described), "utf-8")
    keys = ("../x", "a.b", "A", "a", "index")
    add_rows(package, "persons", [{"person_id": key, "name": "Trần Văn Lâm"} for key in keys])
    told = {
        problem.value for problem in check(load(package)).problems if problem.rule == "id-unfit"
    }
    assert told == {"../x", "a.b", "A", "index"}


@pytest.mark.parametrize("kind", dict.fromkeys(case.kind for case in cases()))
def test_a_problem_with_a_text_is_told_and_does_nothing(kind: str) -> None:
    for text in [case.text for case in cases() if case.kind == kind]:
        problem = Problem(
            rule="reference-unknown",
            file=f"data/{text}.csv",
            line=2,
            field="unit_id",
            value=text,
            details={"table": text, "likely": text},
        )
        report = Report((problem,))
        assert as_text(report, TELLING).replace("\n", "").isprintable()
        (annotation,) = as_github(report, TELLING).splitlines()
        assert annotation.startswith("::error file=")
        assert annotation.isprintable()
        assert json.loads(as_json(report, TELLING))["problems"][0]["value"] == text
        rows = as_markdown(report, TELLING).splitlines()
        (row,) = [row for row in rows if "reference-unknown" in row]
        links = row.replace("](https://example.org/rules/", "")
        assert not re.search(r"[<@#]|evil|javascript:|]\(", CODE.sub("", links)), row


def test_a_change_of_all_texts_is_told_and_does_nothing(tmp_path: Path) -> None:
    package = copied(tmp_path / "package")
    written_everywhere(package)
    found = difference(load(FIXTURE), load(package))
    assert change_as_text(found, NO_EFFECTS, "vi").replace("\n", "").isprintable()
    comment = change_as_markdown(found, NO_EFFECTS, "vi")
    bare = CODE.sub("", comment)
    assert not re.search(r"<(?!/?(?:details|summary)\b)|@|evil|javascript:|!\[", bare)
    tokens = MarkdownIt("commonmark").parse(comment)
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} & {"link_open", "image"} == set()


PAGE = """<p title="{{ t }}">{{ t }}</p>
<script type="application/ld+json">{{ t | json_ld }}</script>"""


class _Shown(HTMLParser):
    """What a browser takes for the attribute, the text and the data of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found = {"title": "", "p": "", "script": "", "tags": ""}
        self._tag = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        self.found["tags"] += f"{tag} "
        self.found["title"] += dict(attrs).get("title") or ""

    def handle_endtag(self, _tag: str) -> None:
        self._tag = ""

    def handle_data(self, data: str) -> None:
        if self._tag in self.found:
            self.found[self._tag] += data


@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(st.sampled_from([c.text for c in cases()]), max_size=3).map(" ".join),
    )
)
def test_a_text_that_is_let_through_comes_out_of_a_page_as_it_went_in(text: str) -> None:
    field = Field("note", "string", {"name": "note", "type": "string"})
    column = Column(field, [text], f"\n{text}\n")
    if any(fault for rule in CELL_RULES[:6] for fault in rule(column)):
        return
    template = environment(discover(environ={}), "vi").from_string(PAGE)
    shown = _Shown(block(template.render(t=text))).found
    assert shown["tags"].split() == ["div", "p", "script"]
    assert (shown["title"], shown["p"], json.loads(shown["script"])) == (text, text, text)
