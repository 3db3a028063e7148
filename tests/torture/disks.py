"""Disks that fill up and folders that nobody may write to; needs rights to mount (`unshare`)."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tests.torture.builds import told
from tests.torture.place import Place, fingerprint

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path


def can_mount() -> bool:
    """Whether this process may mount a disk in memory."""
    asked = ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _mount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(folder)], check=True)


def _again(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def disk_full(place: Place, moments: random.Random) -> Iterator[str]:
    """The disk of the site (a tmpfs) fills up while it is built."""
    place.turn()
    disk = place.folder / "disk"
    disk.mkdir()
    _mount(disk, "size=200m")
    place.out.parent.rename(place.folder / "out-before")
    place.out = disk / "site"
    place.now = 1 - place.turn()
    place.assert_mends_itself()
    for _ in range(8):
        place.turn()
        place.forget()
        used = sum(path.stat().st_blocks for path in disk.rglob("*") if path.is_file()) // 2
        _again(disk, f"size={used + moments.randint(10, 9_000)}k")
        ended = place.build()
        found = fingerprint(place.out)
        assert found in place.right.values()
        _again(disk, "size=200m")
        place.assert_mends_itself()
        yield told(ended)
    subprocess.run(["umount", str(disk)], check=True)
    place.out = place.folder / "out" / "site"
    (place.folder / "out-before").rename(place.out.parent)


def read_only(place: Place, _: random.Random) -> Iterator[str]:
    """The folder of the site may only be read."""
    place.turn()
    folder = place.out.parent
    subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
    _again(folder, "bind,ro")
    ended = place.build_anew()
    assert ended.status, "it wrote to what can only be read"
    found = fingerprint(place.out)
    _again(folder, "bind,rw")
    assert found == place.right[place.now]
    place.assert_mends_itself()
    subprocess.run(["umount", str(folder)], check=True)
    yield told(ended)


def no_home(place: Place, _: random.Random) -> Iterator[str]:
    """The home folder and that of temporary files may only be read, in turn."""
    locked = place.folder / "locked"
    locked.mkdir()
    _mount(locked, "ro,size=1m")
    for name in ("HOME", "TMPDIR"):
        place.turn()
        place.forget()
        ended = place.build_anew(**{name: str(locked)})
        if ended.status:
            assert place.assert_old_or_new() == "old"
        place.assert_mends_itself()
        yield f"{name}: {told(ended)}"
    subprocess.run(["umount", str(locked)], check=True)


SCENARIOS = (disk_full, read_only, no_home)
