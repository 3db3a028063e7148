"""The descriptor: what names the package, and resources that every program reads alike.

Not for the files that it names: reading those finds its own faults.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from generator.checks.standard import PROFILES
from generator.dataset import DESCRIPTOR
from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.checks.judged import Judged

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 80  # files are named so, with more behind it
_NUMBER = "(0|[1-9][0-9]{0,8})"
_VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)

_SAID = {"name", "path", "schema", "title", "description", "bytes", "hash", "rows"}
"""Properties of a resource that may have any value; of a text, in any language."""

_FIXED: Mapping[str, object] = {
    "type": "table",
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
    "dialect.delimiter": ",",
    "dialect.lineTerminator": "\n",
    "dialect.quoteChar": '"',
    "dialect.doubleQuote": True,
    "dialect.header": True,
}
"""Those by which programs know how to read the file: here it is always in the same way."""


def name_and_version(judged: Judged) -> Iterator[Problem]:
    """A package has a name for files and addresses, and a version: https://semver.org.

    A version has no label: what is released is data for everybody.
    """
    for key, form in (("name", _NAME), ("version", _VERSION)):
        value = judged.dataset.descriptor.get(key, "")
        if not isinstance(value, str) or not form.fullmatch(value) or len(value) > _LONGEST:
            yield Problem(rule=f"descriptor-{key}", file=DESCRIPTOR, field=key, value=str(value))


def created_is_a_time(judged: Judged) -> Iterator[Problem]:
    """The day of the release is written as the standard has it: RFC 3339, with a time zone."""
    value = judged.dataset.descriptor.get("created", "1970-01-01T00:00:00Z")
    if not _is_time(value):
        yield Problem(rule="descriptor-created", file=DESCRIPTOR, field="created", value=str(value))


def _is_time(value: object) -> bool:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:  # 30 February
        return False
    return True


def profiles(judged: Judged) -> Iterator[Problem]:
    """The package is judged by the standard, not by a profile that somebody keeps elsewhere."""
    described: dict[str, Mapping[str, Any]] = {DESCRIPTOR: judged.dataset.descriptor}
    described |= {str(table.spec["schema"]): table.schema for table in judged.tables.values()}
    for path, content in described.items():
        named = content.get("$schema", PROFILES)
        if not isinstance(named, str) or not named.startswith(PROFILES):
            yield Problem(rule="profile-foreign", file=path, field="$schema", value=str(named))
        if "profile" in content:
            value = str(content["profile"])
            yield Problem(rule="profile-foreign", file=path, field="profile", value=value)


def resource_properties(judged: Judged) -> Iterator[Problem]:
    """A resource has no property but these, so that no program reads its file in another way."""
    resources = judged.dataset.descriptor.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        for key, value in _flat(resource):
            name = str(resource.get("name"))
            known = key.partition("_")[0] in _SAID
            if not known and key not in _FIXED:
                yield Problem(rule="resource-property", file=DESCRIPTOR, field=key, value=name)
            elif not known and value != _FIXED[key]:
                yield Problem(
                    rule="resource-fixed",
                    file=DESCRIPTOR,
                    field=key,
                    value=json.dumps(value, ensure_ascii=False),
                    details={"resource": name, "right": json.dumps(_FIXED[key])},
                )


def _flat(resource: object) -> Iterator[tuple[str, object]]:
    """The properties of a resource, those of its dialect among them."""
    for key, value in resource.items() if isinstance(resource, dict) else ():
        if key == "dialect" and isinstance(value, dict):
            yield from ((f"dialect.{name}", inner) for name, inner in value.items())
        else:
            yield key, value


def resource_checksum(judged: Judged) -> Iterator[Problem]:
    """Where the descriptor says what a file measures, or what its checksum is, it is right."""
    for table in judged.tables.values():
        measured = {
            "bytes": len(table.data),
            "hash": f"sha256:{table.sha256}",
            "rows": len(table.frame),
        }
        for key, right in measured.items():
            if table.spec.get(key, right) != right:
                yield Problem(
                    rule="resource-checksum",
                    file=DESCRIPTOR,
                    field=key,
                    value=str(table.spec[key]),
                    details={"resource": table.name, "right": str(right)},
                )
