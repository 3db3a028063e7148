"""What is different in how two packages are described: tables, fields, keys, licences, texts.

Each difference has a kind, and each kind the bump that it asks for. Not for rows: those are
in `generator.changes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from generator.changes import are_comparable, declared
from generator.versions.constraints import is_tightened
from generator.versions.numbers import Bump

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.dataset import Dataset, Field, Table

_TYPE = ("type", "format", "rdfType", "trueValues", "falseValues")
"""The properties of a field by which programs read its values."""

_KEYS = ("primaryKey", "uniqueKeys", "foreignKeys")
_OF_RELEASE = ("version", "created")
_OF_DATA = ("bytes", "hash", "rows")
_FILES = ("README.md", "LICENSE.md")


class Kind(StrEnum):
    """What was altered."""

    TABLE_REMOVED = "table-removed"
    TABLES_REORDERED = "tables-reordered"
    TABLE_MOVED = "table-moved"
    FIELD_REMOVED = "field-removed"
    FIELD_INSERTED = "field-inserted"
    FIELDS_REORDERED = "fields-reordered"
    FIELD_RETYPED = "field-retyped"
    CATEGORY_REMOVED = "category-removed"
    CATEGORIES_REORDERED = "categories-reordered"
    CONSTRAINT_TIGHTENED = "constraint-tightened"
    KEY_CHANGED = "key-changed"
    LICENCE_CHANGED = "licence-changed"
    TABLE_ADDED = "table-added"
    FIELD_ADDED = "field-added"
    CATEGORY_ADDED = "category-added"
    CONSTRAINT_RELAXED = "constraint-relaxed"
    TEXT_CHANGED = "text-changed"


_MINOR = (Kind.TABLE_ADDED, Kind.FIELD_ADDED, Kind.CATEGORY_ADDED, Kind.CONSTRAINT_RELAXED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """One difference. `what` is the property, key, category or file; '' where there is none."""

    kind: Kind
    table: str = ""
    field: str = ""
    what: str = ""

    @property
    def bump(self) -> Bump:
        """How far it moves the version."""
        if self.kind is Kind.TEXT_CHANGED:
            return Bump.PATCH
        return Bump.MINOR if self.kind in _MINOR else Bump.MAJOR


def alterations(base: Dataset, head: Dataset) -> tuple[Alteration, ...]:
    """What was altered from `base` to `head`; what asks for the greatest bump comes first.

    Of a table that one of the two cannot read, nothing is said.
    """
    if not are_comparable(base, head):
        return ()
    found = [
        *_in_tables(base, head),
        *(
            alteration
            for name, table in head.tables.items()
            if name in base.tables
            for alteration in _in_table(base.tables[name], table)
        ),
        *_in_descriptor(base.descriptor, head.descriptor),
        *_in_files(base, head),
    ]
    return tuple(sorted(found, key=lambda alteration: -alteration.bump))


def _in_tables(base: Dataset, head: Dataset) -> Iterator[Alteration]:
    for name in base.tables:
        if name not in declared(head):
            yield Alteration(kind=Kind.TABLE_REMOVED, table=name)
    for name in head.tables:
        if name not in declared(base):
            yield Alteration(kind=Kind.TABLE_ADDED, table=name)
    if not _in_one_order(list(base.tables), list(head.tables)):
        yield Alteration(kind=Kind.TABLES_REORDERED)


def _in_table(old: Table, new: Table) -> Iterator[Alteration]:
    if old.path != new.path:
        yield Alteration(kind=Kind.TABLE_MOVED, table=new.name, what=new.path)
    yield from _in_fields(old, new)
    for what in _KEYS:
        if _keys(old, what, new) != _keys(new, what, old):
            yield Alteration(kind=Kind.KEY_CHANGED, table=new.name, what=what)
    if _table_texts(old) != _table_texts(new):
        yield Alteration(kind=Kind.TEXT_CHANGED, table=new.name)


def _in_fields(old: Table, new: Table) -> Iterator[Alteration]:
    for name in old.fields:
        if name not in new.fields:
            yield Alteration(kind=Kind.FIELD_REMOVED, table=new.name, field=name)
    names = list(new.fields)
    end = max((names.index(name) for name in old.fields if name in names), default=-1)
    for place, name in enumerate(names):
        if name not in old.fields:
            kind = Kind.FIELD_ADDED if place > end else Kind.FIELD_INSERTED
            yield Alteration(kind=kind, table=new.name, field=name)
    if not _in_one_order(list(old.fields), names):
        yield Alteration(kind=Kind.FIELDS_REORDERED, table=new.name)
    for name, field in new.fields.items():
        if name in old.fields:
            for kind, what in _in_field(old.fields[name], field):
                yield Alteration(kind=kind, table=new.name, field=name, what=what)


def _in_field(old: Field, new: Field) -> Iterator[tuple[Kind, str]]:
    for what in _TYPE:
        if old.spec.get(what) != new.spec.get(what):
            yield Kind.FIELD_RETYPED, what
    yield from _in_categories(list(old.categories), list(new.categories))
    yield from _in_constraints(old.spec.get("constraints", {}), new.spec.get("constraints", {}))
    if _field_texts(old, new) != _field_texts(new, old):
        yield Kind.TEXT_CHANGED, ""


def _in_categories(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Kind, str]]:
    if new and not old:
        yield Kind.CONSTRAINT_TIGHTENED, "categories"
        return
    for value in old:
        if value not in new:
            yield Kind.CATEGORY_REMOVED, value
    for value in new:
        if value not in old:
            yield Kind.CATEGORY_ADDED, value
    if not _in_one_order(old, new):
        yield Kind.CATEGORIES_REORDERED, ""


def _in_constraints(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[Kind, str]]:
    for what in {**old, **new}:
        if old.get(what) != new.get(what):
            tightened = is_tightened(what, old.get(what), new.get(what))
            yield Kind.CONSTRAINT_TIGHTENED if tightened else Kind.CONSTRAINT_RELAXED, what


def _in_descriptor(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Alteration]:
    if _licences(old) != _licences(new):
        yield Alteration(kind=Kind.LICENCE_CHANGED)
    for what in {**old, **new}:
        if what not in (*_OF_RELEASE, "resources", "licenses") and old.get(what) != new.get(what):
            yield Alteration(kind=Kind.TEXT_CHANGED, what=what)


def _in_files(base: Dataset, head: Dataset) -> Iterator[Alteration]:
    for name in _FILES:
        texts = [
            file.read_bytes() if (file := dataset.folder / name).is_file() else b""
            for dataset in (base, head)
        ]
        if texts[0] != texts[1]:
            yield Alteration(kind=Kind.TEXT_CHANGED, what=name)


def _in_one_order(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether what both have follows each other in the same way."""
    return [name for name in old if name in new] == [name for name in new if name in old]


