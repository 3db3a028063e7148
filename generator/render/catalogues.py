"""The words of each language: read for rendering, gathered from the code for translators.

Not for texts of the data, nor for those of the package's rules. The words in code and
templates are English, so English has no catalogue; each other language has one
`locale/<code>/messages.po`. docs/languages.md says what a new language takes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from typing import TYPE_CHECKING

from babel.core import get_global
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from generator.settings import PROJECT, discover
from generator.wording import SOURCE, locale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from babel import Locale

_TEMPLATES = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
_FOLDERS = (
    ("generator", "python"),
    ("site_src/templates", "jinja2"),
    ("site_src/theme", "jinja2"),
)
_FILES = {"python": ("**.py",), "jinja2": ("**.html", "**.svg", "**.txt", "**.xml")}
_NOTES_TO_TRANSLATORS = "Translators:"


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language of the site: its code, its formats, its words.

    The three methods take an English text that is written out where they are
    called, so that it can be gathered, and fill in its `%(name)s`. A percent sign
    is `%%`, as in templates.
    """

    code: str
    locale: Locale
    translations: NullTranslations

    @property
    def own_name(self) -> str:
        """What the language is called in itself, as a name stands in a list."""
        name = str(self.locale.languages[self.locale.language])
        return name[:1].title() + name[1:]

    @property
    def with_territory(self) -> str:
        """Its code with the country whose forms it has, as Open Graph wants it: `vi_VN`."""
        territory = self.locale.territory
        likely = get_global("likely_subtags").get(self.locale.language, "").rpartition("_")[2]
        return f"{self.locale.language}_{territory or likely}"

    def gettext(self, message: str, /, **values: object) -> str:
        """The text in this language."""
        return self.translations.gettext(message) % values

    def ngettext(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """The text for a number of things, which is also there as `%(num)s`."""
        return self.translations.ngettext(singular, plural, n) % {"num": n, **values}

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """The text where English has one word for what other languages tell apart."""
        return self.translations.pgettext(context, message) % values


@cache
def language(code: str, project: Path = PROJECT) -> Language:
    """A language by its code, from its catalogue as it was when first asked for."""
    if code == SOURCE:
        return Language(code, locale(code), NullTranslations())
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(code, project))
    compiled.seek(0)
    return Language(code, locale(code), GNUTranslations(compiled))


def catalogue(code: str, project: Path = PROJECT) -> Catalog:
    """The catalogue of a language as its file has it."""
    with _path(code, project).open("rb") as file:
        return read_po(file, locale=locale(code))


def messages(project: Path = PROJECT) -> Catalog:
    """Every text that code and templates ask for, with the places where they do."""
    found = Catalog(charset="utf-8")
    for folder, method in _FOLDERS:
        for file, line, message, notes, context in extract_from_dir(
            project / folder,
            method_map=[(pattern, method) for pattern in _FILES[method]],
            options_map={"**": _TEMPLATES if method == "jinja2" else {}},
            comment_tags=[_NOTES_TO_TRANSLATORS],
            strip_comment_tags=True,
        ):
            place = (f"{folder}/{file}", line)
            found.add(message, locations=[place], auto_comments=notes, context=context)
    return found


def untranslated(code: str, project: Path = PROJECT) -> Iterator[str]:
    """Each text without a translation that is sure, with the places where it is used."""
    translated = catalogue(code, project)
    for message in messages(project):
        known = translated.get(message.id, message.context)
        if message.id and (known is None or known.fuzzy or not _is_complete(known.string)):
            places = ", ".join(f"{file}:{line}" for file, line in message.locations)
            yield f"{message.id!r} ({places})"


def update(languages: Iterable[str], project: Path = PROJECT) -> None:
    """Write each language's catalogue anew: translations kept, new texts empty, unused ones gone.

    The file names no lines and no day, so that it changes only when texts do.
    """
    found = messages(project)
    for code in languages:
        if code == SOURCE:
            continue
        path = _path(code, project)
        known = catalogue(code, project) if path.exists() else Catalog(locale=locale(code))
        known.update(found, no_fuzzy_matching=True)
        text = io.BytesIO()
        write_po(text, known, omit_header=True, ignore_obsolete=True, include_lineno=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_header(known).encode() + text.getvalue())


def _header(known: Catalog) -> str:
    return (
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {known.locale_identifier}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {known.plural_forms}\\n"\n'
        "\n"
    )


def _path(code: str, project: Path) -> Path:
    return project / "site_src" / "locale" / code / "messages.po"


def _is_complete(translation: str | tuple[str, ...] | list[str]) -> bool:
    return bool(translation) if isinstance(translation, str) else all(translation)


if __name__ == "__main__":
    update(discover().languages)
