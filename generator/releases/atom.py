"""Feeds as XML; not what they tell.

The Atom Syndication Format: https://www.rfc-editor.org/rfc/rfc4287. Ids are tags, which stay
as they are when a page moves: https://www.rfc-editor.org/rfc/rfc4151.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from datetime import datetime

_NAMESPACE = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
_SINCE = "2026"
"""A year in which the host was the publisher's own, as a tag needs one."""

# https://www.w3.org/TR/xml/#charsets
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry: `url` is absolute, `html` its content, `id` a tag."""

    id: str
    title: str
    url: str
    updated: datetime
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: `url` is its own address, `page` that of the page with the same news."""

    id: str
    lang: str
    title: str
    author: str
    licence: str
    url: str
    page: str
    updated: datetime
    entries: tuple[Entry, ...]


def tag(base_url: str, name: str) -> str:
    """The id of something on the site, for good.

    >>> tag("https://data.example.org/posts/", "data/0.2.0/vi")
    'tag:data.example.org,2026:/posts/data/0.2.0/vi'
    """
    site = urlsplit(base_url)
    host = (site.hostname or "").encode("idna").decode()
    return f"tag:{host},{_SINCE}:{quote(site.path)}{name}"


def atom(feed: Feed) -> bytes:
    """The feed as a document."""
    root = Element("feed", {"xmlns": _NAMESPACE, _LANG: feed.lang})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", feed.updated.isoformat())
    _text(SubElement(root, "author"), "name", feed.author)
    if feed.licence:
        _text(root, "rights", feed.licence)
    SubElement(root, "link", rel="self", type="application/atom+xml", href=feed.url)
    SubElement(root, "link", rel="alternate", type="text/html", hreflang=feed.lang, href=feed.page)
    for entry in feed.entries:
        _entry(root, entry, feed.lang)
    indent(root)
    return f"{_DECLARATION}\n{tostring(root, encoding='unicode')}\n".encode()


def _entry(root: Element, entry: Entry, lang: str) -> None:
    element = SubElement(root, "entry")
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", entry.updated.isoformat())
    SubElement(element, "link", rel="alternate", type="text/html", hreflang=lang, href=entry.url)
    _text(element, "content", entry.html).set("type", "html")


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = _NO_CHARACTER.sub("\ufffd", text)
    return element
