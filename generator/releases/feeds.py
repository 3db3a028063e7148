"""Who is told of new releases: those who follow the whole package, and those who follow a province.

Without an address of the site there are no feeds: their ids and links must be absolute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.artifacts import Artifact
from generator.diffs.words import say
from generator.exports.about import about
from generator.releases.atom import Entry, Feed, atom, tag
from generator.render.filters import capfirst, name_of
from generator.render.markdown import markdown_line
from generator.views import urls
from generator.views.changed import changes_of, release_notes
from generator.wording import told_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.releases.known import Releases
    from generator.settings import Settings
    from generator.views.maker import Maker
    from generator.views.parts import UnitRef
    from generator.views.versions import UnitChange, UnitRelease

_ENTRIES = 30
"""The releases that a feed tells of; the page of versions has all."""


class Feeds:
    """The feeds of one language."""

    def __init__(self, settings: Settings, releases: Releases, maker: Maker) -> None:
        """Make nothing yet."""
        self._settings = settings
        self._about = about(releases.latest)
        self._broken = {r.version: r.record.left_out for r in releases.all}
        self._first = releases.all[0].time
        self._maker = maker
        self._lang = maker.lang

    def artifacts(self) -> Iterator[Artifact]:
        """The feed of all changes, then one for each province; none without an address."""
        if not self._settings.base_url:
            return
        yield self._artifact(urls.FEED, self._of_all())
        for row in self._maker.store.rows("units"):
            if row["level"] == "province":
                unit = self._maker.unit(row["unit_id"])
                yield self._artifact(urls.unit_feed(unit.url), self._of_unit(unit))

    def _of_all(self) -> Feed:
        entries = [
            Entry(
                id=self._tag("data", note.version),
                title=say("release", self._lang, version=note.version),
                url=self._url(f"{urls.VERSIONS}#{note.anchor}"),
                updated=note.revised,
                html=_list(
                    [
                        *self._broken_words(note.version),
                        *map(escape, note.redactions),
                        *map(markdown_line, note.sentences),
                    ]
                ),
            )
            for note in release_notes(self._maker)[:_ENTRIES]
        ]
        title = say("feed", self._lang, title=self._about.title[told_in(self._lang)])
        return self._feed(self._tag("data"), title, urls.FEED, urls.VERSIONS, entries)

    def _of_unit(self, unit: UnitRef) -> Feed:
        name = name_of(unit, self._lang)
        entries = [
            Entry(
                id=self._tag("units", unit.unit_id, release.note.version),
                title=say("release-in-unit", self._lang, version=release.note.version, unit=name),
                url=self._url(f"{unit.url}#changes"),
                updated=release.note.revised,
                html=self._changes(release, unit),
            )
            for release in changes_of(self._maker, unit.unit_id)[:_ENTRIES]
        ]
        title = say(
            "feed-of-unit", self._lang, title=self._about.title[told_in(self._lang)], unit=name
        )
        path = urls.unit_feed(unit.url)
        return self._feed(self._tag("units", unit.unit_id), title, path, unit.url, entries)

    def _changes(self, release: UnitRelease, unit: UnitRef) -> str:
        return _list(
            self._change(change, is_own=change.unit_id == unit.unit_id)
            for change in release.changes
        )

    def _change(self, change: UnitChange, *, is_own: bool) -> Markup:
        said = escape(" ".join(change.sentences))
        if is_own:
            return said
        name = escape(capfirst(change.name))
        if change.url:
            name = Markup('<a href="{}">{}</a>').format(self._url(change.url), name)
        return Markup("<b>{}.</b> {}").format(name, said)

    def _broken_words(self, version: str) -> Iterator[Markup]:
        if self._broken[version]:
            yield escape(say("broken", self._lang, tables=", ".join(self._broken[version])))

    def _feed(self, id_: str, title: str, path: str, page: str, entries: list[Entry]) -> Feed:
        return Feed(
            id=id_,
            lang=self._lang,
            title=title,
            author="; ".join(self._about.creators) or self._about.name,
            licence="; ".join(self._about.licences),
            url=self._url(path),
            page=self._url(page),
            updated=max((entry.updated for entry in entries), default=self._first),
            entries=tuple(entries),
        )

    def _artifact(self, path: str, feed: Feed) -> Artifact:
        return Artifact(urls.in_language(path, self._lang, self._settings.languages), atom(feed))

    def _url(self, path: str) -> str:
        return self._settings.base_url + urls.in_language(
            path, self._lang, self._settings.languages
        )

    def _tag(self, *parts: str) -> str:
        return tag(self._settings.base_url, "/".join((*parts, self._lang)))


def _list(lines: Iterable[Markup]) -> str:
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return str(Markup("<ul>{}</ul>").format(items))
