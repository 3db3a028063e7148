"""Whatever is in the files, the check answers with problems and words for them."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.run import check
from generator.dataset import load
from generator.reports.as_text import problem_text
from generator.reports.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.problems import Report

FIXTURE = Path(__file__).parent.parent / "fixtures" / "package"
FILES = sorted(path.relative_to(FIXTURE).as_posix() for path in FIXTURE.glob("*/*"))
TABLES = [path for path in FILES if path.endswith(".csv")]
DESCRIPTIONS = ["datapackage.json", *(path for path in FILES if path.endswith(".json"))]

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(["units", "unit_id", "string", "number", "date", "(", "a+", "../x", "2018"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def templates() -> Iterator[Path]:
    """One copy for all examples: each puts back the files that it has changed."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(FIXTURE, Path(name) / "package")
        yield Path(name) / "package"


def told(folder: Path, file: str, change: Callable[[bytes], bytes]) -> Report:
    """The report on a package in which one file is changed, and its text in both languages."""
    before = (FIXTURE / file).read_bytes()
    (folder / file).write_bytes(change(before))
    try:
        report = check(load(folder))
    finally:
        (folder / file).write_bytes(before)
    for problem in report.problems:
        for lang in ("vi", "en"):
            telling = Telling(lang=lang, folder="datapackage", site="")
            lines = problem_text(problem, telling).splitlines()
            assert len(lines) == 2
            assert all(line.isprintable() for line in lines)
    return report


@settings(max_examples=15)
@given(st.sampled_from(FILES), st.integers(min_value=0), st.binary(max_size=6), st.integers(0, 40))
def test_bytes_changed_anywhere(
    templates: Path, file: str, place: int, put: bytes, removed: int
) -> None:
    def change(data: bytes) -> bytes:
        start = place % len(data)
        return data[:start] + put + data[start + removed :]

    told(templates, file, change)


@settings(max_examples=15)
@given(st.sampled_from(TABLES), st.integers(0, 400), st.text(max_size=12))
def test_any_text_in_any_cell(templates: Path, file: str, place: int, text: str) -> None:
    def change(data: bytes) -> bytes:
        cells = data.decode().replace("\n", ",\n").split(",")
        cells[place % len(cells)] = text
        return ",".join(cells).replace(",\n", "\n").encode("utf-8", "replace")

    told(templates, file, change)


@settings(max_examples=30)
@given(st.sampled_from(DESCRIPTIONS), st.integers(min_value=0), JSON)
def test_any_json_in_any_place_of_a_description(
    templates: Path,
    file: str,
    place: int,
    value: Any,  # noqa: ANN401 - whatever JSON has
) -> None:
    def change(data: bytes) -> bytes:
        content = json.loads(data)
        holders = list(places(content))
        holder, key = holders[place % len(holders)]
        holder[key] = value
        return json.dumps(content).encode()

    told(templates, file, change)


def places(content: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - whatever JSON has
    """Every place of a description: what holds it, and its key there."""
    keys = list(content) if isinstance(content, dict) else range(len(content))
    for key in keys:
        yield content, key
        if isinstance(content[key], (dict, list)):
            yield from places(content[key])


@settings(max_examples=10)
@given(st.sampled_from(DESCRIPTIONS), JSON)
def test_any_json_instead_of_a_description(
    templates: Path,
    file: str,
    value: Any,  # noqa: ANN401 - whatever JSON has
) -> None:
    report = told(templates, file, lambda _: json.dumps(value).encode())
    assert report.errors


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\n", id="one blank line"),
        pytest.param(b"\xef\xbb\xbf", id="a byte-order mark alone"),
        pytest.param(b"\xff\xfea\0", id="UTF-16"),
        pytest.param(b"\0" * 100, id="NUL bytes"),
        pytest.param(b'"' * 99_999, id="quotation marks"),
        pytest.param(b"person_id,name\n" + b"x" * 50_000_000, id="50 MB in a cell"),
        pytest.param(b"," * 1_000_000, id="a million columns"),
        pytest.param(b"person_id,name\n" * 2, id="the header twice"),
        pytest.param(b"\r\r\n\n\r", id="line ends alone"),
        pytest.param("person_id,name\na,\ud800\n".encode("utf-8", "surrogatepass"), id="half"),
    ],
)
def test_a_table_of_something_else(templates: Path, data: bytes) -> None:
    report = told(templates, "data/persons.csv", lambda _: data)
    assert report.errors
    assert len(report.problems) < 5


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[" * 100_000, id="brackets without end"),
        pytest.param(b'{"a":' * 5_000 + b"1" + b"}" * 5_000, id="objects in objects"),
        pytest.param(b'{"resources": ' + b"9" * 5_000 + b"}", id="a number of 5,000 digits"),
        pytest.param(b'{"resources": NaN}', id="no number"),
        pytest.param(b'{"resources": [{"name": "\\ud800"}]}', id="half a character"),
        pytest.param(b'{"resources": [{}, [], 7, null, "x"]}', id="resources of all kinds"),
        pytest.param(b'{"resources": [], "name": {"a": [1]}}', id="no resources"),
        pytest.param('{"a": 1}'.encode("utf-16"), id="UTF-16"),
    ],
)
def test_a_descriptor_of_something_else(templates: Path, data: bytes) -> None:
    assert told(templates, "datapackage.json", lambda _: data).errors
