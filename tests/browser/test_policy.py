"""What pages may do in a real browser: all that they need, and nothing that is slipped into them.

Pages are opened from a disk, and from a host that sends the headers of the file `_headers`.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from generator.preview.news import News
from generator.preview.server import server
from tests.browser.conftest import watched_page
from tests.building import BASE_URL
from tests.kinds import one_of_each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

EMBED = "embed/coverage-before.html"
SLIPPED_IN = """
<script>document.title = "script"</script>
<img src="x.png" onerror="document.title = 'event'">
<script src="ELSEWHEREscript.js"></script>
<link rel="stylesheet" href="ELSEWHEREstyle.css">
<img src="ELSEWHEREimage.png">
<iframe src="ELSEWHEREframe.html"></iframe>
<object data="ELSEWHEREobject"></object>
<form action="ELSEWHEREform"><button id="send">Send</button></form>
<base href="ELSEWHERE">
<p id="styled" style="color: red">styled</p>
</body>"""


def headers_of(text: str, path: str) -> list[tuple[str, str]]:
    """The headers of a path: those of every rule that it matches."""
    found, matches = [], False
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found += [(name, value)] if matches else []
        else:
            matches = fnmatchcase(path, line)
    return found


class _Host(SimpleHTTPRequestHandler):
    """Serves files with the headers that the site asks for."""

    def end_headers(self) -> None:
        text = self.server.headers_file.read_text("utf-8")  # type: ignore[attr-defined]
        for name, value in headers_of(text, self.path):
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder))) as host:
        host.headers_file = folder / "_headers"  # type: ignore[attr-defined]
        Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}/"
        host.shutdown()


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    with hosted(site) as address:
        yield address


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """The address of another site, and the list of what it is asked for."""
    asked: list[str] = []

    class Recording(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Recording) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{other.server_port}/", asked
        other.shutdown()


def test_no_kind_of_page_asks_for_what_its_policy_refuses_on_a_disk(
    browser: Browser, site: Path
) -> None:
    with watched_page(browser) as page:
        for file in one_of_each(site, ""):
            page.goto(file.as_uri())


def test_no_kind_of_page_asks_for_what_the_policy_of_a_host_refuses(
    browser: Browser, site: Path, host: str
) -> None:
    with watched_page(browser) as page:
        for file in one_of_each(site, "en/"):
            page.goto(f"{host}{file.relative_to(site).as_posix()}")
        page.goto(f"{host}en/index.html")
        page.fill("header [name=q]", "quang")
        page.locator("header [role=option]").first.wait_for()


def test_the_page_for_missing_addresses_keeps_to_its_policy(
    browser: Browser, site: Path, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    place = urlsplit(BASE_URL).path.strip("/")
    (tmp_path / place).symlink_to(site)
    with watched_page(browser) as page:
        page.goto(f"{serve(tmp_path)}{place}/en/404.html")
        assert page.locator("h1").inner_text() == "404"


def test_every_page_has_a_policy_without_a_way_around_it(site: Path) -> None:
    without = []
    for file in site.rglob("*.html"):
        head = file.read_text("utf-8").partition("<title>")[0]
        policy = head.partition('http-equiv="Content-Security-Policy" content="')[2]
        if not policy.startswith("default-src") or "unsafe" in policy or "http" in policy:
            without.append(file.relative_to(site).as_posix())
    assert without == []


@pytest.mark.parametrize("kind", ["index.html", "units/p-22-quang-ninh.html", "en/404.html", EMBED])
def test_what_is_slipped_into_a_page_does_nothing(
    browser: Browser, site: Path, tmp_path: Path, elsewhere: tuple[str, list[str]], kind: str
) -> None:
    address, asked = elsewhere
    slipped_in = SLIPPED_IN.replace("ELSEWHERE", address)
    html = (site / kind).read_text("utf-8").replace("</body>", slipped_in)
    (tmp_path / "page.html").write_text(html, "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    assert page.title() == page.eval_on_selector("title", "e => e.textContent")
    assert page.title() not in ("script", "event")
    assert page.eval_on_selector("#styled", "e => getComputedStyle(e).color") != "rgb(255, 0, 0)"
    with page.expect_console_message(lambda said: "Sending form data" in said.text):
        page.click("#send", no_wait_after=True, force=True)
    page.close()
    assert asked == []


def test_a_chart_can_be_shown_in_a_page_of_another_site_and_a_page_cannot(
    browser: Browser, host: str, tmp_path: Path
) -> None:
    frames = f'<iframe src="{host}{EMBED}"></iframe><iframe src="{host}index.html"></iframe>'
    (tmp_path / "index.html").write_text(f"<!doctype html><title>a</title>{frames}", "utf-8")
    (tmp_path / "_headers").write_text("", "utf-8")
    with hosted(tmp_path) as elsewhere:
        page = browser.new_page()
        page.goto(elsewhere)
        chart, other = page.frames[1:]
        chart.locator("svg").first.wait_for()
        assert other.locator("header").count() == 0
        page.close()


def test_a_drawing_that_is_opened_by_itself_has_its_styles(browser: Browser, host: str) -> None:
    page = browser.new_page()
    page.goto(host + EMBED.replace(".html", ".svg"))
    fill = page.locator("rect.paper").evaluate("e => getComputedStyle(e).fill")
    page.close()
    assert fill == "rgb(255, 255, 255)"


def test_the_preview_reloads_and_shows_problems_under_the_policy(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    shutil.copytree(site / "assets", tmp_path / "assets")
    shutil.copy(site / "index.html", tmp_path)
    news = News()
    with server(tmp_path, news, 0) as http, watched_page(browser) as page:
        Thread(target=http.serve_forever, daemon=True).start()
        with page.expect_response("**/-/builds"):
            page.goto(f"http://127.0.0.1:{http.server_address[1]}/")
        news.tell("units.csv: broken")
        box = page.locator("#preview-problems")
        box.wait_for()
        assert box.inner_text() == "units.csv: broken"
        with page.expect_navigation():
            news.tell("")
        assert box.count() == 0
        http.shutdown()
