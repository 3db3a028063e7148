"""Generated pages as MkDocs sources; not their theme.

A source carries in its front matter what the theme puts around a page, and the body
as one block of raw HTML, which Markdown leaves as it is. The quick way, in
`generator.site.stamping`, gives the theme the same two things: `front_matter` and `block`.
"""

from __future__ import annotations

import os
import re
import shutil
from types import MappingProxyType
from typing import TYPE_CHECKING

import yaml

from generator.render.catalogues import language
from generator.views import urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.render.page import Heading, Page
    from generator.settings import Settings

TAB_LENGTH = 4
"""Python-Markdown's own: it replaces tabs by spaces, in raw HTML too."""

_MARKS = str.maketrans(dict.fromkeys("\x02\x03"))
_BLANKS = re.compile(r"\n +(?=\n)")
_FENCE = re.compile(r"\n(?:`(?=``)|~(?=~~))")


def front_matter(page: Page) -> dict[str, object]:
    """What the theme is told of a page, by the names that its templates use."""
    return {
        "title": page.title,
        "description": page.description,
        "section": page.section,
        "headings": _nested(page.headings),
        "breadcrumbs": [{"title": crumb.title, "url": crumb.url} for crumb in page.breadcrumbs],
        "structured_data": page.structured_data,
        "card": {"url": page.card.url, "text": page.card.text} if page.card else None,
        "data_links": [
            {"url": link.url, "media_type": link.media_type, "title": link.title}
            for link in page.data_links
        ],
        "feeds": [
            {"url": link.url, "media_type": link.media_type, "title": link.title}
            for link in page.feeds
        ],
        "edit_url": page.edit_url,
        "report_url": page.report_url,
        "figure_url": page.figure_url,
    }


def _nested(headings: tuple[Heading, ...]) -> list[dict[str, object]]:
    """Headings of level 3 as the children of the heading of level 2 before them."""
    top: list[dict[str, object]] = []
    children: list[dict[str, object]] = top
    for heading in headings:
        entry: dict[str, object] = {"id": heading.id, "text": heading.text}
        if heading.level == 2:  # noqa: PLR2004 - a level of HTML
            children = []
            top.append(entry | {"children": children})
        else:
            children.append(entry)
    return top


def block(body: str) -> str:
    """The body within one element, written so that Markdown passes it through unchanged.

    What Markdown would change in raw HTML is changed here, to the same effect: control
    characters that it uses as marks, other line ends, tabs, lines of blanks. A fence of
    code at the beginning of a line would be read as one, and becomes a reference.
    """
    text = f'<div class="page-body">\n{body}\n</div>'
    if "\x02" in text or "\x03" in text:
        text = text.translate(_MARKS)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _BLANKS.sub("\n", text.expandtabs(TAB_LENGTH))
    return _FENCE.sub(lambda fence: f"\n&#{ord(fence[0][1])};", text)


def source(page: Page) -> str:
    """The page as a Markdown file with front matter."""
    meta = yaml.safe_dump(
        front_matter(page),
        default_style='"',  # the one style in which every character comes back as it was
        allow_unicode=True,
        sort_keys=False,
        width=10**9,
    )
    return f"---\n{meta}---\n{block(page.body)}\n"


def hand_written_urls(settings: Settings) -> tuple[str, ...]:
    """URLs of the hand-written pages, relative to a language's root: the same in each language."""
    pages = settings.site_src / "pages" / settings.languages[0]
    sources = (path.relative_to(pages) for path in pages.rglob("*.md"))
    return tuple(sorted(path.with_suffix(".html").as_posix() for path in sources))


def write_sources(
    pages: Iterable[Page],
    settings: Settings,
    folder: Path,
    *,
    data_version: str = "",
    policies: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> dict[str, Path]:
    """Write everything that plain `mkdocs build -f` needs; return the configurations by language.

    Below `folder`: docs/<lang>/ with pages and assets, and mkdocs.<lang>.yml. Built in the
    order returned, they make one site in `folder`/mkdocs/. `policies` are those of each
    language's pages; without them, their place in the pages stays empty.
    """
    site_src = settings.site_src
    for lang in settings.languages:
        docs = folder / "docs" / lang
        shutil.rmtree(docs, ignore_errors=True)
        shutil.copytree(site_src / "pages" / lang, docs)
        shutil.copytree(site_src / "assets", docs / "assets")
    for page in pages:
        path = folder / "docs" / page.lang / page.url.removesuffix(".html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(f"{path.name}.md").write_text(source(page), "utf-8", newline="\n")
    return write_configs(settings, folder, data_version=data_version, policies=policies)


def write_configs(
    settings: Settings,
    folder: Path,
    *,
    data_version: str = "",
    policies: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> dict[str, Path]:
    """The configurations alone, as `write_sources` writes them, by language."""
    return {
        lang: _write_config(
            lang,
            settings,
            folder,
            {
                "data_version": data_version,
                "alternate": [_alternate(code, settings) for code in settings.languages],
                "policies": dict(policies.get(lang, {})),
            },
        )
        for lang in settings.languages
    }


def _write_config(lang: str, settings: Settings, folder: Path, extra: dict[str, object]) -> Path:
    """Write a configuration that inherits the project's, with the paths and addresses of a run."""
    is_first = lang == settings.languages[0]
    project = os.path.relpath(settings.project.resolve(), folder.resolve())
    root = "" if is_first else f"{lang}/"
    config = {
        "INHERIT": f"{project}/mkdocs.yml" if is_first else f"{project}/mkdocs.{lang}.yml",
        "docs_dir": f"docs/{lang}",
        "site_dir": f"mkdocs/{root}".rstrip("/"),
        "site_url": settings.base_url and f"{settings.base_url}{root}",
        "repo_url": settings.repo_url,
        "theme": {"custom_dir": f"{project}/site_src/theme"},
        "extra": {
            "base_url": settings.base_url,
            "site_root": "" if is_first else "../",
            "pages": f"{settings.site_src.relative_to(settings.project)}/pages/{lang}",
            **extra,
        },
    }
    path = folder / f"mkdocs.{lang}.yml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def _alternate(code: str, settings: Settings) -> dict[str, object]:
    """A language as the theme names it, links to it, and tells in it that a page is missing.

    `%(home)s` stands where the address of its home page belongs.
    """
    spoken = language(code)
    return {
        "lang": code,
        "locale": spoken.with_territory,
        "name": spoken.own_name,
        "link": urls.in_language("", code, settings.languages),
        "missing": {
            "title": spoken.gettext("Page not found"),
            "text": spoken.gettext(
                "This page does not exist, or has moved. "
                'Go to the <a href="%(home)s">home page</a>.',
                home="%(home)s",
            ),
        },
    }
