"""What a generated page is when it leaves the templates; not how it is made, nor its theme."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """An entry of the contents list: a heading of the body, of level 2 or 3."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A page above this one; `url` is relative to the language's root."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataLink:
    """A file with this page's data; `url` is relative to the site's root.

    Data have no language, so the pages of every language link to one file.
    """

    url: str
    media_type: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What others show of a page; `url` is relative to the language's root, `text` says it."""

    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """Something to be found by name: `url` is relative to the language's root, with an anchor.

    `name` is the part of the `title` that is its own, "Uông Bí" of "Thành phố Uông Bí";
    '' is all of it. `aliases` are titles with the same name that a reader may also type,
    such as "Uông Bí city". `detail` is shown below the title and tells homonyms apart;
    `code` finds it when typed whole, `text` when nothing else does.
    `kind` is one of `generator.site.search.KINDS`; among entries of one kind that answer
    equally well, a higher `boost` comes first.
    """

    title: str
    url: str
    kind: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    detail: str = ""
    code: str = ""
    text: str = ""
    boost: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A generated page in one language. All texts are plain, not yet escaped, but for two.

    `body` is safe HTML with its own <h1> and balanced tags. `structured_data` is JSON
    text, or ''. `url` is relative to the language's root and the same in each language;
    `section` is the entry of the navigation that the page belongs to, as an URL of the
    same kind. `card` is None for a page that has none of its own. `feeds` tell of changes to
    what it shows. `edit_url`, `report_url` and `figure_url`, where a reader sends a figure, are
    absolute, or '' where there is none.
    """

    lang: str
    url: str
    title: str
    description: str
    body: str
    section: str = ""
    headings: tuple[Heading, ...] = ()
    breadcrumbs: tuple[Crumb, ...] = ()
    structured_data: str = ""
    card: Picture | None = None
    data_links: tuple[DataLink, ...] = ()
    feeds: tuple[DataLink, ...] = ()
    edit_url: str = ""
    report_url: str = ""
    figure_url: str = ""
