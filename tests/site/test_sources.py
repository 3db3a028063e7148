"""Generated pages as MkDocs sources: plain MkDocs makes of them what stamping makes."""

from __future__ import annotations

import os
import subprocess
import sys
from html import escape
from typing import TYPE_CHECKING

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from generator.render.page import Crumb, Heading, Page
from generator.settings import PROJECT
from generator.site.sources import block, front_matter, source, write_sources
from generator.site.stamping import stamp
from tests.site.samples import pages

if TYPE_CHECKING:
    from pathlib import Path

    from generator.settings import Settings
    from generator.site.stamping import Shells


@pytest.fixture(scope="module")
def through_mkdocs(published: Settings, shells: Shells) -> Path:
    """The site that the command `mkdocs build` makes of written sources."""
    folder = published.project / "build"
    configs = write_sources(
        pages(), published, folder, data_version="1.4.0", policies=shells.policies
    )
    for config in configs.values():
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config)]
        subprocess.run(command, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return folder / "mkdocs"


def test_plain_mkdocs_and_stamping_give_the_same_bytes(
    through_mkdocs: Path, shells: Shells
) -> None:
    site = {"vi": through_mkdocs, "en": through_mkdocs / "en"}
    differing = [
        (page.lang, page.url)
        for page in pages()
        if (site[page.lang] / page.url).read_bytes() != stamp(shells, page)
    ]
    assert differing == []
    assert len(pages()) == 54


def test_plain_mkdocs_gives_the_same_hand_written_pages_and_assets(
    through_mkdocs: Path, shells: Shells
) -> None:
    differing = [
        artifact.path
        for artifact in shells.artifacts
        if (through_mkdocs / artifact.path).read_bytes() != artifact.data
    ]
    assert differing == []


_CONFIG = load_config(str(PROJECT / "mkdocs.yml"))
_MARKDOWN = markdown.Markdown(
    extensions=_CONFIG.markdown_extensions, extension_configs=_CONFIG.mdx_configs
)

_TEXT = st.text(
    st.sampled_from(list("\n\n\n \t\r`~#*_[]()<>&\"'=-+|:!{}%$\\\x02\x03\x0c\x85\u2028đ1."))
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)
_CONTENT = (
    _TEXT.map(escape)
    | st.sampled_from(["\n```\n", "\n~~~\n", "\n\n    code\n", "\n# h\n", "\n[a]: b\n", "[TOC]\n"])
    | st.sampled_from(["<br>", "<hr>", '<img alt="b > c">', "<path d='M0\n\n1'/>", "<!-- c -->"])
)
_TAGS = ["div", "p", "pre", "table", "td", "ul", "li", "details", "svg", "g", "h2", "a", "title"]


def _element(tag: str, title: str, content: list[str]) -> str:
    return f'<{tag} title="{escape(title)}">{"".join(content)}</{tag}>'


_HTML = st.recursive(
    _CONTENT,
    lambda inner: st.builds(_element, st.sampled_from(_TAGS), _TEXT, st.lists(inner, max_size=4)),
    max_leaves=12,
)


@given(st.lists(_HTML, max_size=4).map("".join))
def test_markdown_leaves_every_body_as_it_is(body: str) -> None:
    _MARKDOWN.reset()
    assert _MARKDOWN.convert(block(body)) == block(body)


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("<pre>\n  a\n\n  b\n</pre>", "<pre>\n  a\n\n  b\n</pre>"),
        ("<pre>\na\tb\n</pre>", "<pre>\na   b\n</pre>"),
        ("<pre>\n   \na\r\nb\rc</pre>", "<pre>\n\na\nb\nc</pre>"),
        ("<pre>\n```\n~~~~\n``\n</pre>", "<pre>\n&#96;``\n&#126;~~~\n``\n</pre>"),
        ("a\x02b\x03c", "abc"),
    ],
)
def test_a_body_is_written_as_markdown_would_leave_it(body: str, written: str) -> None:
    assert block(body) == f'<div class="page-body">\n{written}\n</div>'


_ANY = st.text(
    st.sampled_from(list("\n\r\t -:'\"#&*!|>%@`{}[],?.~0\x85\u2028\ufeff\x00\x07🙂"))
    | st.characters(exclude_categories=["Cs"]),
    max_size=30,
)


@given(title=_ANY, description=_ANY, texts=st.lists(_ANY, max_size=3))
def test_front_matter_is_read_back_as_it_was(
    title: str, description: str, texts: list[str]
) -> None:
    page = Page(
        lang="vi",
        url="x.html",
        title=title,
        description=description,
        body="<p>x</p>",
        headings=tuple(Heading(level=2, id=text, text=text) for text in texts),
        breadcrumbs=tuple(Crumb(title=text, url=text) for text in texts),
    )
    content, meta = get_data(source(page))
    assert meta == front_matter(page)
    assert content == block(page.body) + "\n"


def test_headings_of_level_3_stand_below_the_heading_before_them() -> None:
    page = pages()[0]
    assert front_matter(page)["headings"] == [
        {"id": "first", "text": "cấp 3 trước"},
        {
            "id": "a",
            "text": "Tiến độ & <đích>",
            "children": [{"id": "a-1", "text": "%s {0}"}, {"id": "a-2", "text": '"'}],
        },
        {"id": "b", "text": "no", "children": []},
    ]
