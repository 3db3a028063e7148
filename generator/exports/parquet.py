"""Parquet: typed columns for pandas, Polars, DuckDB, R and whatever reads Arrow."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from generator.exports import values
from generator.exports.about import about
from generator.exports.format import Format
from generator.wording import LANGUAGES

if TYPE_CHECKING:
    from generator.dataset import Dataset, Field, Table

_ROWS_IN_A_GROUP = 100_000


def parquet(dataset: Dataset, table: Table) -> bytes:
    """A table with titles and descriptions of its columns, and which version of what it is."""
    typed = values.typed(table)
    columns = zip(typed.schema, table.fields.values(), strict=True)
    schema = pa.schema(
        [column.with_metadata(_of_field(field)) for column, field in columns],
        metadata=_of_table(dataset, table),
    )
    buffer = io.BytesIO()
    # Snappy and format 2.6 are what readers of years ago know.
    pq.write_table(
        typed.cast(schema),
        buffer,
        version="2.6",
        compression="snappy",
        row_group_size=_ROWS_IN_A_GROUP,
    )
    return buffer.getvalue()


def _of_field(field: Field) -> dict[str, str]:
    return {
        f"{what}_{lang}": field.text(what, lang)
        for what in ("title", "description")
        for lang in LANGUAGES
    }


def _of_table(dataset: Dataset, table: Table) -> dict[str, str]:
    package = about(dataset)
    texts = {
        f"{what}_{lang}": table.text(what, lang)
        for what in ("title", "description")
        for lang in LANGUAGES
    }
    citations = {f"citation_{lang}": package.citation(lang) for lang in LANGUAGES}
    return {
        "package": package.name,
        "version": package.version,
        "table": table.name,
        "licence": "; ".join(package.licences),
        **texts,
        **citations,
    }


FORMAT = Format(
    id="parquet",
    ending="parquet",
    media_type="application/vnd.apache.parquet",
    of_table=parquet,
)
