import os
from pathlib import Path

import pytest

from generator import checked
from generator.exceptions import MachineError


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    checked.write(tmp_path / "folder" / "a", b"one\ntwo\n\x00")
    assert checked.read(tmp_path / "folder" / "a") == b"one\ntwo\n\x00"


@pytest.mark.parametrize("data", [b"", b"\n", b"no checksum", b"\xff\n", b"0" * 64 + b"\nrest"])
def test_what_is_not_as_it_was_written_is_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    assert checked.read(tmp_path / "a") is None


def test_a_damaged_byte_is_noticed(tmp_path: Path) -> None:
    checked.write(tmp_path / "a", b"content")
    (tmp_path / "a").write_bytes((tmp_path / "a").read_bytes().replace(b"content", b"cantent"))
    assert checked.read(tmp_path / "a") is None


def test_a_file_that_cannot_take_its_place_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(MachineError, match="cannot write"):
        checked.write(tmp_path / "a", b"content")
    assert os.listdir(tmp_path) == ["a"]  # noqa: PTH208 - only the names
