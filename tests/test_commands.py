"""The command line begins with no more than the command that was called needs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.cli.main import MODULES
from generator.settings import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = [command for commands in MODULES.values() for command in commands]


def python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_just_the_commands_that_it_is_imported_for(module: str) -> None:
    registered = python(
        f"import generator.cli.{module}\n"
        "from generator.cli.terminal import app\n"
        "print(*(c.name or c.callback.__name__.rstrip('_') for c in app.registered_commands),"
        " *(g.name for g in app.registered_groups))"
    )
    assert registered.split() == list(MODULES[module])


def test_help_names_every_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--help"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(command in done.stdout for command in COMMANDS)


def test_a_build_that_has_nothing_to_do_needs_no_tables_and_no_theme() -> None:
    imported = python(
        "import sys\nfrom generator.cli.main import register\n"
        "register('build')\nprint(*sys.modules)"
    ).split()
    assert "generator.build" in imported
    heavy = {"pandas", "frictionless", "mkdocs", "jinja2", "generator.parts"}
    assert heavy.intersection(imported) == set()


def test_what_keeps_a_command_from_going_on_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", f"--out={tmp_path / 'file' / 'site'}"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"{tmp_path / 'file'}: File exists\n"
