"""The parts of a workbook's file, opened only where that is safe; not what is in them.

Nothing is unpacked to the disk, no part is read beyond the size that was allowed before, and
none may declare entities. (ECMA-376 part 2: a workbook is a ZIP file of XML parts)
"""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Start: TypeAlias = Callable[[str, dict[str, str]], None]
    End: TypeAlias = Callable[[str], None]
    Text: TypeAlias = Callable[[str], None]

WORKBOOK = "xl/workbook.xml"

# The workbook with the whole registry of units has 2 MB, unpacked 18 MB, and 290,000 cells.

FILE_LIMIT = 20_000_000
"""Bytes of a workbook's file."""

PART_LIMIT = 2_000
"""Parts of a workbook."""

SIZE_LIMIT = 100_000_000
"""Bytes of a workbook when unpacked."""

CELL_LIMIT = 1_000_000
"""Cells of a workbook that have something in them, or texts that they share."""

ELEMENT_LIMIT = 5_000_000
"""Elements of one part, those of cells and rows that have nothing in them among them."""

DEPTH_LIMIT = 100
"""Elements within each other. The deepest that Excel writes have some twenty."""

TEXT_LIMIT = 32_767
"""Characters of a text: Excel and LibreOffice write no longer one."""

_CHUNK = 1 << 20
_ENCRYPTED = 1  # a flag of a part
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE2_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK"
_MACROS = ("vbaProject.bin", "/macrosheets/")
_LINKS = "xl/externalLinks/"


class RefusedError(Exception):
    """A file that is not read: the rule that it breaks, and what the rule's words need."""

    def __init__(self, rule: str, **details: str) -> None:
        """Keep both, for the problem that is made of them."""
        super().__init__(rule)
        self.rule = rule
        self.details = details


def too_large() -> RefusedError:
    """The error for a workbook that is beyond one of the limits."""
    return RefusedError(
        "workbook-too-large",
        packed=str(FILE_LIMIT // 1_000_000),
        unpacked=str(SIZE_LIMIT // 1_000_000),
        parts=str(PART_LIMIT),
        cells=str(CELL_LIMIT // 1_000_000),
        elements=str(ELEMENT_LIMIT // 1_000_000),
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a workbook that may be read."""

    archive: zipfile.ZipFile

    def parse(self, name: str, start: Start, end: End, text: Text) -> None:
        """Read a part, calling for each start of an element, each end, and the text between.

        Names of elements and attributes come as they are written, with their prefixes.

        Raises:
            RefusedError: there is no such part, it is no XML, it declares entities, or it has
                too many elements or too many within each other.
        """
        count = depth = 0

        def begin(name: str, attributes: dict[str, str]) -> None:
            nonlocal count, depth
            count, depth = count + 1, depth + 1
            if count > ELEMENT_LIMIT or depth > DEPTH_LIMIT:
                raise too_large()
            start(name, attributes)

        def finish(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(name)

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler, parser.EndElementHandler = begin, finish
        parser.CharacterDataHandler = text
        try:
            with self.archive.open(name) as file:
                while chunk := file.read(_CHUNK):
                    parser.Parse(chunk)
                parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position: the end
        except expat.ExpatError as error:
            raise RefusedError("workbook-damaged", reason=f"{name}: {error}") from None
        except KeyError:
            raise RefusedError("workbook-damaged", reason=f"{name}: –") from None


@contextmanager
def open_parts(data: bytes) -> Iterator[Parts]:
    """Open a file.

    Raises:
        RefusedError: it is no workbook, or one that must not or cannot be read; also while
            its parts are being read.
    """
    if len(data) > FILE_LIMIT:
        raise too_large()
    if not data.startswith(_ZIP):
        raise _other_than_zip(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_unwanted(archive)
            yield Parts(archive)
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, zlib.error) as error:
        # The end is missing, a method of compression that nobody knows, data that are cut off.
        raise RefusedError("workbook-damaged", reason=str(error)) from None


def local(name: str) -> str:
    """The name of an element or attribute without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def _refuse_unwanted(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > PART_LIMIT or sum(part.file_size for part in parts) > SIZE_LIMIT:
        raise too_large()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise RefusedError("workbook-encrypted")
    if WORKBOOK not in names:
        raise RefusedError("workbook-not-xlsx", found=_kind(names))
    if any(mark in name for name in names for mark in _MACROS):
        raise RefusedError("workbook-macros")
    if any(name.startswith(_LINKS) for name in names):
        raise RefusedError("workbook-links")


def _other_than_zip(data: bytes) -> RefusedError:
    """What there is to say of a file that is no ZIP file, as by what it looks like."""
    if data.startswith(_OLE2):
        if _OLE2_ENCRYPTED in data:
            return RefusedError("workbook-encrypted")
        return RefusedError("workbook-not-xlsx", found=".xls")
    try:
        is_text = bool(data.decode("utf-8")) and b"\0" not in data
    except UnicodeDecodeError:
        is_text = False
    return RefusedError("workbook-not-xlsx", found=".csv" if is_text else "?")


def _kind(names: list[str]) -> str:
    """What else a ZIP file without a workbook in it is."""
    if "xl/workbook.bin" in names:
        return ".xlsb"
    return ".ods" if "content.xml" in names else ".zip"


def _refuse_doctype(*_declaration: object) -> None:
    """Entities come from a document type, and no workbook has one."""
    raise RefusedError("workbook-entities")
