"""The catalogues hold what code and templates ask for."""

import re
from pathlib import Path

import pytest

from generator.render.catalogues import SOURCE, catalogue, language, messages, untranslated, update
from generator.settings import discover

LANGUAGES = discover(environ={}).languages
TRANSLATED = [code for code in LANGUAGES if code != SOURCE]

VIETNAMESE = """\
msgid ""
msgstr ""
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Sources"
msgstr "Nguồn"

msgid "A word that nobody uses any more"
msgstr "Một từ không ai dùng nữa"
"""

TEMPLATE = """\
<h1>{{ _("Sources") }}</h1>
{% trans n=3 %}
  {{ n }} ward
  of the city
{% pluralize %}
  {{ n }} wards
  of the city
{% endtrans %}
{{ pgettext("aim", "Target") }}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one template and a catalogue that knows one of its three texts."""
    (tmp_path / "site_src/templates/partials").mkdir(parents=True)
    (tmp_path / "site_src/templates/partials/table.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "site_src/locale/vi").mkdir(parents=True)
    (tmp_path / "site_src/locale/vi/messages.po").write_text(VIETNAMESE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_of_the_site_is_translated(code: str) -> None:
    assert list(untranslated(code)) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_left_of_a_text_that_is_gone(code: str) -> None:
    used = {(message.id, message.context) for message in messages() if message.id}
    kept = {(message.id, message.context) for message in catalogue(code) if message.id}
    assert kept - used == set()


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_fill_in_the_same_values_as_the_english(code: str) -> None:
    differing = [
        message.id
        for message in catalogue(code)
        if message.id
        if _placeholders(message.id) != _placeholders(message.string)
    ]
    assert differing == []


def _placeholders(texts: str | tuple[str, ...]) -> set[str]:
    return set(
        re.findall(r"%\(\w+\)s|%%|%", " ".join((texts,) if isinstance(texts, str) else texts))
    )


def test_a_missing_translation_is_named_with_the_place_where_it_is_used(project: Path) -> None:
    ward = "('%(n)s ward of the city', '%(n)s wards of the city')"
    file = "site_src/templates/partials/table.html"
    assert list(untranslated("vi", project)) == [f"{ward} ({file}:2)", f"'Target' ({file}:9)"]


def test_a_translation_marked_as_unsure_counts_as_missing(project: Path) -> None:
    path = project / "site_src/locale/vi/messages.po"
    path.write_text(VIETNAMESE.replace('msgid "Sources"', '#, fuzzy\nmsgid "Sources"'))
    assert "'Sources' (site_src/templates/partials/table.html:1)" in list(
        untranslated("vi", project)
    )


def test_an_update_keeps_translations_adds_new_texts_and_drops_unused_ones(project: Path) -> None:
    update(["vi", "en"], project)
    written = (project / "site_src/locale/vi/messages.po").read_text(encoding="utf-8")
    assert written.split("\n\n", 1)[1] == (
        "#: site_src/templates/partials/table.html\n"
        'msgid "Sources"\n'
        'msgstr "Nguồn"\n'
        "\n"
        "#: site_src/templates/partials/table.html\n"
        "#, python-format\n"
        'msgid "%(n)s ward of the city"\n'
        'msgid_plural "%(n)s wards of the city"\n'
        'msgstr[0] ""\n'
        "\n"
        "#: site_src/templates/partials/table.html\n"
        'msgctxt "aim"\n'
        'msgid "Target"\n'
        'msgstr ""\n'
        "\n"
    )
    assert not (project / "site_src/locale/en").exists()


def test_a_second_update_changes_nothing(project: Path) -> None:
    path = project / "site_src/locale/vi/messages.po"
    update(["vi"], project)
    first = path.read_bytes()
    update(["vi"], project)
    assert path.read_bytes() == first


def test_an_update_begins_the_catalogue_of_a_new_language(project: Path) -> None:
    update(["vi", "en", "km"], project)
    written = (project / "site_src/locale/km/messages.po").read_text(encoding="utf-8")
    assert '"Language: km\\n"' in written
    assert 'msgid "Sources"\nmsgstr ""\n' in written
    assert len(list(untranslated("km", project))) == 3


def test_a_language_without_a_catalogue_is_an_error(project: Path) -> None:
    with pytest.raises(FileNotFoundError, match="km"):
        language("km", project)


def test_a_language_speaks_its_catalogue(project: Path) -> None:
    assert language("vi", project).gettext("Sources") == "Nguồn"
    assert language("en", project).gettext("Sources") == "Sources"


def test_english_tells_one_from_many_and_vietnamese_does_not() -> None:
    words = ("%(num)s byte", "%(num)s bytes")
    assert [language("en").ngettext(*words, n) for n in (0, 1, 2)] == [
        "0 bytes",
        "1 byte",
        "2 bytes",
    ]
    assert [language("vi").ngettext(*words, n) for n in (1, 2)] == ["1 byte", "2 byte"]
