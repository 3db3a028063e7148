"""What tells search engines of all pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site.addresses import addresses

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.settings import Settings


def test_the_sitemap_has_each_page_in_each_language_with_its_alternates(
    published: Settings,
) -> None:
    robots, sitemap = addresses(published, ["index.html", "a.html", "a.html"])
    assert robots.path == "robots.txt"
    assert robots.data.decode() == (
        "User-agent: *\nAllow: /\nSitemap: https://example.github.io/data/sitemap.xml\n"
    )
    assert sitemap.path == "sitemap.xml"
    alternates = (
        '<xhtml:link rel="alternate" hreflang="vi" href="https://example.github.io/data/{0}"/>'
        '<xhtml:link rel="alternate" hreflang="en" href="https://example.github.io/data/en/{0}"/>'
        '<xhtml:link rel="alternate" hreflang="x-default" href="https://example.github.io/data/{0}"/>'
    )
    assert sitemap.data.decode().splitlines()[2:] == [
        f"<url><loc>https://example.github.io/data/{place}</loc>{alternates.format(url)}</url>"
        for place, url in [
            ("a.html", "a.html"),
            ("en/a.html", "a.html"),
            ("index.html", "index.html"),
            ("en/index.html", "index.html"),
        ]
    ] + ["</urlset>"]


def test_a_site_without_an_address_has_no_sitemap(project: Callable[[], Settings]) -> None:
    (robots,) = addresses(project(), ["index.html"])
    assert robots.data.decode() == "User-agent: *\nAllow: /\n"
