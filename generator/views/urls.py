"""The only maker of URLs. Paths are relative to a language's root unless it says otherwise."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from generator.vietnamese import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

HOME = "index.html"
DISTRICTS = "districts.html"
COMPARE = "compare.html"
TIMELINE = "timeline.html"
COVERAGE = "coverage.html"
INDICATORS = "indicators/index.html"
DOCUMENTS = "documents/index.html"
SOURCES = "sources/index.html"
DATA = "data/index.html"
DICTIONARY = "data/dictionary.html"
USE = "data/use.html"
VERSIONS = "data/versions.html"
FEED = "data/versions.atom"
RULES = "rules/index.html"
METHODOLOGY = "methodology.html"
CONTRIBUTING = "contributing.html"
CHARTS = "embed/"


def unit(row: Mapping[str, str]) -> str:
    """The page of a unit: its id, then its name without accents.

    >>> unit({"unit_id": "d-196", "type": "thanh_pho", "name_vi": "Uông Bí"})
    'units/d-196-uong-bi.html'
    """
    return f"units/{row['unit_id']}-{_name(row['type'], row['name_vi'])}.html"


@cache
def _name(kind: str, name: str) -> str:
    """A name that is a number alone has its type before it: `quan-1`."""
    text = slug(name)
    return f"{slug(kind)}-{text}" if text.isdigit() else text


def row_of(unit_id: str, above: str) -> str:
    """The row of a unit on the page of the unit above it; '' where that has no page."""
    return f"{above}#{unit_id}" if above else ""


def indicator(indicator_id: str) -> str:
    """The page of an indicator."""
    return f"indicators/{indicator_id}.html"


def document(document_id: str) -> str:
    """The page of a document."""
    return f"documents/{document_id}.html"


def source(source_id: str) -> str:
    """The page of a source."""
    return f"sources/{source_id}.html"


def rule(code: str) -> str:
    """The page that explains a rule of the check."""
    return f"rules/{code}.html"


def compared(unit_id: str) -> str:
    """What the page of comparisons loads of a district."""
    return f"compare/{unit_id}.js"


def chart(stem: str, ending: str) -> str:
    """A chart by itself: a page to embed (`html`), a drawing (`svg`), or its rows (`csv`).

    The rows have no language: their path is relative to the site's root.
    """
    return f"{CHARTS}{stem}.{ending}"


def dictionary(table: str) -> str:
    """The page of a table in the dictionary."""
    return f"data/dictionary-{table}.html"


def download(path: str) -> str:
    """A file of the latest release, given its path there, relative to the site's root.

    All formats are there and nowhere else; the next release replaces them.
    """
    return f"data/latest/{path}"


def release(version: str, path: str) -> str:
    """A file of a release, given its path in the package, relative to the site's root.

    It stays there, with these bytes, for good: the package's own files as they were
    committed (descriptor, schemas, tables, texts), `SHA256SUMS`, `changes.csv`,
    `changes.json` and the zip of `release_zip`. `version` may also be an alias, "1" or
    "1.2", with a copy of the package's own files in the highest version of that line.
    """
    return f"data/{version}/{path}"


def release_zip(name: str, version: str) -> str:
    """The zip of a release of the package `name`, relative to the site's root."""
    return release(version, zip_name(name, version))


def zip_name(name: str, version: str) -> str:
    """What the zip of a release of the package `name` is called."""
    return f"{name}-{version}.zip"


def data_file(url: str, ending: str) -> str:
    """A file with a page's data, beside the page at the root's language; in no language itself."""
    return f"{url.removesuffix('.html')}.{ending}"


def card(url: str) -> str:
    """The picture that others show of a page, beside it; each language has its own."""
    return f"{url.removesuffix('.html')}.png"


def unit_feed(unit_url: str) -> str:
    """The feed of what changed in a province, given its page; each language has its own."""
    return f"{unit_url.removesuffix('.html')}.atom"


def in_language(url: str, lang: str, languages: tuple[str, ...]) -> str:
    """The path of a page relative to the site's root; the first language has no folder."""
    return url if lang == languages[0] else f"{lang}/{url}"


def new_issue(repo_url: str, form: str, answers: Mapping[str, str]) -> str:
    """Where a reader reports something: an issue form, some answers filled in by their ids.

    `title` among them is the issue's own. '' without a repository.

    >>> new_issue("https://github.com/a/b", "wrong-figure", {"unit_id": "d-196"})
    'https://github.com/a/b/issues/new?template=wrong-figure.yml&unit_id=d-196'
    """
    query = urlencode({"template": f"{form}.yml", **answers}, quote_via=quote)
    return f"{repo_url}/issues/new?{query}" if repo_url else ""


def row(repo_url: str, path: str, line: int) -> str:
    """A row of a package's file in the repository as it is; '' without a repository.

    Without the commit in it, so that a page stays the same until something on it changes.
    """
    return f"{repo_url}/blob/HEAD/datapackage/{path}?plain=1#L{line}" if repo_url else ""


def address(base_url: str, path: str, start: str) -> str:
    """The address of `path` for metadata that the file `start` has, both from the site's root.

    Relative where the site does not know its own address.
    """
    return f"{base_url}{path}" if base_url else relative(path, start)


def commit(repo_url: str, revision: str) -> str:
    """A commit in the repository; '' without a repository or a commit."""
    return f"{repo_url}/commit/{revision}" if repo_url and revision else ""


@lru_cache(maxsize=4096)
def relative(path: str, start: str) -> str:
    """The relative URL from the page `start` to `path`, both relative to one root.

    >>> relative("data/units.csv", "units/d-196-uong-bi.html")
    '../data/units.csv'
    """
    here = start.split("/")[:-1]
    there = path.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:])
