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
    [link] = links(html, "wrong-figure")
    found = answers(link)
    assert found.pop("title") in unescape(html)
    assert found == {"template": "wrong-figure.yml", **known, "version": VERSION}
    assert {*known, "version"} <= asked("wrong-figure")


@pytest.mark.parametrize(
    ("page", "known"),
    [
        ("units/d-196-uong-bi.html", {"unit_id": "d-196"}),
        ("en/indicators/village-secretary-head.html", {"indicator_id": "village-secretary-head"}),
        ("sources/baoquangninh-2017-uong-bi.html", {"source_id": "baoquangninh-2017-uong-bi"}),
    ],
)
def test_the_form_for_a_figure_is_told_what_the_figure_is_of(
    site: Path, page: str, known: dict[str, str]
) -> None:
    [link] = links((site / page).read_text(encoding="utf-8"), "new-figure")
    assert answers(link) == {"template": "new-figure.yml", **known, "version": VERSION}
    assert {*known, "version"} <= asked("new-figure")


def test_a_page_about_no_figure_asks_for_none(site: Path) -> None:
    for page in ("districts.html", "data/versions.html"):
        assert links((site / page).read_text(encoding="utf-8"), "new-figure") == []


def links(html: str, form: str) -> list[str]:
    """The addresses on a page that lead to a form."""
    return re.findall(
        rf'href="({re.escape(REPO_URL)}/issues/new\?template={form}\.yml[^"]*)"', html
    )


def answers(link: str) -> dict[str, str]:
    """What a form is told by an address."""
    return {name: text for name, [text] in parse_qs(urlsplit(unescape(link)).query).items()}


def asked(form: str) -> set[str | None]:
    """The ids of the questions of a form."""
    path = PROJECT / f".github/ISSUE_TEMPLATE/{form}.yml"
    return {part.get("id") for part in yaml.safe_load(path.read_text("utf-8"))["body"]}
