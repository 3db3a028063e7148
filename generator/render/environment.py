"""The templates of one language: how they are found, compiled, escaped and given their words."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import jinja2

from generator.render.catalogues import language
from generator.render.date_words import date_html, date_words
from generator.render.filters import capfirst, filters
from generator.views.urls import chart, in_language

if TYPE_CHECKING:
    from generator.settings import Settings


@cache
def environment(settings: Settings, lang: str) -> jinja2.Environment:
    """The environment of `site_src/templates` for pages in `lang`.

    Everything is escaped, an unknown name is an error, and words come from the
    language's catalogue. Made once: files that change later are read after `read_again`.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(settings.site_src / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(  # type: ignore[attr-defined]  # of the extension
        language(lang).translations, newstyle=True
    )
    environment.filters.update(filters(lang))
    environment.globals.update(
        lang=lang,
        languages={code: _own_name(code) for code in settings.languages},
        base_url=settings.base_url,
        repo_url=settings.repo_url,
        chart_url=chart,
    )
    return environment


@cache
def environment_at(settings: Settings, lang: str, depth: int) -> jinja2.Environment:
    """The environment for pages that many folders down.

    Its `link` leads to a page of the language, `root` to a file of the site; `absolute` is
    a page's address on the web, '' where the site has none.
    """
    up = "../" * depth
    is_first = lang == settings.languages[0]
    root = up if is_first else f"{up}../"
    overlay = environment(settings, lang).overlay()
    overlay.globals = {
        **overlay.globals,
        "link": lambda url: up + url,
        "root": lambda path: root + path,
        "absolute": partial(_absolute, settings, lang),
    }
    return overlay


def _absolute(settings: Settings, lang: str, url: str) -> str:
    return settings.base_url and settings.base_url + in_language(url, lang, settings.languages)


def _own_name(code: str) -> str:
    """What a language is called in itself."""
    locale = language(code).locale
    return capfirst(locale.languages[locale.language])


def read_again() -> None:
    """Forget templates and words, so that files changed since are read again."""
    for remembered in (environment, environment_at, language, date_words, date_html):
        remembered.cache_clear()