def _licences(spec: Mapping[str, Any]) -> list[tuple[object, object]]:
    """What licences are known by; their titles are words."""
    licences = spec.get("licenses")
    named = licences if isinstance(licences, list) else []
    return [(item.get("name"), item.get("path")) for item in named if isinstance(item, dict)]


def _keys(table: Table, what: str, other: Table) -> list[object]:
    """The keys of one kind; not those of fields that the other table does not have.

    Such fields are told of themselves, and bring their keys along or take them away. The
    primary key is told whenever it is another.
    """
    if what == "primaryKey":
        return [table.primary_key]
    return [key for key in table.schema.get(what, ()) if _fields_of(key) <= set(other.fields)]


def _fields_of(key: Any) -> set[str]:  # noqa: ANN401 - JSON: a name, a list of them, or an object
    fields = key["fields"] if isinstance(key, dict) else key
    return {fields} if isinstance(fields, str) else set(fields)


def _table_texts(table: Table) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """What resource and schema say beside where the rows are and what is in them."""
    return _others(table.spec, ("path", *_OF_DATA)), _others(table.schema, ("fields", *_KEYS))


def _field_texts(field: Field, other: Field) -> Mapping[str, object]:
    """What a field has beside its type, its values and its limits: titles, labels, examples."""
    shared = sorted(field.categories.keys() & other.categories.keys())
    labels = [field.categories[value] for value in shared]
    return {**_others(field.spec, (*_TYPE, "constraints", "categories")), "categories": labels}


def _others(spec: Mapping[str, Any], names: Sequence[str]) -> Mapping[str, Any]:
    return {name: value for name, value in spec.items() if name not in names}
