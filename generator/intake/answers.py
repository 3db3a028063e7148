"""The body of an issue as answers to a form; not what the answers mean.

GitHub writes `### Label` above each answer, a blank line between the two, and `_No response_`
where there is none. Whoever can edit the issue can write anything, headings among it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.canonical import cell
from generator.intake.forms import BOTH
from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.intake.forms import Form

LIMIT = 262_144
"""Bytes of a body: GitHub takes 65,536 characters, of four bytes at most."""

_HEADING = re.compile(r"###[ \t]+(.*)")
_LINE_END = re.compile(r"\r\n?|\n")
_NOTHING = "_No response_"
# What a browser would take for a tag, a comment, a link or a picture: of these a reader of the
# issue sees something else than what is written.
_MARKUP = re.compile(r"<[A-Za-z/!?]|\]\(")


def likeliest(body: str, forms: Sequence[Form]) -> Form:
    """The form of which a text has the most headings, by share; the first where several do."""
    found = {cell(heading[1]) for heading in map(_HEADING.fullmatch, body.splitlines()) if heading}
    return max(forms, key=lambda form: len(found.intersection(form.labels)) / len(form.labels))


def answers(body: str, form: Form, file: str, problems: list[Problem]) -> Mapping[str, str] | None:
    """The answers by their labels, '' where there is none; None where it is no answer to the form.

    An answer may have several lines. One with markup is a problem, and left out.
    """
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    twice = set()
    for line in _LINE_END.split(body):
        heading = _HEADING.fullmatch(line)
        label = cell(heading[1]) if heading else ""
        if label not in form.labels:
            lines.append(line)
        elif label in found:
            twice.add(label)
        else:
            lines = found[label] = []
    if len(found) < len(form.labels):
        missing = ", ".join(label for label in form.labels if label not in found)
        names = dict(zip(("form_vi", "form_en"), form.name.split(BOTH), strict=True))
        details = {**names, "missing": missing}
        problems.append(Problem(rule="form-foreign", file=file, details=details))
        return None
    problems.extend(_of_answer("form-heading-twice", label, file) for label in sorted(twice))
    return dict(_answered(found, file, problems)) if not twice else None


def _answered(
    found: Mapping[str, list[str]], file: str, problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    for label, lines in found.items():
        text = cell("\n".join(lines))
        markup = _MARKUP.search(text)
        if markup:
            problems.append(_of_answer("form-markup", label, file, text[markup.start() :]))
        yield label, "" if text == _NOTHING or markup else text


def _of_answer(rule: str, label: str, file: str, value: str = "") -> Problem:
    return Problem(rule=rule, file=file, value=value, details={"sheet": label})
