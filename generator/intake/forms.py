"""The questions of the issue forms, those about a table as its schema has them; not their YAML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.dataset import Field, Table

BOTH = " · "
"""What stands between the words of the two languages: a form has both."""

_LONG = 300
"""A field that may have more characters is asked for in several lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question: its id within the form, and what is shown.

    `table` and `field` are those that the answer is for, or '' and None.
    """

    id: str
    label: str
    about: str = ""
    required: bool = False
    lines: bool = False
    table: str = ""
    field: Field | None = None

    @property
    def options(self) -> Mapping[str, str]:
        """What there is to choose from, and the value that each of it stands for."""
        if self.field is None:
            return {}
        label = self.field.label
        return {_both(label(v, "vi"), label(v, "en")): v for v in self.field.categories}


@dataclass(frozen=True, slots=True)
class Shown:
    """Words of a form that ask for nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class Consent:
    """What whoever sends a form confirms."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """An issue form: its words, and its parts in their order."""

    name: str
    about: str
    title: str
    parts: tuple[Question | Shown | Consent, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The parts that ask for something."""
        return tuple(part for part in self.parts if isinstance(part, Question))

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands above each answer."""
        return tuple(part.label for part in self.parts if not isinstance(part, Shown))


def forms(tables: Mapping[str, Table]) -> dict[str, Form]:
    """Every form by its name, which is that of its file, too."""
    return {
        name: Form(
            name=form["name"],
            about=form["about"],
            title=form["title"],
            parts=tuple(part for spec in form["parts"] for part in _parts(spec, tables)),
        )
        for name, form in _asked().items()
    }


@cache
def _asked() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "forms.toml").read_text("utf-8"))


def _parts(
    spec: Mapping[str, Any], tables: Mapping[str, Table]
) -> Iterator[Question | Shown | Consent]:
    if "text" in spec:
        yield Shown(spec["text"].strip())
    elif "agree" in spec:
        yield Consent(spec["label"], spec["agree"])
    elif "table" in spec:
        yield from _of_table(spec, tables[spec["table"]])
    else:
        yield Question(**spec)


def _of_table(spec: Mapping[str, Any], table: Table) -> Iterator[Question]:
    before = spec.get("before", "")
    for name in spec.get("only", table.fields):
        field = table.fields[name]
        constraints = field.spec.get("constraints", {})
        label = _both(field.text("title", "vi"), field.text("title", "en"))
        if name not in spec.get("without", ()):
            yield Question(
                id=f"{table.name}-{name}" if before else name,
                label=f"{before}: {label}" if before else label,
                about=_about(field),
                required=bool(constraints.get("required")) and name not in spec.get("optional", ()),
                lines=constraints.get("maxLength", 0) > _LONG and "pattern" not in constraints,
                table=table.name,
                field=field,
            )


def _about(field: Field) -> str:
    example = f" (ví dụ · such as: {field.spec['example']})" if not field.categories else ""
    said = _both(field.text("description", "vi"), field.text("description", "en"))
    return said + example if field.spec.get("example") else said


def _both(vietnamese: str, english: str) -> str:
    return f"{vietnamese}{BOTH}{english}"
