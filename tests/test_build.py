"""A build publishes everything or nothing, and the same bytes each time."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from typing import TYPE_CHECKING

from tests.building import PROJECT, build_site

if TYPE_CHECKING:
    from pathlib import Path

FIXTURE = PROJECT / "tests" / "fixtures" / "package"


def digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_two_builds_of_one_commit_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    done = build_site(tmp_path / "elsewhere", TZ="Asia/Ho_Chi_Minh", LC_ALL="C", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    found = digests(tmp_path / "elsewhere")
    assert found == digests(site)
    assert re.search(r"[0-9,]+ pages, ([0-9,]+) files \(\1 new\), [0-9.]+ MB in ", done.stdout)
    assert f" {len(found):,} files " in done.stdout


def test_a_problem_in_the_data_publishes_nothing_and_leaves_the_earlier_site(
    tmp_path: Path,
) -> None:
    package = tmp_path / "package"
    shutil.copytree(FIXTURE, package)
    table = package / "data" / "observations.csv"
    table.write_text(table.read_text("utf-8").replace(",85,101,", ",185,101,"), encoding="utf-8")
    out = tmp_path / "site"
    out.mkdir()
    (out / "build.json").write_text("{}")
    (out / "index.html").write_text("earlier")
    done = build_site(out, "--package", str(package), "--lang", "en")
    assert done.returncode == 1
    assert "numerator" in done.stdout
    assert "185" in done.stdout
    assert digests(out).keys() == {"build.json", "index.html"}
    assert (out / "index.html").read_text() == "earlier"


def test_a_folder_that_is_not_a_site_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    done = build_site(tmp_path, "--package", str(FIXTURE))
    assert done.returncode == 3
    assert "not an earlier publication" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_the_site_says_what_it_was_built_from(site: Path) -> None:
    record = json.loads((site / "build.json").read_text("utf-8"))
    descriptor = json.loads((PROJECT / "datapackage" / "datapackage.json").read_text("utf-8"))
    assert record["version"] == descriptor["version"]
    assert record["profile"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert record["generator"] == "0.1.0"
    assert len(record["schemas"]) == 64
