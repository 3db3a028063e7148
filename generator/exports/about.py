"""What a descriptor says of its package, in one shape for all formats; not how a format says it.

Properties: https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from generator.exceptions import PublicationError
from generator.exports.words import say
from generator.wording import LANGUAGES, told_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.dataset import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A version of a package. Texts by language; '' or () for what the descriptor does not say.

    A package without a title or a creator is known by its name, which every one has.

    `released` is the descriptor's `created`: the same in every file made of a version.
    `licence` is the identifier of the first licence and `licence_url` its address;
    `licences` and `sources` are title and address as a reader needs them.
    """

    name: str
    version: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    released: datetime | None
    creators: tuple[str, ...]
    licence: str
    licence_url: str
    licences: tuple[str, ...]
    sources: tuple[str, ...]
    keywords: tuple[str, ...]
    homepage: str

    def citation(self, lang: str) -> str:
        """How to cite this version, in one line."""
        line = say(
            "citation",
            lang,
            creators="; ".join(self.creators),
            year=str(self.released.year) if self.released else "–",
            title=self.title[told_in(lang)],
            version=self.version,
        )
        return f"{line} {self.homepage}".rstrip()


def about(dataset: Dataset) -> About:
    """Read the descriptor.

    Raises:
        PublicationError: `created` is not a time.
    """
    descriptor = dataset.descriptor
    licences = descriptor.get("licenses", [])
    name = str(descriptor["name"])
    return About(
        name=name,
        version=str(descriptor["version"]),
        title={lang: _text(descriptor, "title", lang) or name for lang in LANGUAGES},
        description={lang: _text(descriptor, "description", lang) for lang in LANGUAGES},
        released=_time(descriptor.get("created", "")),
        creators=tuple(filter(None, _creators(descriptor))) or (name,),
        licence=next((str(licence.get("name", "")) for licence in licences), ""),
        licence_url=next((str(licence.get("path", "")) for licence in licences), ""),
        licences=tuple(map(_linked, licences)),
        sources=tuple(map(_linked, descriptor.get("sources", []))),
        keywords=tuple(dict.fromkeys(map(str, descriptor.get("keywords", [])))),
        homepage=str(descriptor.get("homepage", "")),
    )


def _text(descriptor: Mapping[str, Any], what: str, lang: str) -> str:
    """A text of the descriptor: Vietnamese has the plain name, others a suffix."""
    plain = str(descriptor.get(what, ""))
    return plain if lang == "vi" else str(descriptor.get(f"{what}_{lang}", plain))


def _time(created: str) -> datetime | None:
    if not created:
        return None
    try:
        return datetime.fromisoformat(created)
    except ValueError as error:
        raise PublicationError(f"datapackage.json: created: {error}") from error


def _creators(descriptor: Mapping[str, Any]) -> Iterable[str]:
    """The contributors who created the package, or all where none is said to have."""
    contributors = descriptor.get("contributors", [])
    creators = [c for c in contributors if "creator" in c.get("roles", ())]
    return [str(c.get("title", "")) for c in creators or contributors]


def _linked(item: Mapping[str, Any]) -> str:
    """A licence or source as a reader needs it: what it is called, and where it is."""
    title = str(item.get("title") or item.get("name", ""))
    return ", ".join(filter(None, (title, str(item.get("path", "")))))
