"""Ids of headings in hand-written pages; `mkdocs.yml` names this as the slugs of its contents."""

from __future__ import annotations

from generator.vietnamese import slug


def heading_id(text: str, _separator: str) -> str:
    """The id of a heading. The theme's own drops đ: "tien-o" for "Tiến độ"."""
    return slug(text)
