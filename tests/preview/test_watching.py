"""What is saved is built again, even what is saved while a build runs."""

from __future__ import annotations

import threading
from dataclasses import replace
from http.client import HTTPConnection
from typing import TYPE_CHECKING

from generator.preview.server import BUILDS
from generator.preview.watching import serve
from generator.settings import discover

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.client import HTTPResponse
    from pathlib import Path

    from generator.settings import Settings

SECONDS = 20


def _project(folder: Path) -> Settings:
    for name in ("package", "site_src/pages/vi", "out"):
        (folder / name).mkdir(parents=True)
    (folder / "mkdocs.yml").touch()
    settings = discover(environ={}, project=folder)
    return replace(settings, package=folder / "package", out=folder / "out")


def test_each_save_is_followed_by_a_build_and_a_bad_one_is_no_end(tmp_path: Path) -> None:
    settings = _project(tmp_path)
    table = settings.package / "units.csv"
    table.write_text("first")
    stop, ready = threading.Event(), threading.Event()
    built: list[str] = []
    seen = {text: threading.Event() for text in ("first", "during", "after")}

    def build(_: object) -> str:
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


def test_a_browser_is_told_when_it_can_see_the_new_site_and_again_of_what_fails_after_that(
    tmp_path: Path,
) -> None:
    settings = _project(tmp_path)
    table = settings.package / "units.csv"
    stop, ready, shown = threading.Event(), threading.Event(), threading.Event()
    addresses: list[str] = []

    def build(appeared: Callable[[], None]) -> str:
        if not ready.is_set():
            return ""
        is_too_much = table.read_text() == "too much"
        appeared()
        assert shown.wait(SECONDS)
        shown.clear()
        return "no room on the disk" if is_too_much else ""

    def begin(address: str) -> None:
        addresses.append(address)
        ready.set()

    thread = threading.Thread(
        target=lambda: serve(settings, build, begin, port=0, stop=stop), daemon=True
    )
    thread.start()
    try:
        assert ready.wait(SECONDS)
        connection = HTTPConnection(addresses[0].split("/")[2], timeout=SECONDS)
        connection.request("GET", BUILDS)
        told = connection.getresponse()
        table.write_text("another")
        assert _next(told) == b'""'
        shown.set()
        table.write_text("too much")
        assert _next(told) == b'""'
        shown.set()
        assert _next(told) == b'"no room on the disk"'
    finally:
        stop.set()
        shown.set()
        thread.join(SECONDS)


def _next(told: HTTPResponse) -> bytes:
    """What is told next; signs of life are passed over."""
    return next(line[len(b"data: ") :].strip() for line in told if line.startswith(b"data: "))
