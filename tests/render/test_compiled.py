"""Templates are compiled once, for all languages and for later builds."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.render.compiled import Compiled
from generator.render.compiling import TemplateEnvironment


def _environment(compiled: Compiled, text: str = "{{ 5|words }} {{ 'x' }}") -> TemplateEnvironment:
    environment = TemplateEnvironment(
        loader=DictLoader({"a.html": text}), bytecode_cache=compiled, optimized=False
    )
    environment.filters["words"] = lambda number: f"number {number}"
    return environment


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    compiled = Compiled()
    _environment(compiled).get_template("a.html")
    path = tmp_path / "templates"
    compiled.write(path, "basis")
    return path


def test_what_was_compiled_is_not_compiled_again(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = Compiled()
    assert compiled.read(kept, "basis")
    monkeypatch.setattr(Environment, "compile", None)
    assert _environment(compiled).get_template("a.html").render() == "number 5 x"


def test_a_template_that_was_changed_is_compiled_again(kept: Path) -> None:
    compiled = Compiled()
    assert compiled.read(kept, "basis")
    assert _environment(compiled, "{{ 7|words }}").get_template("a.html").render() == "number 7"


def test_what_other_code_has_compiled_is_not_used(kept: Path) -> None:
    assert not Compiled().read(kept, "another basis")


def test_what_was_damaged_is_not_used(kept: Path) -> None:
    data = kept.read_bytes()
    kept.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert not Compiled().read(kept, "basis")


def test_nothing_is_used_where_nothing_was_kept(tmp_path: Path) -> None:
    assert not Compiled().read(tmp_path / "templates", "basis")


def test_what_was_read_for_one_site_is_kept_for_another_one(kept: Path, tmp_path: Path) -> None:
    compiled = Compiled()
    assert compiled.read(kept, "basis")
    other = tmp_path / "of another site"
    compiled.write(other, "basis")
    assert Compiled().read(other, "basis")


def test_what_one_language_has_compiled_has_no_words_of_it() -> None:
    compiled = Compiled()
    _environment(compiled).get_template("a.html")
    other = _environment(compiled)
    other.filters["words"] = lambda number: f"số {number}"
    assert other.get_template("a.html").render() == "số 5 x"
