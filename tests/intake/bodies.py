"""Bodies of issues as GitHub makes them of a form: the words of tests, not a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.dataset import load
from generator.intake.forms import forms
from generator.settings import PROJECT

if TYPE_CHECKING:
    from generator.intake.forms import Form

FIGURE = {
    "indicator_id": "village-secretary-head",
    "unit_id": "d-196",
    "date": "2018-06",
    "status": "thực tế · actual",
    "numerator": "92",
    "denominator": "101",
    "qualifier": "đúng · exactly",
    "source_id": "lang-son-2018",
    "quote": "đã có 92/101 thôn, khu",
    "date_basis": "suy ra từ lời văn · inferred from the text",
}
SOURCE = {
    "sources-title": "Uông Bí về đích",
    "sources-title_en": "Uông Bí gets there",
    "sources-publisher": "Báo Quảng Ninh",
    "sources-url": "https://example.org/ve-dich.html",
    "sources-language": "vi",
    "sources-published": "2018-07-02",
}


def form(name: str) -> Form:
    return forms(load(PROJECT / "tests/fixtures/package").tables)[name]


def body(name: str = "new-figure", /, **answers: str) -> str:
    """The body that GitHub makes of the answers, by the ids of the questions; the rest empty."""
    asked = form(name)
    ids = {question.label: question.id for question in asked.questions}
    assert set(answers) <= set(ids.values())
    return "\n\n".join(
        f"### {label}\n\n{answers.get(ids[label]) or '_No response_'}"
        if label in ids
        else f"### {label}\n\n- [X] CC BY 4.0"
        for label in asked.labels
    )


def figure(**answers: str) -> str:
    """The body with a good figure, but for these answers."""
    return body(**{**FIGURE, **answers})


def source(**answers: str) -> str:
    """The body of the form for a source, with a good one, but for these answers."""
    given = {name.removeprefix("sources-"): text for name, text in SOURCE.items()}
    return body("new-source", **{**given, "says": "đã có 92/101 thôn, khu", **answers})
