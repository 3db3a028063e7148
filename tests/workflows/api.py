"""As much of GitHub's API as the scripts of the workflows use, on the machine itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from generator.settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCRIPTS = PROJECT / ".github" / "scripts"
BOT = {"login": "github-actions[bot]", "type": "Bot"}


class Api(ThreadingHTTPServer):
    """Answers with `lists` by path, and keeps what is sent: method, path and body."""

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.lists: dict[str, list[dict[str, Any]]] = {}
        self.sent: list[tuple[str, str, dict[str, Any]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Api

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        page = parse_qs(url.query).get("page", ["1"])[0]
        key = url.path.removeprefix("/repos/example/data/")
        self._answer(self.server.lists.get(key, []) if page == "1" else [])

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        path = self.path.removeprefix("/repos/example/data/")
        self.server.sent.append((self.command, path, body))
        assert self.headers["Authorization"] == "Bearer secret"
        self._answer({"number": 1})

    do_PATCH = do_POST  # noqa: N815 - the name that the server looks for

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - as in the base
        """Say nothing."""

    def _answer(self, what: object) -> None:
        data = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def served() -> Iterator[Api]:
    with Api() as api:
        thread = threading.Thread(target=api.serve_forever, daemon=True)
        thread.start()
        try:
            yield api
        finally:
            api.shutdown()
            thread.join(10)


def run(
    script: str, *arguments: str, api: Api, event: object = None, cwd: Path
) -> subprocess.CompletedProcess[str]:
    """Run a script as a workflow does."""
    file = cwd.parent / "event.json"
    file.write_text(json.dumps(event), encoding="utf-8")
    environment = {
        "GITHUB_API_URL": api.address,
        "GITHUB_EVENT_PATH": str(file),
        "GITHUB_REPOSITORY": "example/data",
        "GITHUB_RUN_ID": "99",
        "GITHUB_SERVER_URL": "https://git.example.org",
        "GH_TOKEN": "secret",
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        [sys.executable, str(SCRIPTS / script), *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
