"""Tells which addresses of sources lead nowhere any more; changes nothing.

Run it as `links.py [PACKAGE]`. A source that is gone from its address but not from its archive
is told as such. Nothing is told where everything can be read.
"""

from __future__ import annotations

import csv
import http.client
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

_AGENT = "nhatthehoa-links/1 (weekly check of cited sources)"
_SECONDS = 30
_TRIES = 3
_PAUSE = 5
_GONE = {"HTTP 404", "HTTP 410", "HTTP 451"}
_REFUSED = {401, 403, 429}


def main(package: Path) -> None:
    """Print a line for each source that cannot be read where it was."""
    with (package / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        for source in csv.DictReader(file):
            line = told(source["source_id"], source["url"], source["archived_url"])
            if line:
                print(line)


def told(source: str, url: str, archived_url: str, pause: float = _PAUSE) -> str:
    """What there is to say of a source; '' where it has no address or can be read there."""
    fault = fault_of(url, pause) if url else ""
    if not fault:
        return ""
    if not archived_url:
        return f"{source}: {url} – {fault}; chưa có bản lưu · no archived copy"
    archive = fault_of(archived_url, pause)
    state = f"bản lưu · archive {archived_url} – {archive or 'đọc được · can be read'}"
    return f"{source}: {url} – {fault}; {state}"


def fault_of(url: str, pause: float = _PAUSE) -> str:
    """Why an address cannot be read; '' where it can.

    What may be a passing fault is tried again; a site that answers machines with a refusal
    is there.
    """
    if not url.startswith(("http://", "https://")):
        return "không phải địa chỉ trang · not a web address"
    fault = ""
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(pause)
        fault = _try(url)
        if fault in {"", *_GONE}:
            break
    return fault


def _try(url: str) -> str:
    try:
        request = urllib.request.Request(url, headers={"User-Agent": _AGENT})  # noqa: S310 - checked
        with urllib.request.urlopen(request, timeout=_SECONDS):  # noqa: S310 - see above
            return ""
    except urllib.error.HTTPError as error:
        return "" if error.code in _REFUSED else f"HTTP {error.code}"
    except (OSError, ValueError, http.client.HTTPException) as error:
        return f"không nối được · no connection ({type(error).__name__})"


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "datapackage"))
