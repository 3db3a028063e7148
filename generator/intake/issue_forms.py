"""Writes the issue forms as GitHub reads them; not what is asked.

Run it as `python -m generator.intake.issue_forms` after a change of schemas or questions. See
https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from generator.artifacts import Artifact
from generator.dataset import load
from generator.intake.forms import Question, Shown, forms
from generator.settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.dataset import Table
    from generator.intake.forms import Consent, Form

FOLDER = ".github/ISSUE_TEMPLATE"
_MADE = (
    "# Made by `python -m generator.intake.issue_forms` of the schemas and of forms.toml there.\n"
)


def issue_forms(tables: Mapping[str, Table]) -> Iterator[Artifact]:
    """The file of each form, in the repository."""
    for name, form in forms(tables).items():
        text = yaml.safe_dump(_form(form), allow_unicode=True, sort_keys=False, width=100)
        yield Artifact(f"{FOLDER}/{name}.yml", (_MADE + text).encode())


def _form(form: Form) -> dict[str, Any]:
    return {
        "name": form.name,
        "description": form.about,
        "title": form.title,
        "body": [_part(part) for part in form.parts],
    }


def _part(part: Question | Shown | Consent) -> dict[str, Any]:
    if isinstance(part, Shown):
        return {"type": "markdown", "attributes": {"value": part.text}}
    if not isinstance(part, Question):
        options = [{"label": part.text, "required": True}]
        return {"type": "checkboxes", "attributes": {"label": part.label, "options": options}}
    kind = "dropdown" if part.options else "textarea" if part.lines else "input"
    attributes: dict[str, Any] = {"label": part.label}
    if part.about:
        attributes["description"] = part.about
    if part.options:
        attributes["options"] = list(part.options)
    asked = {"type": kind, "id": part.id, "attributes": attributes}
    return asked | ({"validations": {"required": True}} if part.required else {})


def main() -> None:
    """Write the forms of the project's own package."""
    for artifact in issue_forms(load(PROJECT / "datapackage").tables):
        (PROJECT / artifact.path).write_bytes(artifact.data)


if __name__ == "__main__":
    main()
