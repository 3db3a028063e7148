"""The preview shows what a build came to, in the browser, and goes on after a bad one."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from generator.preview.news import News
from generator.preview.server import BUILDS, SCRIPT, server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse
    from pathlib import Path

SECONDS = 10


@contextmanager
def serving(folder: Path, news: News) -> Iterator[HTTPConnection]:
    with server(folder, news, port=0) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        connection = HTTPConnection("127.0.0.1", http.server_address[1], timeout=SECONDS)
        try:
            yield connection
        finally:
            connection.close()
            http.shutdown()
            thread.join(SECONDS)


def get(connection: HTTPConnection, path: str) -> HTTPResponse:
    connection.request("GET", path)
    return connection.getresponse()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<body>trang chủ</body>", encoding="utf-8")
    (tmp_path / "404.html").write_text("<body>không có</body>", encoding="utf-8")
    (tmp_path / "units.csv").write_text("unit_id\n")
    return tmp_path


def test_a_page_has_the_script_that_listens_and_the_file_has_not(folder: Path) -> None:
    with serving(folder, News()) as connection:
        page = get(connection, "/").read().decode()
    assert page == f'<body>trang chủ<script src="{SCRIPT}"></script></body>'
    assert "script" not in (folder / "index.html").read_text("utf-8")


def test_what_is_no_page_is_served_as_it_is(folder: Path) -> None:
    with serving(folder, News()) as connection:
        assert get(connection, "/units.csv").read() == b"unit_id\n"


def test_what_is_not_there_gets_the_sites_own_page(folder: Path) -> None:
    with serving(folder, News()) as connection:
        response = get(connection, "/units/nowhere.html")
        assert response.status == 404
        assert "không có" in response.read().decode()


def test_a_browser_that_waits_is_told_of_the_next_build(folder: Path) -> None:
    news = News()
    news.tell("")
    with serving(folder, news) as connection:
        events = get(connection, BUILDS)
        news.tell("observations.csv:3 numerator")
        assert events.readline() == b'data: "observations.csv:3 numerator"\n'
        assert events.readline() == b"\n"
        news.tell("")
        assert events.readline() == b'data: ""\n'
        events.close()


def test_a_browser_that_comes_after_a_bad_build_is_told_at_once(folder: Path) -> None:
    news = News()
    news.tell("dòng 3: tử số")
    with serving(folder, news) as connection:
        events = get(connection, BUILDS)
        told = events.readline().removeprefix(b"data: ")
        assert json.loads(told) == "dòng 3: tử số"
        events.close()


def test_nothing_outside_the_folder_is_served(folder: Path) -> None:
    site = folder / "site"
    site.mkdir()
    with serving(site, News()) as connection:
        assert get(connection, "/../units.csv").status == 404
