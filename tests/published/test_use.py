"""The examples of the page on using the data do what they say, with the published files."""

from __future__ import annotations

import csv
import html
import re
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections import Counter
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from tests.building import BASE_URL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_EXAMPLE = re.compile(r'<pre class="copy" id="([a-z-]+)"[^>]*><code>(.*?)</code></pre>', re.DOTALL)
_QUERY = "import duckdb, sys; print(duckdb.sql(sys.argv[1]).fetchall())"
_WIDE = """
import pandas, polars
pandas.options.display.width = 200
pandas.options.display.max_columns = pandas.options.display.max_rows = None
polars.Config.set_tbl_rows(99)
"""
_SECONDS = 60


class _Quiet(SimpleHTTPRequestHandler):
    """Says nothing of what it serves."""

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site served on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def examples(site: Path) -> Mapping[str, str]:
    """The examples of the English page by id."""
    page = (site / "en/data/use.html").read_text("utf-8")
    return {name: html.unescape(text) for name, text in _EXAMPLE.findall(page)}


def run(code: str, *arguments: str, folder: Path | None = None) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(site: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table as they are published."""
    with (site / f"data/latest/data/{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fetched(url: str) -> bytes:
    assert url.startswith("http://127.0.0.1:")
    with urlopen(url, timeout=_SECONDS) as answer:  # noqa: S310 - this machine's own
        data: bytes = answer.read()
    return data


def test_both_languages_have_the_same_examples(site: Path, examples: Mapping[str, str]) -> None:
    page = (site / "data/use.html").read_text("utf-8")
    assert [name for name, _ in _EXAMPLE.findall(page)] == list(examples)
    assert all(BASE_URL in examples[name] for name in examples if name != "query-zip")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("load-parquet", r"Uông Bí +\[2016-12-28\.\.2017-05-31\] +85 +101"),
        ("load-csv", r"p-01 +vn +province"),
    ],
)
def test_python_loads_a_table_from_its_address(
    address: str, examples: Mapping[str, str], name: str, told: str
) -> None:
    said = run(_WIDE + examples[name].replace(BASE_URL, address))
    assert re.search(told, said), said


def test_polars_counts_figures(site: Path, examples: Mapping[str, str]) -> None:
    # It asks for parts of a file, as a real server gives them, but not that of these tests.
    said = run(_WIDE + examples["load-polars"].replace(BASE_URL, f"{site.as_posix()}/"))
    shown = dict(re.findall(r"│ ([a-z-]+) +┆ (\d+) ", said))
    counted = Counter(row["indicator_id"] for row in rows(site, "observations"))
    assert shown
    assert shown == {indicator: str(counted[indicator]) for indicator in shown}, said


def test_duckdb_joins_two_tables(site: Path, examples: Mapping[str, str]) -> None:
    # Reading from an address takes an extension that DuckDB fetches, so the files are read here.
    said = run(_QUERY, examples["query-parquet"].replace(BASE_URL, f"{site.as_posix()}/"))
    assert "('Uông Bí', '[2016-12-28..2017-05-31]', 85, 101, " in said


def test_duckdb_counts_the_rows_of_the_unpacked_zip(
    site: Path, address: str, examples: Mapping[str, str], tmp_path: Path
) -> None:
    (url,) = re.findall(r'"(http.*\.zip)"', examples["fetch-zip"].replace(BASE_URL, address))
    (tmp_path / "package.zip").write_bytes(fetched(url))
    zipfile.ZipFile(tmp_path / "package.zip").extractall(tmp_path)
    said = run(_QUERY, examples["query-zip"], folder=tmp_path)
    assert f"('units', {len(rows(site, 'units'))})" in said
    assert said.count("(") == 12


def test_the_view_that_the_sqlite_example_asks_for_has_rows(
    site: Path, examples: Mapping[str, str]
) -> None:
    (query,) = re.findall(r'sqlite "(SELECT .*)"', examples["open-sqlite"])
    (file,) = (site / "data/latest").glob("*.sqlite")
    assert f"{file.name}" in examples["open-sqlite"]
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    assert len(connection.execute(query).fetchall()) == 5
    connection.close()


def test_the_json_example_names_a_file_with_figures(
    address: str, examples: Mapping[str, str]
) -> None:
    (url,) = re.findall(r'fetch\("([^"]*)"\)', examples["load-json"].replace(BASE_URL, address))
    assert b'"observations": [\n{' in fetched(url)
