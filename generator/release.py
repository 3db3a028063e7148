"""A new release: the version that a change calls for, written with what it brought.

Not for committing it, which people do.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.canonical import replace_files
from generator.dataset import DESCRIPTOR
from generator.diffs.difference import difference
from generator.diffs.told import Told
from generator.diffs.words import day_words, say
from generator.exceptions import MachineError
from generator.releases.changelog import CHANGELOG, with_entry
from generator.showing import in_markdown
from generator.versions.numbers import Bump, Version, parse_version
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from generator.dataset import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A release to be: its version, and by language the sentences on what changed."""

    base: Version
    due: Bump
    version: Version
    sentences: Mapping[str, tuple[str, ...]]


def plan(base: Dataset, head: Dataset) -> Plan | None:
    """The release that `head` is to be after `base`; None where nothing changed.

    A version that somebody has already raised, by as much or further, is kept.

    Raises:
        MachineError: the version of `base` is none.
    """
    found = difference(base, head)
    before, needed = parse_version(base.descriptor.get("version")), found.needed
    if before is None or needed is None:
        raise MachineError(f"not a version of three numbers: {found.versions[0]}")
    if found.due is Bump.NONE:
        return None
    raised = parse_version(head.descriptor.get("version"))
    return Plan(
        base=before,
        due=found.due,
        version=max(needed, raised) if raised else needed,
        sentences={lang: tuple(Told(found, lang, in_markdown).summary()) for lang in LANGUAGES},
    )


def write(planned: Plan, package: Path, day: date) -> tuple[str, ...]:
    """Write version, day and change log into a package: both files, or neither. Says which.

    An entry that the change log already has of this version is somebody's, and stays.

    Raises:
        MachineError: a file cannot be read or written, or the change log has not its two parts.
    """
    try:
        texts = {
            name: (package / name).read_bytes().decode()
            for name in (DESCRIPTOR, CHANGELOG)
            if (package / name).is_file()
        }
    except (OSError, UnicodeDecodeError) as error:
        raise MachineError(f"cannot read {package}: {error}") from error
    values = {"version": str(planned.version), "created": f"{day.isoformat()}T00:00:00Z"}
    entries = {lang: _entry(planned, lang, day) for lang in LANGUAGES}
    log = texts.get(CHANGELOG, _empty_log())
    written = {CHANGELOG: with_entry(log, str(planned.version), entries)}
    if written[CHANGELOG] != texts.get(CHANGELOG) or _is_unsaid(texts[DESCRIPTOR], planned):
        written[DESCRIPTOR] = _with_values(texts[DESCRIPTOR], values)
    changed = {name: text for name, text in written.items() if text != texts.get(name)}
    replace_files({package / name: text.encode() for name, text in changed.items()})
    return tuple(changed)


def _is_unsaid(descriptor: str, planned: Plan) -> bool:
    return bool(json.loads(descriptor).get("version") != str(planned.version))


def _with_values(text: str, values: Mapping[str, str]) -> str:
    """The text of a JSON object with other values of some of its members, and all else as it is."""
    for name, start, end in reversed(list(_members(text))):
        if name in values:
            text = text[:start] + json.dumps(values[name]) + text[end:]
    return text


def _members(text: str) -> Iterator[tuple[str, int, int]]:
    """The names of an object's members, and where the value of each begins and ends."""
    decoder = json.JSONDecoder()
    at = _next(text, text.index("{") + 1)
    while text[at] == '"':
        name, at = decoder.raw_decode(text, at)
        start = _next(text, _next(text, at) + 1)
        _, end = decoder.raw_decode(text, start)
        yield name, start, end
        at = _next(text, end)
        at = _next(text, at + 1) if text[at] == "," else at


def _next(text: str, at: int) -> int:
    """The place of the next character that is not white space."""
    while text[at].isspace():
        at += 1
    return at


def _empty_log() -> str:
    return "\n---\n\n".join(f"# {say('changelog', lang)}\n" for lang in LANGUAGES)


def _entry(planned: Plan, lang: str, day: date) -> str:
    sentences = "".join(f"- {sentence}\n" for sentence in planned.sentences[lang])
    return f"## {planned.version} ({day_words(day, lang)})\n\n{sentences}"
