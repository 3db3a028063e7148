"""A site of hostile texts, in a real browser and in the programs that read its files.

What the texts are, and which the check refuses, is in tests/hostile/.
"""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from generator.verifying.verify import verify
from tests.browser.conftest import watched_page
from tests.building import build_site, built_once
from tests.hostile.corpus import copied, published, written_everywhere
from tests.kinds import one_of_each
from tests.small_package import Repository

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PAGES = (
    "index.html",
    "units/d-196-uong-bi.html",
    "units/c-05983-chi-lang.html",
    "units/p-22-quang-ninh.html",
    "districts.html",
    "compare.html?units=d-196,d-178",
    "timeline.html",
    "coverage.html",
    "indicators/index.html",
    "indicators/case-000.html",
    "documents/index.html",
    "documents/case-000.html",
    "sources/index.html",
    "sources/case-064.html",
    "data/index.html",
    "data/versions.html",
    "data/use.html",
    "embed/d-196-chart-case-000.html",
    "embed/case-000-district.html",
)
"""Those on which texts come together; of every other the markup is looked at."""

VOCABULARY = """html => {
    const found = new Set();
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const element of page.querySelectorAll("*")) {
        found.add(element.localName);
        for (const { name, value } of element.attributes) {
            found.add(`${element.localName} ${name}`);
            if (/^(href|src|action|xlink:href)$/.test(name)) {
                found.add(`${name} ${new URL(value, "https://here/").protocol}`);
            }
        }
        if (element.matches("script:not([src], [type$=json])")) found.add(element.textContent);
        if (element.matches("meta[http-equiv]")) found.add(element.content);
    }
    return [...found];
}"""
"""Elements, attributes, schemes of addresses, scripts and policies that a page has."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in whose second release everything that anybody may write is hostile."""

    def build(out: Path) -> None:
        root = tmp_path_factory.mktemp("hostile")
        package = copied(root / "package")
        repository = Repository(root)
        repository.commit("1.0.0")
        written_everywhere(package)
        descriptor = package / "datapackage.json"
        text = descriptor.read_text("utf-8").replace('"version": "1.0.0"', '"version": "1.1.0"')
        told = json.loads(text)
        told["title"] = told["description"] = "".join(published()[:3])
        descriptor.write_text(json.dumps(told, ensure_ascii=False, indent=2), "utf-8")
        repository.commit("1.1.0 <script>alert(1)</script> {{ 7*7 }} ::error::x")
        done = build_site(out, "--package", str(package))
        assert done.returncode == 0, done.stdout + done.stderr

    return built_once(tmp_path_factory, "hostile-site", build)


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterable[Page]:
    with watched_page(browser) as page:
        yield page


def vocabulary(blank: Page, files: Iterable[Path]) -> dict[str, str]:
    """What there is in pages, each with the name of one that has it."""
    found: dict[str, str] = {}
    for file in files:
        words = blank.evaluate(VOCABULARY, file.read_text("utf-8"))
        found.update(dict.fromkeys(words, file.name))
    return found


def test_no_page_does_anything_but_show_the_texts(browser: Browser, hostile: Path) -> None:
    for folder in ("", "en/"):
        with watched_page(browser) as page:
            for name in PAGES if folder == "" else PAGES[:3]:
                page.goto((hostile / folder).as_uri() + "/" + name)
                assert page.locator("h1, figure").count() > 0
            page.goto((hostile / folder / "index.html").as_uri())
            for query in ("script", "alert", "onerror", "{{", "</", "javascript"):
                page.fill("header [name=q]", query)
                page.locator("header [role=status]").wait_for(state="attached")
            page.locator("header [role=option]").first.wait_for()


def test_no_page_has_markup_that_an_ordinary_one_has_not(
    blank: Page, hostile: Path, site: Path
) -> None:
    ordinary = vocabulary(
        blank, [file for folder in ("", "en/") for file in one_of_each(site, folder)]
    )
    folders = ("", "units", "documents", "sources", "indicators", "embed")
    files = [
        file
        for lang in ("", "en/")
        for folder in folders
        for file in sorted((hostile / lang / folder).glob("*.html"))
        if file.name != "404.html"
    ]
    assert len(files) > 300
    found = vocabulary(blank, files)
    del found["details open"]  # where few districts can be compared, all are shown
    assert {word: page for word, page in found.items() if word not in ordinary} == {}


def test_every_text_can_be_read_on_the_page_as_it_is(blank: Page, hostile: Path) -> None:
    html = (hostile / "units/d-196-uong-bi.html").read_text("utf-8")
    shown = blank.evaluate(
        'html => new DOMParser().parseFromString(html, "text/html").body.textContent', html
    )
    plain = " ".join(shown.split())
    assert [text for text in published() if text not in plain] == []


def structured(html: str) -> list[Any]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return [json.loads(text) for text in found]


def test_what_is_for_programs_is_read_as_it_was_written(hostile: Path) -> None:
    xml = [*hostile.rglob("*.svg"), *hostile.rglob("*.atom"), *hostile.rglob("sitemap.xml")]
    assert {file.suffix for file in xml} == {".svg", ".atom", ".xml"}
    for file in xml:
        ET.fromstring(file.read_bytes())  # noqa: S314 - our own, as a feed reader would
    for file in hostile.rglob("*.json"):
        json.loads(file.read_bytes())
    (dataset,) = [
        piece
        for piece in structured((hostile / "data/index.html").read_text("utf-8"))
        if piece["@type"] == "Dataset"
    ]
    assert dataset["description"] == "".join(published()[:3])


def test_every_download_has_the_texts_as_texts(hostile: Path) -> None:
    latest = hostile / "data" / "latest"
    verified = verify(latest, "en")
    assert verified.findings == ()
    assert verified.report is not None
    assert verified.report.errors == ()
    (workbook,) = latest.glob("*.xlsx")
    with zipfile.ZipFile(workbook) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "/sheet" in name]
        links = [name for name in parts.namelist() if "externalLink" in name]
    assert [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet] == []
    assert links == []
