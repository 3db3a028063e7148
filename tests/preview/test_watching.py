"""What is saved is built again, even what is saved while a build runs."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.preview.watching import serve
from generator.settings import discover

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 20


def test_each_save_is_followed_by_a_build_and_a_bad_one_is_no_end(tmp_path: Path) -> None:
    for folder in ("package", "site_src/pages/vi", "out"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "mkdocs.yml").touch()
    table = tmp_path / "package" / "units.csv"
    table.write_text("first")
    settings = replace(
        discover(environ={}, project=tmp_path),
        package=tmp_path / "package",
        out=tmp_path / "out",
    )
    stop, ready = threading.Event(), threading.Event()
    built: list[str] = []
    seen = {text: threading.Event() for text in ("first", "during", "after")}

    def build() -> str:
        text = table.read_text()
        if not built:
            table.write_text("during")  # saved while the first build runs
        built.append(text)
        seen[text].set()
        return "a problem"

    def run() -> None:
        serve(settings, build, lambda _: ready.set(), port=0, stop=stop)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert ready.wait(SECONDS)
        assert seen["during"].wait(SECONDS)
        table.write_text("after")
        assert seen["after"].wait(SECONDS)
    finally:
        stop.set()
        thread.join(SECONDS)
    assert built[:2] == ["first", "during"]
    assert not thread.is_alive()
