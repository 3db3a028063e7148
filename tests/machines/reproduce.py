"""Builds one commit on two machines that differ, and compares every byte: `make reproduce`."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from generator.settings import PROJECT
from tests.machines.machine import ONE, OTHER, Machine

ADDRESSES = {"SITE_URL": "https://data.example.org/", "REPO_URL": "https://git.example.org/data"}


def main() -> None:
    """Build the commit that is checked out; exit status 1 where a byte differs."""
    with tempfile.TemporaryDirectory() as name:
        one = built(ONE, Path(name) / "a")
        other = built(OTHER, Path(name) / "một nơi khác" / "rất xa" / "b")
    differing = sorted({path for path, _ in one.items() ^ other.items()})
    for path in differing:
        sys.stdout.write(f"differs: {path}\n")
    sys.stdout.write(f"{len(one)} files, {len(differing)} of them differ\n")
    sys.exit(bool(differing))


def built(machine: Machine, folder: Path) -> dict[str, str]:
    """The checksums of all files of the site, built of a clone in the folder."""
    clone(PROJECT, folder)
    for path in folder.rglob("*"):
        os.utime(path, (len(str(folder)) * 10**7,) * 2)
    return site_of(machine, folder, [], cwd=folder)


def clone(repository: Path, folder: Path, *options: str) -> None:
    """Clone a repository, as it was last committed."""
    command = ["git", "clone", "--quiet", *options, f"{repository}/", str(folder)]
    subprocess.run(command, check=True)


def site_of(machine: Machine, folder: Path, arguments: list[str], cwd: Path) -> dict[str, str]:
    """Build on a machine into the folder; the checksums of the files by path."""
    out = folder / "out" / "site"
    command = ["-m", "generator", "build", *arguments, f"--out={out}"]
    done = machine.run(command, folder / "nhà", cwd, **ADDRESSES)
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file()
    }


if __name__ == "__main__":
    main()
