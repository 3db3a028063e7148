"""Which addresses of sources lead nowhere, tried on a server of the machine itself."""

from __future__ import annotations

import runpy
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from tests.workflows.api import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Site(BaseHTTPRequestHandler):
    tries: list[str]

    def do_GET(self) -> None:
        self.tries.append(self.path)
        statuses = {"/here": 200, "/passing": 503 if self.tries.count(self.path) == 1 else 200}
        self.send_response(statuses.get(self.path) or int(self.path.removeprefix("/")))
        self.send_header("Location", "/here")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - as in the base
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    Site.tries = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(10)


@pytest.fixture
def told(site: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    """What is told of an address and its archive, both on the site; '' is no address."""
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])
    script = runpy.run_path(str(SCRIPTS / "links.py"))

    def tell(path: str, archived: str = "") -> str:
        at = [f"{site}{place}" if place else "" for place in (path, archived)]
        text: str = script["told"]("bao-2017", *at, pause=0)
        return text.replace(site, "")

    return tell


@pytest.mark.parametrize("path", ["/here", "/301", "/403", "/429", "/passing", ""])
def test_nothing_is_told_of_what_is_there(told: Callable[..., str], path: str) -> None:
    assert told(path) == ""


def test_a_page_that_is_gone_is_told_at_once(told: Callable[..., str]) -> None:
    assert told("/404") == "bao-2017: /404 – HTTP 404; chưa có bản lưu · no archived copy"
    assert Site.tries == ["/404"]


def test_a_site_that_fails_is_tried_three_times(told: Callable[..., str]) -> None:
    assert told("/500") == "bao-2017: /500 – HTTP 500; chưa có bản lưu · no archived copy"
    assert Site.tries == ["/500"] * 3


def test_the_archive_is_tried_where_the_page_is_gone(told: Callable[..., str]) -> None:
    assert told("/410", "/here") == (
        "bao-2017: /410 – HTTP 410; bản lưu · archive /here – đọc được · can be read"
    )
    assert told("/410", "/404") == "bao-2017: /410 – HTTP 410; bản lưu · archive /404 – HTTP 404"


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("file:///etc/passwd", "không phải địa chỉ trang · not a web address"),
        ("http://127.0.0.1:1/", "không nối được · no connection (URLError)"),
        ("http://[", "không nối được · no connection (ValueError)"),
    ],
)
def test_an_address_that_cannot_be_asked_is_told(url: str, fault: str) -> None:
    script = runpy.run_path(str(SCRIPTS / "links.py"))
    assert script["fault_of"](url, 0) == fault
