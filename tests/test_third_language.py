"""A third language, added as docs/languages.md says, goes through the whole build."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
import yaml
from babel.messages.pofile import read_po, write_po

from generator.settings import PROJECT
from tests.small_package import SmallPackage

if TYPE_CHECKING:
    from pathlib import Path

CODE = "eo"
BASE_URL = "https://data.example.org/"
_KEPT = re.compile(r"(%\(\w+\)s|%%|<[^>]*>|&\w+;)")
_ACCENTS = str.maketrans("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ")
_SENTENCE = re.compile(r"[A-Za-z ,’]{25,}")


def pseudo(text: str) -> str:
    """A text that one can read, and that is no English: "Sources" is "[Sóúrcés]"."""
    pieces = _KEPT.split(text)
    return "[{}]".format(
        "".join(p if _KEPT.fullmatch(p) else p.translate(_ACCENTS) for p in pieces)
    )


def run(project: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=project,
        env={**os.environ, "SITE_URL": BASE_URL, "REPO_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def add_language(project: Path) -> None:
    """The steps of docs/languages.md."""
    pages = project / "site_src" / "pages"
    shutil.copytree(pages / "en", pages / CODE)
    config = yaml.safe_load((project / "mkdocs.en.yml").read_text("utf-8"))
    config["site_name"] = pseudo(config["site_name"])
    config["theme"]["language"] = CODE
    config["nav"] = [{pseudo(t): url for t, url in e.items()} for e in config["nav"]]
    words = config["extra"]["words"]
    config["extra"]["words"] = {k: pseudo(w) if isinstance(w, str) else w for k, w in words.items()}
    (project / f"mkdocs.{CODE}.yml").write_text(
        yaml.safe_dump(config, allow_unicode=True), encoding="utf-8"
    )
    run(project, "generator.render.catalogues")
    path = project / "site_src" / "locale" / CODE / "messages.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=CODE)
    for message in catalogue:
        if isinstance(message.id, str):
            message.string = pseudo(message.id) if message.id else message.string
        else:
            message.string = tuple(map(pseudo, message.id))
    with path.open("wb") as file:
        write_po(file, catalogue)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small package, made by a copy of the project that has three languages."""
    folder = tmp_path_factory.mktemp("third")
    project = folder / "project"
    leave = shutil.ignore_patterns("__pycache__")
    for name in ("generator", "site_src"):
        shutil.copytree(PROJECT / name, project / name, ignore=leave)
    for path in PROJECT.glob("mkdocs*.yml"):
        shutil.copy(path, project)
    add_language(project)
    SmallPackage(folder / "package")
    arguments = ("--package", str(folder / "package"), "--out", str(folder / "site"))
    run(project, "generator", "build", *arguments)
    return folder / "site"


class _Text(HTMLParser):
    """The text of a page that is in the page's own language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._skipped = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._skipped and (tag in ("script", "style") or dict(attrs).get("lang") == "en"):
            self._skipped = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._skipped:
            self._skipped = ""

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.texts.append(" ".join(data.split()))


def urls(folder: Path) -> set[str]:
    inside = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return {url for url in inside if not url.startswith(("en/", f"{CODE}/"))}


def test_every_page_and_card_is_there_in_the_third_language(site: Path) -> None:
    assert urls(site / CODE) == urls(site) == urls(site / "en")
    assert (site / CODE / "units" / "d-196-uong-bi.png").is_file()
    assert (site / CODE / "assets" / "search-index.js").is_file()


def test_a_page_names_its_language_and_leads_to_the_others(site: Path) -> None:
    html = (site / CODE / "units" / "d-196-uong-bi.html").read_text("utf-8")
    assert f'<html lang="{CODE}"' in html
    switch = re.search(r'<nav class="language-switch".*?</nav>', html, re.DOTALL)
    assert switch
    assert re.findall(r'href="([^"]+)" lang="(\w+)".*?>([^<]+)</a>', switch[0]) == [
        ("../../units/d-196-uong-bi.html", "vi", "Tiếng Việt"),
        ("../../en/units/d-196-uong-bi.html", "en", "English"),
        ("../../eo/units/d-196-uong-bi.html", "eo", "Esperanto"),
    ]
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert f'hreflang="eo" href="{BASE_URL}eo/units/d-196-uong-bi.html"' in sitemap


def test_a_page_says_in_it_what_templates_say(site: Path) -> None:
    html = (site / CODE / "units" / "d-196-uong-bi.html").read_text("utf-8")
    assert "<h1>[Úóng Bí" not in html  # a unit's name is nobody's to translate
    assert "[Hów fár ít gót]" in html
    assert "[85 [óf] 101]" in html or "[85 óf 101]" in html


TRANSLATED = ("index.html", "districts.html", "coverage.html", "units/d-196-uong-bi.html")


@pytest.mark.parametrize("url", TRANSLATED)
def test_no_sentence_of_a_template_is_left_in_english(site: Path, url: str) -> None:
    texts = _Text((site / CODE / url).read_text("utf-8")).texts
    left = [text for text in texts if _SENTENCE.search(text)]
    of_the_data = {"Party cell secretary is also village head", "Villages whose Party cell"}
    assert [text for text in left if not any(known in text for known in of_the_data)] == []


def test_english_stands_in_where_only_two_languages_have_a_text(site: Path) -> None:
    rule = (site / CODE / "rules" / "byte-order-mark.html").read_text("utf-8")
    assert "Byte-order mark" in rule
    unit = (site / CODE / "units" / "d-196-uong-bi.html").read_text("utf-8")
    assert "Party cell secretary is also village head" in unit


def test_the_page_for_missing_addresses_speaks_all_languages(site: Path) -> None:
    html = (site / "404.html").read_text("utf-8")
    home = f'<a href="/{CODE}/index.html">'
    assert "<h2>Không tìm thấy trang</h2>" in html
    assert "<h2>Page not found</h2>" in html
    assert "<h2>[Págé nót fóúnd]</h2>" in html
    assert home in html
