"""JSON Schemas of what is published as JSON, made from the schemas of the tables.

https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.exports.page_json import ABOVE, kind, known_by, named, schema_path
from generator.exports.values import is_required
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.dataset import Dataset, Field, Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength")


@dataclass(frozen=True, slots=True)
class JsonSchemas:
    """Makes the schemas for one version of a package; `base_url` is the site's address, or ''."""

    dataset: Dataset
    base_url: str
    languages: tuple[str, ...]

    def of_table(self, table: Table) -> dict[str, Any]:
        """The schema of a table as an array of records."""
        rows = closed(_properties(table.fields.values()), _both(table, "description"))
        return {**self.head(table.name, _both(table, "title")), "type": "array", "items": rows}

    def of_pages(self, table: str, others: Iterable[str]) -> dict[str, Any]:
        """The schema of the documents of pages about rows of `table`, to which `others` refer."""
        others = tuple(dict.fromkeys(others))
        tables = {name: self.dataset.tables[name] for name in (table, *others)}
        texts = {"type": "string"}
        members = {
            "$schema": texts,
            "version": texts,
            "pages": closed(dict.fromkeys(self.languages, texts)),
            kind(table): {"$ref": f"#/$defs/{table}"},
            **({ABOVE: array(self.known_by(tables[table]))} if table == "units" else {}),
            **{name: array({"$ref": f"#/$defs/{name}"}) for name in others},
        }
        return {
            **self.head(kind(table), _both(tables[table], "title")),
            **closed(members),
            "$defs": {
                **{name: self._record(table) for name, table in tables.items()},
                **self._known(tables.values()),
            },
        }

    def head(self, name: str, title: str) -> dict[str, Any]:
        """What every schema begins with; its id is its address, where it has one."""
        address = {"$id": f"{self.base_url}{schema_path(name)}"} if self.base_url else {}
        return {"$schema": DIALECT, **address, "title": title}

    def _record(self, table: Table) -> dict[str, Any]:
        """The schema of a row with what it refers to."""
        own = _properties(table.fields.values())
        for name, (field, other) in named(table, self.dataset).items():
            reference = {"$ref": f"#/$defs/{_name_of(other)}"}
            needed = is_required(table.fields[field])
            own[name] = reference if needed else {"anyOf": [reference, {"type": "null"}]}
        return closed(own, _both(table, "description"))

    def _known(self, tables: Iterable[Table]) -> dict[str, Any]:
        others = {other for table in tables for _, other in named(table, self.dataset).values()}
        return {
            _name_of(other): self.known_by(self.dataset.tables[other]) for other in sorted(others)
        }

    def known_by(self, table: Table) -> dict[str, Any]:
        """The schema of what stands for a row where another refers to it."""
        return closed(_properties(known_by(table)))


def closed(properties: Mapping[str, Any], description: str = "") -> dict[str, Any]:
    """The schema of an object that has all of the properties and no other."""
    return {
        **({"description": description} if description else {}),
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def array(items: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of an array."""
    return {"type": "array", "items": items}


def _name_of(table: str) -> str:
    return f"{kind(table)}_named"


def _properties(fields: Iterable[Field]) -> dict[str, Any]:
    return {field.name: _property(field) for field in fields}


def _property(field: Field) -> dict[str, Any]:
    """The schema of a field's values: what its own schema says of them, and null where missing."""
    constraints: Mapping[str, Any] = field.spec.get("constraints", {})
    of_type = "string" if field.type == "date" else field.type
    required = is_required(field)
    allowed = list(field.categories) or constraints.get("enum")
    rules: dict[str, Any] = {
        "title": _both(field, "title"),
        "description": _both(field, "description"),
        "type": of_type if required else [of_type, "null"],
    }
    if allowed and of_type == "string":
        rules["enum"] = allowed if required else [*allowed, None]
    if "pattern" in constraints:
        rules["pattern"] = f"^(?:{constraints['pattern']})$"
    if field.type == "date":
        return rules | {"format": "date"}  # whose bounds are days, which JSON Schema has not
    return rules | {name: constraints[name] for name in _BOUNDS if name in constraints}


def _both(described: Table | Field, what: str) -> str:
    """A text of a schema in both languages."""
    texts = (described.text(what, lang) for lang in LANGUAGES)
    return " – ".join(dict.fromkeys(filter(None, texts)))
