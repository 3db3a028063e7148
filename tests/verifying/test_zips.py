"""A ZIP file is unpacked only where nothing in it is unsafe, and then verified like a folder."""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from generator.verifying import unpacking
from generator.verifying.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def told(path: Path, lang: str = "en") -> list[str]:
    return [finding.told(lang) for finding in verify(path, lang).findings]


def archive(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    return path


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


@pytest.fixture
def package(latest: Path) -> Path:
    return latest / "nhat-the-hoa-test.zip"


def test_nothing_is_wrong_with_what_was_published(package: Path) -> None:
    done = verify(package, "en")
    assert done.findings == ()
    assert done.is_sound
    assert done.hashed == 27


def test_a_changed_member_is_told(package: Path) -> None:
    files = contents(package)
    before = hashlib.sha256(files["data/persons.csv"]).hexdigest()
    files["data/persons.csv"] += "khac,Người khác\n".encode()
    after = hashlib.sha256(files["data/persons.csv"]).hexdigest()
    archive(package, files)
    assert told(package) == [
        (
            f"data/persons.csv: The content is not what was published: its SHA-256 is {after}, and "
            f"SHA256SUMS says {before}."
        )
    ]


def test_a_member_that_is_gone_is_told(package: Path) -> None:
    files = contents(package)
    del files["CITATION.cff"]
    archive(package, files)
    assert told(package) == ["CITATION.cff: This file is missing; SHA256SUMS names it."]


@pytest.mark.parametrize("cut", [0, 100, 5_000])
def test_a_zip_that_did_not_arrive_whole_is_told(package: Path, cut: int) -> None:
    package.write_bytes(package.read_bytes()[:cut])
    assert told(package) == [
        "The ZIP file is damaged, or is none: File is not a zip file. Download it again."
    ]


def test_a_member_with_a_wrong_byte_is_told(package: Path) -> None:
    with zipfile.ZipFile(package) as zipped:
        offset = zipped.getinfo("data/units.csv").header_offset + 60
    data = bytearray(package.read_bytes())
    data[offset] ^= 0xFF
    package.write_bytes(data)
    (line,) = told(package)
    assert line.startswith("The ZIP file is damaged, or is none: ")


@pytest.mark.parametrize(
    "name",
    ["../outside.txt", "/outside.txt", "a/../../outside.txt", "C:\\outside.txt", "a\\..\\b"],
)
def test_a_path_that_leads_elsewhere_is_told_and_nothing_unpacked(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "one" / "two"
    folder.mkdir(parents=True)
    path = archive(folder / "evil.zip", {"good.txt": b"", name: b""})

    assert told(path) == [
        f"The ZIP file has a path that leads elsewhere: “{name}”. Nothing was unpacked."
    ]
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["evil.zip"]


def linked(path: Path) -> None:
    info = zipfile.ZipInfo("data")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr(info, "/etc")


def twice(path: Path) -> None:
    archive(path, {"README.md": b"one", "readme.md": b"two"})


def locked(path: Path) -> None:
    archive(path, {"README.md": b"one"})
    data = bytearray(path.read_bytes())
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + offset] |= 1
    path.write_bytes(data)


def many(path: Path) -> None:
    archive(path, {f"{n}.txt": b"" for n in range(unpacking.FILE_LIMIT + 1)})


def bomb(path: Path) -> None:
    archive(path, {"zeros.csv": bytes(unpacking.SMALL + 1)})


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (linked, "The ZIP file has a link in it: “data”. Nothing was unpacked."),
        (twice, "The ZIP file has two files of one name: “readme.md”. Nothing was unpacked."),
        (locked, "The ZIP file needs a password: “README.md”. Nothing was unpacked."),
        (many, "The ZIP file has more than 10000 files. Nothing was unpacked."),
        (
            bomb,
            (
                "The ZIP file would unpack to more than 2000 MB, or to more than 100 times its "
                "size. Nothing was unpacked."
            ),
        ),
    ],
)
def test_a_hostile_zip_is_refused(
    tmp_path: Path, write: Callable[[Path], None], expected: str
) -> None:
    path = tmp_path / "hostile.zip"
    write(path)
    assert told(path) == [expected]


def test_a_size_that_a_member_hides_is_never_written(tmp_path: Path) -> None:
    path = archive(tmp_path / "liar.zip", {"zeros.csv": bytes(50_000_000)})
    data = bytearray(path.read_bytes())
    for header, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(header) + offset
        data[place : place + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    folder = tmp_path / "out"
    (line,) = told(path)
    assert line.startswith("The ZIP file is damaged, or is none: Bad CRC-32")
    with pytest.raises(unpacking.RefusedError):
        unpacking.unpack(path, folder)
    assert sum(p.stat().st_size for p in folder.rglob("*")) <= 10


def test_a_zip_within_the_downloads_is_judged_in_the_same_way(latest: Path) -> None:
    path = latest / "nhat-the-hoa-test.zip"
    files = contents(path)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for name, data in {**files, "../outside": b""}.items():
            zipped.writestr(name, data)
    path.write_bytes(buffer.getvalue())
    assert (
        "nhat-the-hoa-test.zip: The ZIP file has a path that leads elsewhere: “../outside”. "
        "Nothing was unpacked."
    ) in told(latest)
