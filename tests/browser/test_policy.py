"""What pages may do in a real browser: all that they need, and nothing that is slipped into them.

Pages are opened from a disk, and from a host that sends the headers of the file `_headers`.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
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

    from playwright.sync_api import Browser, Page

EMBED = "embed/coverage-before.html"
SLIPPED_IN = """
<script>document.title = "script"</script>
<img src="x.png" onerror="document.title = 'event'">
<script src="http://127.0.0.1:9/script.js"></script>
<link rel="stylesheet" href="http://127.0.0.1:9/style.css">
<img src="http://127.0.0.1:9/image.png">
<iframe src="http://127.0.0.1:9/frame.html"></iframe>
<object data="http://127.0.0.1:9/object"></object>
<form action="http://127.0.0.1:9/form"><button id="send">Send</button></form>
<base href="http://127.0.0.1:9/">
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


def opened(page: Page, address: str) -> None:
    """Open a page, and use its search box where it has one."""
    page.goto(address)
    if page.locator("header [name=q]").count():
        page.fill("header [name=q]", "quang")
        page.locator("header [role=option]").first.wait_for()


@pytest.mark.parametrize("folder", ["", "en/"])
def test_no_kind_of_page_asks_for_what_its_policy_refuses(
    browser: Browser, site: Path, host: str, folder: str
) -> None:
    pages = one_of_each(site, folder)
    with watched_page(browser) as page:
        for file in pages:
            opened(page, file.as_uri())
    with watched_page(browser) as page:
        for file in pages:
            page.goto(f"{host}{file.relative_to(site).as_posix()}")


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
    browser: Browser, site: Path, tmp_path: Path, kind: str
) -> None:
    html = (site / kind).read_text("utf-8")
    (tmp_path / "page.html").write_text(html.replace("</body>", SLIPPED_IN), "utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("response", lambda response: asked.append(response.url))
    page.on("requestfailed", lambda request: asked.append(request.url))
    page.goto((tmp_path / "page.html").as_uri())
    title = page.title()
    page.click("#send", no_wait_after=True, force=True)
    assert page.title() == title
    assert page.url.startswith("file:")
    assert page.eval_on_selector("#styled", "e => getComputedStyle(e).color") != "rgb(255, 0, 0)"
    reached = [url for url in asked if ":9/" in url and not refused(page, url)]
    assert reached == []
    page.close()


def refused(page: Page, url: str) -> bool:
    """Whether the policy refused an address; what is asked for all the same cannot be reached."""
    return page.evaluate("url => !performance.getEntriesByName(url).length", url)


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
    with watched_page(browser) as page:
        page.goto(host + EMBED.replace(".html", ".svg"))
        fill = page.locator("rect.paper").evaluate("e => getComputedStyle(e).fill")
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
