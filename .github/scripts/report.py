"""Keeps one open issue about something that a scheduled or failed run has found.

Run it as `report.py TITLE FILE`: with a text in FILE the issue is opened or written anew;
where FILE is empty, one that is open is closed. TITLE tells it from all others.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from github import Repository, fenced

_PAGES = 10


def main(title: str, file: Path) -> None:
    """Open, write anew or close the issue."""
    repository = Repository()
    text = file.read_text("utf-8", errors="replace").strip()
    number = open_issue(repository, title)
    if text:
        server, run = os.environ["GITHUB_SERVER_URL"], os.environ["GITHUB_RUN_ID"]
        link = f"{server}/{repository.name}/actions/runs/{run}"
        body = f"{fenced(text)}\n[Chi tiết · Details]({link})\n"
        if number is None:
            repository.post("issues", {"title": title, "body": body})
        else:
            repository.patch(f"issues/{number}", {"body": body})
    elif number is not None:
        repository.patch(f"issues/{number}", {"state": "closed"})


def open_issue(repository: Repository, title: str) -> int | None:
    """The number of the issue that an earlier run has opened."""
    for page in range(1, _PAGES + 1):
        issues = repository.get("issues", state="open", per_page="100", page=str(page))
        for issue in issues:
            if issue["title"] == title and issue["user"]["type"] == "Bot":
                return int(issue["number"])
        if not issues:
            break
    return None


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
