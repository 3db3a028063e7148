"""Each page leads to a form that knows which page it was."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from generator.settings import PROJECT
from tests.building import REPO_URL

if TYPE_CHECKING:
    from pathlib import Path

FORM = PROJECT / ".github/ISSUE_TEMPLATE/wrong-figure.yml"
VERSION = json.loads((PROJECT / "datapackage/datapackage.json").read_text("utf-8"))["version"]


@pytest.mark.parametrize(
    ("page", "known"),
    [
        ("units/d-196-uong-bi.html", {"unit_id": "d-196", "record": "d-196"}),
        (
            "en/sources/baoquangninh-2017-uong-bi.html",
            {"record": "baoquangninh-2017-uong-bi"},
        ),
        ("districts.html", {"record": "districts.html"}),
    ],
)
def test_the_form_is_told_the_page_and_the_version(
    site: Path, page: str, known: dict[str, str]
) -> None:
    html = (site / page).read_text(encoding="utf-8")
    [link] = re.findall(rf'href="({re.escape(REPO_URL)}/issues/new[^"]*)"', html)
    found = {name: text for name, [text] in parse_qs(urlsplit(unescape(link)).query).items()}
    assert found.pop("title") in unescape(html)
    assert found == {"template": FORM.name, **known, "version": VERSION}
    asked = {part.get("id") for part in yaml.safe_load(FORM.read_text("utf-8"))["body"]}
    assert {*known, "version"} <= asked
