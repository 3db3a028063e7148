"""Makes a pull request of the rows that a form became, or tells what is wrong with the form.

Run it in a checkout of the default branch as `propose.py FOLDER`, on the event `issues`.
FOLDER has `told.txt`, what `intake` said, and, where it took the form, `rows.patch`.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from github import Repository, fenced

if TYPE_CHECKING:
    from collections.abc import Mapping

_AUTHOR = "github-actions[bot]"
_ADDRESS = "41898282+github-actions[bot]@users.noreply.github.com"


def main(folder: Path) -> None:
    """Push a branch and open its pull request; without rows, say so on the issue."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))
    number = int(event["issue"]["number"])
    repository = Repository()
    told = fenced((folder / "told.txt").read_text("utf-8", errors="replace"))
    patch = folder / "rows.patch"
    if not patch.is_file() or not patch.read_bytes().strip():
        repository.post(f"issues/{number}/comments", {"body": told})
        return
    branch = f"intake/{number}"
    _push(patch.resolve(), branch, f"Rows of the form in #{number}")
    # A source is there to be read: its issue stays open until what it tells has been entered.
    is_figure = b"datapackage/data/observations.csv" in patch.read_bytes()
    what = "Số liệu mới · New figure" if is_figure else "Nguồn mới · New source"
    closing = "Closes" if is_figure else "Từ phiếu · From"
    owner = repository.name.partition("/")[0]
    if repository.get("pulls", state="open", head=f"{owner}:{branch}"):
        return  # it shows the new rows by itself
    repository.post(
        "pulls",
        {
            "title": f"{what} (#{number})",
            "head": branch,
            "base": event["repository"]["default_branch"],
            "body": f"{closing} #{number}\n\n{told}\n"
            "Đóng rồi mở lại đề nghị này để chạy kiểm tra. · "
            "Close this and open it again to run the checks.\n",
        },
    )


def _push(patch: Path, branch: str, message: str) -> None:
    """Put the rows on a branch of their own, and nothing but tables."""
    _git("checkout", "-q", "-B", branch)
    _git("apply", "--index", "--include=datapackage/data/*.csv", str(patch))
    _git("-c", f"user.name={_AUTHOR}", "-c", f"user.email={_ADDRESS}", "commit", "-qm", message)
    token = base64.b64encode(f"x-access-token:{os.environ['GH_TOKEN']}".encode()).decode()
    header = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{os.environ['GITHUB_SERVER_URL']}/.extraheader",
        "GIT_CONFIG_VALUE_0": f"Authorization: basic {token}",
    }
    _git("push", "-q", "--force", "origin", branch, environment=header)


def _git(*arguments: str, environment: Mapping[str, str] | None = None) -> None:
    subprocess.run(["git", *arguments], check=True, env={**os.environ, **(environment or {})})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
