"""Serves a built site on this machine, with a script that listens for builds added to each page.

Not for publishing: the script is added on the way to the browser, never on disk.
"""

from __future__ import annotations

import json
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.preview.news import News

BUILDS = "/-/builds"
SCRIPT = "/-/preview.js"

_SCRIPT_TAG = f'<script src="{SCRIPT}"></script></body>'
_SECONDS_BETWEEN_SIGNS_OF_LIFE = 5.0


def server(folder: Path, news: News, port: int) -> ThreadingHTTPServer:
    """A server of the folder on 127.0.0.1; port 0 takes any that is free."""
    handler = partial(_Handler, directory=str(folder), news=news)
    made = ThreadingHTTPServer(("127.0.0.1", port), handler)
    made.daemon_threads = True
    return made


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, news: News, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        self._news = news
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:  # the name that http.server calls
        if self.path == BUILDS:
            self._send_builds()
        elif self.path == SCRIPT:
            script = Path(__file__).with_name("preview.js").read_bytes()
            self._send(HTTPStatus.OK, "text/javascript", script)
        else:
            self._send_file()

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal tells of builds."""

    def _send_file(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        status = HTTPStatus.OK if file.is_file() else HTTPStatus.NOT_FOUND
        if status is HTTPStatus.NOT_FOUND:
            file = Path(self.directory) / "404.html"
        if file.suffix != ".html":
            super().do_GET()
            return
        page = file.read_text("utf-8") if file.is_file() else "<body></body>"
        page = page.replace("</body>", _SCRIPT_TAG, 1)
        self._send(status, "text/html", page.encode())

    def _send(self, status: HTTPStatus, media_type: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _send_builds(self) -> None:
        """Tell of every build until the browser goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        builds, problems = self._news.last()
        try:
            if problems:
                self._send_event(problems)
            while True:
                news = self._news.after(builds, _SECONDS_BETWEEN_SIGNS_OF_LIFE)
                if news is None:
                    self.wfile.write(b": still here\n\n")
                else:
                    builds, problems = news
                    self._send_event(problems)
        except ConnectionError:
            return  # the browser has left the page

    def _send_event(self, problems: str) -> None:
        self.wfile.write(f"data: {json.dumps(problems)}\n\n".encode())
