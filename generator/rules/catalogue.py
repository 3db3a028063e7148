"""Every rule with its words and its example, as the files beside this one have them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Severity = Literal["error", "warning"]
    _Words: TypeAlias = str | Mapping[str, str]

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What a rule finds fault with, and the same as it should be.

    Both are by language code, for where they have words for readers. With a `table`, both
    are some cells of rows of it, as CSV with a header; with a `file`, a part of that file,
    or '' where there should be none. With neither they are of something outside a package.
    `encoding` is that in which the wrong file was saved.
    """

    wrong: Mapping[str, str]
    right: Mapping[str, str]
    table: str = ""
    file: str = ""
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the package; its texts by language code, messages with `{placeholders}`."""

    code: str
    group: str
    severity: Severity
    title: Mapping[str, str]
    message: Mapping[str, str]
    hint: Mapping[str, str]
    example: Example


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code, group by group."""
    return {rule.code: rule for group in groups() for rule in _rules_of(group)}


@cache
def groups() -> Mapping[str, Mapping[str, str]]:
    """What the groups of rules are called, by language code, in their order."""
    found: dict[str, Mapping[str, str]] = _read("groups")["groups"]
    return found


@cache
def beside_hints() -> Mapping[str, Mapping[str, str]]:
    """What stands beside hints, by language code: a `correction` before, `repeated` behind.

    What a correction stands for is `named` there by its kind, too.
    """
    texts = _read("groups")
    return {name: texts[name] for name in ("correction", "named", "repeated")}


def _rules_of(group: str) -> Iterator[Rule]:
    for code, texts in _read(group).items():
        yield Rule(code=code, group=group, **{**texts, "example": _example(**texts["example"])})


def _example(*, wrong: _Words, right: _Words, **of: str) -> Example:
    return Example(wrong=_by_language(wrong), right=_by_language(right), **of)


def _by_language(words: _Words) -> Mapping[str, str]:
    return dict.fromkeys(LANGUAGES, words) if isinstance(words, str) else words


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
