"""CSV as Excel opens it on a double click: with a byte order mark and line ends of Windows.

Not for programs: the canonical files have neither. Excel still takes `071` for a number
and `2018-06` for a month; the workbook keeps them.
"""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from generator.exports.format import Format

if TYPE_CHECKING:
    from generator.dataset import Dataset, Table


def excel_csv(_dataset: Dataset, table: Table) -> bytes:
    """A table's rows with their texts as they are."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(table.fields)
    writer.writerows(zip(*(table.frame[name].tolist() for name in table.fields), strict=True))
    return codecs.BOM_UTF8 + buffer.getvalue().encode()


FORMAT = Format(id="excel", ending="csv", media_type="text/csv", of_table=excel_csv)
