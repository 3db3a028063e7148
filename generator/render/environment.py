"""The templates of one language: how they are found, compiled, escaped and given their words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import jinja2

from generator.render.catalogues import language
from generator.render.date_words import date_html, date_words
from generator.render.filters import capfirst, filters

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
        revision=settings.revision,
        build_time=settings.build_time,
    )
    return environment


def _own_name(code: str) -> str:
    """What a language is called in itself."""
    locale = language(code).locale
    return capfirst(locale.languages[locale.language])


def read_again() -> None:
    """Forget templates and words, so that files changed since are read again."""
    for remembered in (environment, language, date_words, date_html):
        remembered.cache_clear()
