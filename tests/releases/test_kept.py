"""What was made before is used again, but only where it is sure to be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.exceptions import MachineError
from generator.releases import kept as module
from generator.releases.kept import Kept

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    assert Kept(tmp_path).get("a.zip", lambda: b"made") == b"made"
    assert Kept(tmp_path).get("a.zip", lambda: b"made again") == b"made"


@pytest.mark.parametrize(
    "found", [b"", b"made", b"\n", b"0" * 64 + b"\nmade", b"\xff" * 64 + b"\nmade"]
)
def test_what_is_not_as_it_was_kept_is_made_again(tmp_path: Path, found: bytes) -> None:
    Kept(tmp_path).get("a.zip", lambda: b"made")
    (file,) = tmp_path.glob("*/a.zip")
    file.write_bytes(found)
    assert Kept(tmp_path).get("a.zip", lambda: b"anew") == b"anew"
    assert Kept(tmp_path).get("a.zip", lambda: b"once more") == b"anew"


def test_what_another_generator_made_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "generator_digest", lambda: "earlier")
    Kept(tmp_path).get("a.zip", lambda: b"of the earlier one")
    monkeypatch.setattr(module, "generator_digest", lambda: "later")
    later = Kept(tmp_path)
    assert later.get("a.zip", lambda: b"of the later one") == b"of the later one"
    later.prune()
    assert [path.name for path in tmp_path.iterdir()] == ["later"]


def test_what_nobody_asks_for_is_deleted_and_its_group_stays(tmp_path: Path) -> None:
    first = Kept(tmp_path)
    for name in ("a.zip", "a.record.json", "b.zip"):
        first.get(name, lambda: b"made")
    second = Kept(tmp_path)
    second.get("a.record.json", lambda: b"")
    second.prune()
    assert sorted(path.name for path in tmp_path.glob("*/*")) == ["a.record.json", "a.zip"]


def test_a_folder_that_cannot_be_written_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MachineError, match="cannot write"):
        Kept(tmp_path / "file").get("a.zip", lambda: b"made")
