"""A real browser, a server for it, and a page that must not go wrong; not what is done there."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page

EXECUTABLES = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = (
    f"no browser among {', '.join(EXECUTABLES)}: install one, as with `apt-get install chromium`"
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium. Without one, tests are skipped, or fail where none may be."""
    executable = next(filter(None, map(shutil.which, EXECUTABLES)), None)
    if executable is None:
        if os.environ.get("NHATTHEHOA_REQUIRE_ALL"):
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable)
        yield browser
        browser.close()


def _foreign(url: str) -> list[str]:
    """The address, if it is not one of this machine."""
    own = ("file:///", "data:", "http://127.0.0.1:")
    return [] if url.startswith(own) else [f"asked for {url}"]


@contextmanager
def watched_page(browser: Browser) -> Iterator[Page]:
    """A new page; in the end it fails if anything in it did: a script, a request, a policy."""
    wrongs: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrongs.append(message.text)

    context = browser.new_context()
    page = context.new_page()
    page.on("console", listen)
    page.on("pageerror", lambda error: wrongs.append(str(error)))
    page.on("request", lambda request: wrongs.extend(_foreign(request.url)))
    yield page
    context.close()
    assert wrongs == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page for one test alone."""
    with watched_page(browser) as page:
        yield page


class _Handler(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on this machine, and returns its address."""
    with ExitStack() as stack:

        def start(folder: Path) -> str:
            handler = partial(_Handler, directory=str(folder))
            server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            stack.callback(server.shutdown)
            Thread(target=server.serve_forever, daemon=True).start()
            return f"http://127.0.0.1:{server.server_port}/"

        yield start
