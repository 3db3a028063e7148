"""The descriptor as it is published: with size, checksum and rows of each table.

Those would be one more thing to keep true by hand in the package itself.
https://datapackage.org/standard/data-resource/
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.dataset import Dataset


def at_home(dataset: Dataset, base_url: str) -> Dataset:
    """The dataset with the site's address as its homepage, where it names no other."""
    if not base_url or dataset.descriptor.get("homepage"):
        return dataset
    return dataclasses.replace(dataset, descriptor={**dataset.descriptor, "homepage": base_url})


def structure_digest(dataset: Dataset) -> str:
    """One checksum of the schemas of all tables."""
    schemas = {name: table.schema for name, table in dataset.tables.items()}
    return hashlib.sha256(json.dumps(schemas).encode()).hexdigest()


def descriptor_json(dataset: Dataset) -> bytes:
    """The descriptor; `rows` counts those below the header."""
    measured = {
        table.name: {
            "bytes": len(table.data),
            "hash": f"sha256:{table.sha256}",
            "rows": len(table.frame),
        }
        for table in dataset.tables.values()
    }
    resources = [
        {**resource, **measured[resource["name"]]} for resource in dataset.descriptor["resources"]
    ]
    descriptor = {**dataset.descriptor, "resources": resources}
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
