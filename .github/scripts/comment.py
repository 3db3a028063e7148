"""Puts what a check told of a pull request into one comment there; not the check itself.

Run it as `comment.py FILE`, on the event `workflow_run`. FILE comes from the run of a pull
request, so anybody may have written it. Which pull request it is, GitHub's event says.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from github import LIMIT, Repository, harmless

MARK = "<!-- nhatthehoa check -->"
_BYTES = 4 * LIMIT
_PAGES = 10


def main(file: Path) -> None:
    """Post the comment, or write the earlier one anew."""
    run = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))["workflow_run"]
    repository = Repository()
    number = pull_request(repository, run)
    if number is None:
        print("no open pull request has this commit any more")
        return
    body = f"{MARK}\n{told(file)}\n\n[Chi tiết · Details]({run['html_url']})\n"
    earlier = comment_of_ours(repository, number)
    if earlier is None:
        repository.post(f"issues/{number}/comments", {"body": body})
    else:
        repository.patch(f"issues/comments/{earlier}", {"body": body})


def told(file: Path) -> str:
    """The text of the file, as much as a comment holds, so that it can do nothing."""
    with file.open("rb") as stream:
        return harmless(stream.read(_BYTES).decode(errors="replace"), LIMIT - 1000)


def pull_request(repository: Repository, run: dict[str, Any]) -> int | None:
    """The number of the open pull request whose head the run checked.

    For a fork the event has no number, but the branch and the commit.
    """
    owner, branch = run["head_repository"]["owner"]["login"], run["head_branch"]
    found = repository.get("pulls", state="open", head=f"{owner}:{branch}", per_page="100")
    return next((pull["number"] for pull in found if pull["head"]["sha"] == run["head_sha"]), None)


def comment_of_ours(repository: Repository, number: int) -> int | None:
    """The id of the comment that an earlier run has posted."""
    for page in range(1, _PAGES + 1):
        comments = repository.get(f"issues/{number}/comments", per_page="100", page=str(page))
        for comment in comments:
            if comment["user"]["type"] == "Bot" and comment["body"].startswith(MARK):
                return int(comment["id"])
        if not comments:
            break
    return None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
