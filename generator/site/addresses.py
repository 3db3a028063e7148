"""The addresses of all pages, for those who fetch the site; not for what its pages link to."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.views.urls import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.settings import Settings

_NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def addresses(settings: Settings, urls: Iterable[str]) -> tuple[Artifact, ...]:
    """robots.txt and, where the site has an address of its own, sitemap.xml.

    `urls` are those of all pages, relative to a language's root: each page is there in each
    language. Without dates of change: the project knows when it was built, not when
    a page last said something else. See https://www.sitemaps.org/protocol.html.
    """
    rules = "User-agent: *\nAllow: /\n"
    if not settings.base_url:
        return (Artifact("robots.txt", rules.encode()),)
    rules += f"Sitemap: {settings.base_url}sitemap.xml\n"
    entries = "".join(_entries(settings, url) for url in sorted(set(urls)))
    sitemap = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_NAMESPACES}>\n{entries}</urlset>\n'
    )
    return Artifact("robots.txt", rules.encode()), Artifact("sitemap.xml", sitemap.encode())


def _entries(settings: Settings, url: str) -> str:
    """A page in each language, each time with its address in all of them."""
    places = {
        lang: escape(settings.base_url + in_language(url, lang, settings.languages))
        for lang in settings.languages
    }
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{lang}" href="{place}"/>'
        for lang, place in {**places, "x-default": places[settings.languages[0]]}.items()
    )
    return "".join(f"<url><loc>{place}</loc>{alternates}</url>\n" for place in places.values())
