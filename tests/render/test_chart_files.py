"""The files of charts: each is whole by itself, escapes what data say, and names its rows."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from generator.dataset import load
from generator.render.chart_files import chart_files
from generator.settings import discover
from generator.views.catalogue import indicator_page
from generator.views.lists import coverage_page
from generator.views.maker import Maker
from generator.views.store import Store
from generator.views.unit import unit_page
from tests.small_package import INDICATOR, OBSERVATION, SmallPackage

if TYPE_CHECKING:
    from pathlib import Path

STEM = "embed/d-196-chart-village-secretary-head"
SVG = "{http://www.w3.org/2000/svg}"
ODD_NAME = 'A </title><script>alert("1 & 2")</script>'


def files(folder: Path, lang: str = "vi", base_url: str = "") -> dict[str, str]:
    settings = discover(package=folder, base_url=base_url, environ={})
    maker = Maker(Store(load(folder)), lang)
    views = [
        coverage_page(maker),
        *(indicator_page(maker, key) for key in maker.store.by_key("indicators")),
        *(unit_page(maker, key) for key in maker.store.by_key("units")),
    ]
    made = chart_files(maker, settings, [chart for view in views for chart in view.graphics])
    return {artifact.path: artifact.data.decode() for artifact in made}


@pytest.fixture
def package(tmp_path: Path) -> SmallPackage:
    """One district with a share that fell, one commune with the same."""
    package = SmallPackage(tmp_path)
    later = {**OBSERVATION, "observation_id": "d-196-2019", "date": "2019", "numerator": "80"}
    ward = {"unit_id": "c-06817", "observation_id": "c-2017"}
    package.rows("observations", OBSERVATION, later, {**OBSERVATION, **ward})
    return package


def test_charts_of_districts_provinces_and_rankings_have_files(package: SmallPackage) -> None:
    made = files(package.folder)
    stems = {path.rpartition(".")[0] for path in made}
    assert stems == {
        STEM,
        "embed/village-secretary-head-district",
        "embed/coverage-before",
    }
    assert {path.rpartition(".")[2] for path in made} == {"html", "svg", "csv"}


def test_the_rows_of_a_chart_have_no_language(package: SmallPackage) -> None:
    assert f"{STEM}.csv" in files(package.folder, "vi")
    english = files(package.folder, "en")
    assert f"en/{STEM}.svg" in english
    assert not [path for path in english if path.endswith(".csv")]


def test_the_rows_are_those_of_the_chart_with_their_quotes(package: SmallPackage) -> None:
    rows = list(csv.DictReader(io.StringIO(files(package.folder)[f"{STEM}.csv"])))
    assert [(row["record_id"], row["percent"], row["percent_basis"]) for row in rows] == [
        ("d-196-2017", "84.2", "computed"),
        ("d-196-2019", "79.2", "computed"),
    ]
    assert rows[0]["quote"] == "85/101 thôn, khu"


def test_a_drawing_is_xml_that_says_what_it_shows_and_needs_nothing_else(
    package: SmallPackage,
) -> None:
    drawing = files(package.folder, "en")[f"en/{STEM}.svg"]
    root = ET.fromstring(drawing)  # noqa: S314 - we made it
    assert root.findtext(f"{SVG}title") == "Uông Bí city: Party cell secretary is also village head"
    assert root.findtext(f"{SVG}desc") == "Down from 84.2% (May 2017) to 79.2% (2019)"
    assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", drawing)
    assert "@import" not in drawing
    assert ".md-typeset" not in drawing  # rules of pages


def test_texts_of_the_data_are_only_text(package: SmallPackage) -> None:
    package.rows("indicators", {**INDICATOR, "name_vi": ODD_NAME, "name_en": ODD_NAME})
    made = files(package.folder, "vi", "https://example.org/")
    for path, text in made.items():
        if not path.endswith(".csv"):
            assert "<script>" not in text, path
    root = ET.fromstring(made[f"{STEM}.svg"])  # noqa: S314 - we made it
    assert root.findtext(f"{SVG}title") == f"Thành phố Uông Bí: {ODD_NAME}"


def test_a_page_to_embed_is_bare_and_leads_to_the_page_it_is_from(package: SmallPackage) -> None:
    made = files(package.folder, "en", "https://example.org/")
    page = made[f"en/{STEM}.html"]
    assert "<nav" not in page
    assert '<meta name="robots" content="noindex">' in page
    canonical = "https://example.org/en/units/d-196-uong-bi.html"
    assert f'<link rel="canonical" href="{canonical}">' in page
    assert 'href="../units/d-196-uong-bi.html#chart-village-secretary-head"' in page
    assert len(page.encode()) < 6_000
