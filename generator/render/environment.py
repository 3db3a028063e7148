"""The templates of one language: how they are found, compiled, escaped and given their words."""

from __future__ import annotations

from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, cast

import jinja2
from markupsafe import Markup, escape

from generator.policy import REFERRER, policy
from generator.render.catalogues import language
from generator.render.compiled import COMPILED
from generator.render.compiling import TemplateEnvironment, word_functions
from generator.render.date_words import date_html, date_words
from generator.render.figure_words import figure_filters
from generator.render.filters import capfirst, filters, name_of
from generator.render.html import as_html
from generator.views.urls import chart, in_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.settings import Settings
    from generator.views.parts import UnitRef


@cache
def environment(settings: Settings, lang: str) -> jinja2.Environment:
    """The environment of `site_src/templates` for pages in `lang`.

    Everything is escaped, an unknown name is an error, and words come from the
    language's catalogue. Made once for a basis: see `read_for`.
    """
    environment = TemplateEnvironment(
        loader=jinja2.FileSystemLoader(settings.site_src / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=COMPILED,
        optimized=False,  # what is compiled serves all languages
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # of the extension
    environment.globals.update(word_functions(language(lang).translations))
    environment.filters.update({**filters(lang), **figure_filters(lang)})
    environment.globals.update(
        lang=lang,
        languages={code: language(code).own_name for code in settings.languages},
        base_url=settings.base_url,
        repo_url=settings.repo_url,
        chart_url=chart,
        policy=policy(),
        referrer=REFERRER,
    )
    return environment


@cache
def environment_at(settings: Settings, lang: str, depth: int) -> jinja2.Environment:
    """The environment for pages that many folders down.

    Its `link` leads to a page of the language, `root` to a file of the site, `unit_link` is
    a unit's name with its link; `absolute` is a page's address on the web, '' where the site
    has none.
    """
    up = "../" * depth
    is_first = lang == settings.languages[0]
    root = up if is_first else f"{up}../"

    @lru_cache(maxsize=65_536)  # most units are linked to from several pages
    def unit_link(unit: UnitRef, *, capital: bool = False, url: str = "") -> Markup:
        """A unit by its name, with a link to its page, or to `url`, where there is one."""
        name = name_of(unit, lang)
        text = escape(capfirst(name) if capital else name)
        place = url or unit.url
        return as_html(f'<a href="{escape(up + place)}">{text}</a>') if place else text

    overlay = cast("TemplateEnvironment", environment(settings, lang).overlay())
    overlay.globals = {
        **overlay.globals,
        "link": lambda url: up + url,
        "root": lambda path: root + path,
        "unit_link": unit_link,
        "absolute": partial(_absolute, settings, lang),
    }
    overlay.imported = cache(lambda name: overlay.get_template(name).module)
    return overlay


def compile_templates(settings: Settings) -> Mapping[str, bytes]:
    """Compile all templates; what comes of it is for processes that have not: see `Compiled`."""
    first = environment(settings, settings.languages[0])
    for name in first.list_templates():
        first.get_template(name)
    return COMPILED.all()


def _absolute(settings: Settings, lang: str, url: str) -> str:
    return settings.base_url and settings.base_url + in_language(url, lang, settings.languages)


@lru_cache(maxsize=1)
def read_for(basis: str) -> None:  # noqa: ARG001 - it is called again with another one
    """Forget the templates and words that were read for another basis, a digest of all files."""
    for remembered in (environment, environment_at, language, date_words, date_html):
        remembered.cache_clear()
