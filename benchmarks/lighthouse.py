"""Lighthouse's verdict on five kinds of page, as a phone gets them; not on how they read.

    npm install --no-save lighthouse@12.8.2
    .venv/bin/python -m benchmarks.lighthouse build/site

It serves the site on this machine, compressed as hosts do, and prints the scores of each page:
the median of three runs of the mobile preset. Exit status 1: one is below what is asked.
Lighthouse takes a processor a quarter as fast as this one for a phone's, which is right where
the index that is printed behind the scores is 1,500 or more. That of a phone of the middle is 125
to 800: a machine that is as slow, or as busy, stands for one with `--slowdown 1`. See
https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import mimetypes
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = (
    "index.html",
    "units/d-178-lang-son.html",
    "units/d-180-trang-dinh.html",
    "districts.html",
    "data/index.html",
)
ASKED = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS = 3
SECONDS = 180
COMMAND = Path("node_modules/.bin/lighthouse")


class _Compressing(SimpleHTTPRequestHandler):
    """Serves files as hosts do: texts compressed, to be kept for a while."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file, whatever stands behind its name."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        data = path.read_bytes()
        self.send_response(200)
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "+xml")):
            data = gzip.compress(data, 6)
            kind = f"{kind}; charset=utf-8"
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a folder that is served on this machine meanwhile."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def judged(url: str, browser: str, slowdown: int) -> dict[str, Any]:
    """What Lighthouse says of a page."""
    done = subprocess.run(
        [
            str(COMMAND),
            url,
            "--quiet",
            "--output=json",
            f"--throttling.cpuSlowdownMultiplier={slowdown}",
            "--chrome-flags=--headless=new --no-sandbox",
            f"--only-categories={','.join(ASKED)}",
        ],
        env={**os.environ, "CHROME_PATH": browser},
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    return dict(json.loads(done.stdout))


def main() -> None:
    """Judge the pages of a site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--slowdown", type=int, default=4)
    given = parser.parse_args()
    browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if not COMMAND.exists() or browser is None:
        sys.exit("no Lighthouse: see the head of benchmarks/lighthouse.py; it needs Chromium, too")
    worst = dict.fromkeys(ASKED, 100)
    with served(given.site) as address:
        for page in PAGES:
            runs = [judged(address + page, browser, given.slowdown) for _ in range(given.runs)]
            scores = {
                name: round(100 * median(run["categories"][name]["score"] or 0 for run in runs))
                for name in ASKED
            }
            worst = {name: min(worst[name], score) for name, score in scores.items()}
            index = median(run["environment"]["benchmarkIndex"] for run in runs)
            print(page, *(f"{name} {score}" for name, score in scores.items()), f"({index:.0f})")  # noqa: T201 - what it is for
    sys.exit(any(worst[name] < least for name, least in ASKED.items()))


if __name__ == "__main__":
    main()
