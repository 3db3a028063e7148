"""The index behind the search box as it is published; tests/browser/ has what it finds."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

INDEXES = pytest.mark.parametrize("root", ["", "en/"])


def _index(site: Path, root: str) -> dict[str, Any]:
    script = (site / root / "assets" / "search-index.js").read_text("utf-8")
    index: dict[str, Any] = json.loads(script.partition("=")[2].rstrip(";\n"))
    return index


@INDEXES
def test_the_whole_nation_fits_in_400_kilobytes(site: Path, root: str) -> None:
    data = (site / root / "assets" / "search-index.js").read_bytes()
    assert len(gzip.compress(data, 9)) <= 400_000


@INDEXES
def test_every_unit_of_the_registry_can_be_found(site: Path, root: str) -> None:
    codes = Counter(len(code) for code in _index(site, root)["codes"].split("\n"))
    # 63 + 34 provinces, 696 districts, 10,035 + 3,321 communes
    assert {length: codes[length] for length in (2, 3, 5)} == {2: 97, 3: 696, 5: 13356}


@INDEXES
def test_every_result_leads_to_a_place_that_is_there(site: Path, root: str) -> None:
    index = _index(site, root)
    anchors = index["anchors"].split("\n")
    ids = [
        {"", *re.findall(r' id="([^"]+)"', (site / root / page).read_text("utf-8"))}
        for page in index["pages"]
    ]
    assert [a for a, page in zip(anchors, index["page"], strict=True) if a not in ids[page]] == []
