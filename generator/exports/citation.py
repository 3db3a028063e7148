"""How to cite the package, for programs that cite: CITATION.cff and BibTeX; from the descriptor.

Citation File Format 1.2.0: https://citation-file-format.github.io/1.2.0/schema-guide/
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.wording import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.exports.about import About

# The format is read by programs and archives whose language is English.
_LANGUAGE = SOURCE

_TEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "{}%&#_$"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def citation_cff(package: About) -> bytes:
    """The file: YAML whose every text is quoted as in JSON, so nothing in it is markup."""
    return "".join(f"{line}\n" for line in _lines(package)).encode()


def bibtex(package: About) -> str:
    """An entry for a bibliography; what means something to TeX is escaped."""
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in package.creators),
        "title": f"{{{_tex(package.title[_LANGUAGE])}}}",
        "year": str(package.released.year) if package.released else "",
        "version": _tex(package.version),
        "howpublished": "Data set",
        "url": package.homepage.replace("{", "%7B").replace("}", "%7D"),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@misc{{{package.name}-{package.version},", *lines, "}\n"])


def _tex(text: str) -> str:
    return text.translate(_TEX)


def _lines(package: About) -> Iterator[str]:
    yield "cff-version: 1.2.0"
    yield "message: If you use these data, please cite them as below."
    yield "type: dataset"
    yield f"title: {_quoted(package.title[_LANGUAGE])}"
    yield from _list("authors", [f"name: {_quoted(name)}" for name in package.creators])
    yield f"version: {_quoted(package.version)}"
    if package.released:
        yield f"date-released: {_quoted(package.released.date().isoformat())}"
    if package.licence:
        yield f"license: {_quoted(package.licence)}"
    if package.homepage:
        yield f"url: {_quoted(package.homepage)}"
    if package.description[_LANGUAGE]:
        yield f"abstract: {_quoted(package.description[_LANGUAGE])}"
    yield from _list("keywords", list(map(_quoted, package.keywords)))


def _list(name: str, items: list[str]) -> Iterator[str]:
    if items:
        yield f"{name}:"
        yield from (f"  - {item}" for item in items)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
