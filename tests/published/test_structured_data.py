"""Pages carry what search engines read, and it is true of the files."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.building import BASE_URL

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def structured(site: Path, path: str) -> Any:  # noqa: ANN401 - JSON
    (text,) = _SCRIPT.findall((site / path).read_text("utf-8"))
    return json.loads(text)


@pytest.mark.parametrize("folder", ["", "en/"])
def test_the_home_page_is_a_catalogue_of_the_dataset(site: Path, folder: str) -> None:
    home = structured(site, f"{folder}index.html")
    data = structured(site, f"{folder}data/index.html")
    assert home["@type"] == "DataCatalog"
    assert home["dataset"]["@id"] == data["@id"] == f"{BASE_URL}data/index.html#dataset"
    assert data["includedInDataCatalog"]["@id"] == home["@id"]


@pytest.mark.parametrize("folder", ["", "en/"])
def test_every_distribution_is_there_with_its_size_and_checksum(site: Path, folder: str) -> None:
    distributions = structured(site, f"{folder}data/index.html")["distribution"]
    assert len(distributions) > 40
    for one in distributions:
        data = (site / one["contentUrl"].removeprefix(BASE_URL)).read_bytes()
        assert one["contentSize"] == f"{len(data)} B"
        assert one["sha256"] == hashlib.sha256(data).hexdigest()
