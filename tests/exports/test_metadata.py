"""What machines look for beside the downloads is what their own communities' tools accept."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyshacl
import pytest
import rdflib
from frictionless import Package
from rdflib.compare import isomorphic
from rdflib.plugins.parsers.jsonld import to_rdf

from generator.artifacts import Artifact
from generator.dataset import load
from generator.exports.about import about
from generator.exports.citation import bibtex
from generator.exports.descriptor import at_home
from generator.exports.downloads import data_page, downloads
from generator.exports.metadata import metadata
from generator.exports.registry import exports
from generator.exports.schema_org import MOST_SOURCES, StructuredData
from generator.settings import discover
from generator.views import urls
from generator.views.downloads import Edition
from tests.exports.packages import FIXTURE, write_hostile_package
from tests.small_package import SOURCE, SmallPackage

if TYPE_CHECKING:
    from generator.dataset import Dataset
    from generator.settings import Settings
    from generator.views.downloads import DownloadFile

HOME = "https://data.example.org/posts/"
EDITIONS = [
    Edition(
        version=version,
        released=date(2026, month, 1),
        path=f"data/{version}/nhat-the-hoa-test-{version}.zip",
        size=1000 * month,
        sha256=str(month) * 64,
    )
    for month, version in ((1, "1.0.0"), (2, "1.1.0"))
]
SHAPES = Path(__file__).parent / "dcat_ap.ttl"

_RECORDS = """
import json, sys, mlcroissant
dataset = mlcroissant.Dataset(sys.argv[1])
assert not dataset.metadata.ctx.issues.errors and not dataset.metadata.ctx.issues.warnings
told = {
    record_set.id: [
        {name.partition("/")[2]: str(value) for name, value in record.items()}
        for record in dataset.records(record_set.id)
    ]
    for record_set in dataset.metadata.record_sets
}
print(json.dumps(told))
"""


@dataclass(frozen=True, eq=False)
class Described:
    """What is published of a package, and a folder that holds it."""

    dataset: Dataset
    settings: Settings
    files: list[DownloadFile]
    folder: Path

    def json(self, path: str) -> Any:  # noqa: ANN401 - JSON
        return json.loads((self.folder / path).read_text("utf-8"))

    def graph(self, path: str) -> rdflib.Graph:
        return rdflib.Graph().parse(self.folder / path)


def describe(package: Path, folder: Path, base_url: str = "") -> Described:
    settings = replace(discover(environ={}), base_url=base_url)
    dataset = at_home(load(package), base_url)
    files = list(downloads(dataset))
    made = [Artifact(urls.download(export.path), export.make()) for export in exports(dataset)]
    for artifact in [*made, *metadata(dataset, files, EDITIONS, settings)]:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    return Described(dataset, settings, files, folder)


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Described:
    """A site that does not know its address."""
    return describe(FIXTURE, tmp_path_factory.mktemp("nowhere"))


@pytest.fixture(scope="module")
def at_an_address(tmp_path_factory: pytest.TempPathFactory) -> Described:
    return describe(FIXTURE, tmp_path_factory.mktemp("at-home"), HOME)


def test_the_manifest_measures_every_download(nowhere: Described) -> None:
    folder = nowhere.folder / "data"
    manifest = nowhere.json("data/manifest.json")
    made = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    about_them = {"manifest.json", "latest/manifest.json", "croissant.json"}
    assert {file["path"] for file in manifest["files"]} == made - about_them
    for file in manifest["files"]:
        data = (folder / file["path"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    rows = {file["rows"] for file in manifest["files"] if file["table"] == "observations"}
    assert rows == {4}


def test_a_copy_of_the_downloads_has_a_manifest_of_its_own(nowhere: Described) -> None:
    paths = [file["path"] for file in nowhere.json("data/latest/manifest.json")["files"]]
    assert "data/units.csv" in paths
    assert all((nowhere.folder / "data/latest" / path).is_file() for path in paths)


def test_the_descriptor_tells_what_each_file_measures(at_an_address: Described) -> None:
    descriptor = at_an_address.json("data/latest/datapackage.json")
    assert descriptor["homepage"] == HOME
    units = next(r for r in descriptor["resources"] if r["name"] == "units")
    data = (FIXTURE / "data/units.csv").read_bytes()
    assert units["bytes"] == len(data)
    assert units["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert units["rows"] == 12


def test_frictionless_finds_a_changed_file_by_the_descriptors_checksum(
    nowhere: Described, tmp_path: Path
) -> None:
    path = tmp_path / "latest" / "datapackage.json"
    shutil.copytree(nowhere.folder / "data/latest", path.parent)
    assert Package(path).validate().valid
    table = path.parent / "data/persons.csv"
    table.write_bytes(table.read_bytes() + b"someone,Someone\n")
    types = [error.type for task in Package(path).validate().tasks for error in task.errors]
    assert "hash-count" in types


def test_a_homepage_of_the_packages_own_stays(tmp_path: Path) -> None:
    package = write_hostile_package(tmp_path / "package", homepage="https://example.org/")
    described = describe(package, tmp_path / "out", HOME)
    assert described.json("data/latest/datapackage.json")["homepage"] == "https://example.org/"


@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")  # pyshacl's own
def test_the_catalogue_keeps_to_dcat_ap(at_an_address: Described) -> None:
    graph = at_an_address.graph("catalog.ttl")
    assert conforms(graph)
    title = rdflib.DCTERMS.title
    graph.remove((rdflib.URIRef(f"{HOME}#dataset"), title, None))
    assert not conforms(graph)


def conforms(graph: rdflib.Graph) -> bool:
    found, _, text = pyshacl.validate(graph, shacl_graph=str(SHAPES))
    assert found or "dcterms:title" in text or "dct:title" in text, text
    return bool(found)


def test_both_forms_of_the_catalogue_are_one_graph(at_an_address: Described) -> None:
    turtle = at_an_address.graph("catalog.ttl")
    json_ld = rdflib.Graph()
    to_rdf(at_an_address.json("catalog.jsonld"), json_ld)
    assert len(turtle) > 100
    assert isomorphic(turtle, json_ld)


def test_the_catalogue_has_a_distribution_for_each_format(at_an_address: Described) -> None:
    graph = at_an_address.graph("catalog.ttl")
    dcat = rdflib.DCAT
    found = {
        str(one).removeprefix(f"{HOME}#"): [
            str(url) for url in graph.objects(one, dcat.downloadURL)
        ]
        for one in graph.objects(rdflib.URIRef(f"{HOME}#dataset"), dcat.distribution)
    }
    assert found.keys() == {"zip", "csv", "excel", "json", "parquet", "sqlite", "xlsx"}
    assert found["sqlite"] == [f"{HOME}data/latest/nhat-the-hoa-test.sqlite"]
    assert len(found["parquet"]) == 12
    assert all(
        (at_an_address.folder / url.removeprefix(HOME)).is_file()
        for links in found.values()
        for url in links
    )


def test_the_catalogue_has_each_version_as_one_of_a_series(at_an_address: Described) -> None:
    graph, dcat = at_an_address.graph("catalog.ttl"), rdflib.Namespace(str(rdflib.DCAT))
    members = set(graph.subjects(dcat.inSeries, rdflib.URIRef(f"{HOME}#series")))
    assert members == {rdflib.URIRef(f"{HOME}#1.0.0"), rdflib.URIRef(f"{HOME}#1.1.0")}
    assert members == set(graph.objects(rdflib.URIRef(f"{HOME}#dataset"), dcat.hasVersion))
    distribution = graph.value(rdflib.URIRef(f"{HOME}#1.1.0"), dcat.distribution)
    assert str(graph.value(distribution, dcat.downloadURL)) == f"{HOME}{EDITIONS[1].path}"
    assert int(graph.value(distribution, dcat.byteSize)) == 2000


def test_a_site_that_does_not_know_its_address_has_no_catalogue(nowhere: Described) -> None:
    assert not list(nowhere.folder.glob("catalog.*"))


def test_a_croissant_reader_loads_every_row_of_every_table(nowhere: Described) -> None:
    path = nowhere.folder / "data/croissant.json"
    done = subprocess.run(
        [sys.executable, "-c", _RECORDS, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert {name: len(rows) for name, rows in told.items()} == {
        table.name: len(table.frame) for table in nowhere.dataset.tables.values()
    }
    codes = [row["gso_code"] for row in told["units"]]
    assert "b'05983'" in codes
    figures = pd.DataFrame(told["observations"]).set_index("observation_id")["numerator"]
    assert sorted(figures) == ["79", "85", "None", "None"]


def test_croissant_names_files_by_address_where_there_is_one(at_an_address: Described) -> None:
    content = at_an_address.json("data/croissant.json")
    assert content["url"] == f"{HOME}data/index.html"
    assert content["distribution"][0]["contentUrl"] == f"{HOME}data/latest/parquet/units.parquet"


def test_a_page_tells_search_engines_of_the_dataset(at_an_address: Described) -> None:
    maker = StructuredData(at_an_address.dataset, at_an_address.settings, "en")
    content = json.loads(maker.of_data(at_an_address.files))
    distributions = {item.pop("name"): item for item in content.pop("distribution")}
    sources = content.pop("isBasedOn")
    assert content == {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{HOME}data/index.html#dataset",
        "name": "A package for tests",
        "alternateName": ["Gói dữ liệu thử"],
        "description": "A few rows of each table.",
        "inLanguage": ["vi", "en"],
        "url": f"{HOME}en/data/index.html",
        "version": "1.0.0",
        "dateModified": "2026-01-01",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": [{"@type": "Organization", "name": "Dự án Nhất thể hóa"}],
        "publisher": [{"@type": "Organization", "name": "Dự án Nhất thể hóa"}],
        "keywords": [
            "Việt Nam",
            "nhất thể hóa",
            "chức danh",
            "administrative reform",
            "open data",
        ],
        "temporalCoverage": "2016-12-28/2020-12-31",
        "spatialCoverage": {"@type": "Place", "name": "Việt Nam"},
        "isAccessibleForFree": True,
        "citation": (
            f"Dự án Nhất thể hóa (2026). A package for tests (Version 1.0.0) [Data set]. {HOME}"
        ),
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "@id": f"{HOME}en/index.html#catalogue",
            "name": "A package for tests",
            "url": f"{HOME}en/index.html",
        },
    }
    data = (FIXTURE / "data/units.csv").read_bytes()
    assert distributions["data/units.csv"] == {
        "@type": "DataDownload",
        "contentUrl": f"{HOME}data/latest/data/units.csv",
        "encodingFormat": "text/csv",
        "contentSize": f"{len(data)} B",
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    assert sources[-1] == {
        "@type": "CreativeWork",
        "name": "Thành phố sẵn sàng",
        "url": "https://example.org/uong-bi.html",
        "inLanguage": "vi",
    }


def test_without_an_address_a_page_tells_of_files_beside_it(nowhere: Described) -> None:
    maker = StructuredData(nowhere.dataset, nowhere.settings, "en")
    content = json.loads(maker.of_data(nowhere.files))
    assert content["url"] == "index.html"
    assert content["@id"] == "../../data/index.html#dataset"
    assert content["distribution"][0]["contentUrl"] == "../../data/latest/data/units.csv"
    home = json.loads(maker.of_home())
    assert home["@type"] == "DataCatalog"
    assert home["dataset"]["@id"] == "../data/index.html#dataset"


def test_of_very_many_sources_the_page_names_their_list(tmp_path: Path) -> None:
    package = SmallPackage(tmp_path / "package")
    package.rows(
        "sources",
        *({**SOURCE, "source_id": f"bao-{n}", "url": ""} for n in range(MOST_SOURCES + 1)),
    )
    settings = replace(discover(environ={}), base_url=HOME)
    content = json.loads(StructuredData(load(package.folder), settings, "vi").of_data([]))
    assert content["isBasedOn"][2:] == [
        {"@type": "CreativeWork", "name": "Nguồn", "url": f"{HOME}sources/index.html"}
    ]


@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")  # pyshacl's own
def test_a_package_of_other_tables_is_described_too(tmp_path: Path) -> None:
    described = describe(write_hostile_package(tmp_path / "package"), tmp_path / "out", HOME)
    assert conforms(described.graph("catalog.ttl"))
    maker = StructuredData(described.dataset, described.settings, "vi")
    content = json.loads(maker.of_data(described.files))
    assert (content["name"], content["version"]) == ("Nơi chốn", "1.2.3")
    assert not {"isBasedOn", "temporalCoverage", "spatialCoverage"} & content.keys()


def test_bibtex_escapes_what_means_something_to_tex(tmp_path: Path) -> None:
    creator = {"title": "Ăn & Uống {nhóm}", "roles": ["creator"]}
    package = write_hostile_package(
        tmp_path, title_en="100 % of $_\\~^#", contributors=[creator], homepage="https://e.org/a_b"
    )
    dataset = load(package)
    assert bibtex(about(dataset)).splitlines() == [
        "@misc{places-1.2.3,",
        r"  author = {{Ăn \& Uống \{nhóm\}}},",
        r"  title = {{100 \% of \$\_\textbackslash{}\textasciitilde{}\textasciicircum{}\#}},",
        "  year = {2025},",
        "  version = {1.2.3},",
        "  howpublished = {Data set},",
        "  url = {https://e.org/a_b},",
        "}",
    ]
    page = data_page(dataset, "vi", [], {})
    assert page.citation == (
        "Ăn & Uống {nhóm} (2025). Nơi chốn, phiên bản 1.2.3 [Bộ dữ liệu]. https://e.org/a_b"
    )
