"""The texts of `texts.toml`, and a package that has them wherever anybody may write something."""

from __future__ import annotations

import csv
import io
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FIXTURE = Path(__file__).parent.parent / "fixtures" / "package"


@dataclass(frozen=True, slots=True)
class Case:
    """A text, and the rule that refuses it: '' for none; one that ends in `*` for any of them."""

    kind: str
    text: str
    rule: str


def cases() -> tuple[Case, ...]:
    """All texts, each once."""
    kinds = tomllib.loads(Path(__file__).with_name("texts.toml").read_text("utf-8"))["kind"]
    return tuple(
        Case(kind["name"], text, kind.get("rule", "")) for kind in kinds for text in kind["texts"]
    )


def published() -> tuple[str, ...]:
    """The texts that no rule refuses."""
    return tuple(case.text for case in cases() if not case.rule)


def copied(folder: Path) -> Path:
    """The small package of all tests, to be changed."""
    shutil.copytree(FIXTURE, folder)
    return folder


def add_rows(package: Path, table: str, rows: Iterable[Mapping[str, str]]) -> None:
    """Add rows to a table; a field that a row does not name is empty."""
    path = package / "data" / f"{table}.csv"
    names, *there = csv.reader(io.StringIO(path.read_bytes().decode(), newline=""))
    added = [[row.get(name, "") for name in names] for row in rows]
    assert not {key for row in rows for key in row} - set(names)
    # A bare carriage return would end a line: it is no fault of a text's then, but of the file's.
    quoting = (
        csv.QUOTE_ALL if any("\r" in cell for row in added for cell in row) else csv.QUOTE_MINIMAL
    )
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n", quoting=quoting)
    writer.writerows([names, *sorted([*there, *added])])
    path.write_bytes(text.getvalue().encode())


def written_everywhere(package: Path) -> None:
    """Put each text into a source, an event, a document, a village, a person and an indicator."""
    texts = published()
    numbered = [(f"case-{number:03}", text) for number, text in enumerate(texts)]
    add_rows(package, "sources", map(_source, _fours(texts)))
    add_rows(package, "events", (_event(key, text) for key, text in numbered))
    add_rows(package, "documents", map(_document, _fours(texts)))
    short = [(key, text) for key, text in numbered if len(text) <= 100]
    add_rows(package, "units", (_village(key, text) for key, text in short))
    add_rows(package, "persons", ({"person_id": key, "name": text} for key, text in short))
    add_rows(package, "memberships", (_membership(key) for key, _ in short))
    add_rows(package, "indicators", (_indicator(key, text) for key, text in short[::20]))
    figures = [(key, text, year) for key, text in short[::20] for year in ("2016", "2018")]
    add_rows(package, "observations", (_observation(*figure) for figure in figures))


def _fours(texts: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    """Four texts at a time, with a key; the last ones are completed by the first."""
    return [
        (f"case-{at:03}", [*texts[at : at + 4], *texts[:3]][:4]) for at in range(0, len(texts), 4)
    ]


def _source(of: tuple[str, Sequence[str]]) -> dict[str, str]:
    key, (one, two, three, four) = of
    return {
        "source_id": key,
        "title": one,
        "title_en": two,
        "publisher": three,
        "author": four,
        "url": f"https://example.org/{key}?q='onclick=alert(1)<b>\"&x={{{{7*7}}}}",
        "language": "vi",
        "published": "2019",
        "note_vi": two,
        "note_en": three,
    }


def _document(of: tuple[str, Sequence[str]]) -> dict[str, str]:
    key, (one, two, three, four) = of
    return {
        "document_id": key,
        "number": min(one, two, three, four, key=len),
        "type": "directive",
        "unit_id": "vn",
        "title_vi": one,
        "title_en": two,
        "issuer_vi": three,
        "issuer_en": four,
        "date": "2016",
        "note_vi": two,
        "note_en": one,
    }


def _evidence(text: str) -> dict[str, str]:
    return {
        "source_id": "case-000",
        "quote": f"chữ {text}",
        "date_as_written": f"năm {text}",
        "date_basis": "stated",
    }


def _event(key: str, text: str) -> dict[str, str]:
    return {
        "event_id": key,
        "unit_id": "d-196",
        "stage": "training",
        "title_vi": text,
        "title_en": text,
        "date": "2018",
        "status": "actual",
        **_evidence(text),
        "note_vi": text,
        "note_en": text,
    }


def _village(key: str, text: str) -> dict[str, str]:
    return {
        "unit_id": f"v-c05983-{key}",
        "parent_id": "c-05983",
        "level": "village",
        "type": "thon",
        "name_vi": text,
        "valid_to": "2025-07-01",
    }


def _membership(key: str) -> dict[str, str]:
    return {
        "membership_id": key,
        "person_id": key,
        "post_id": "commune-chair",
        "unit_id": "c-05983",
        "start": "2016",
        "as_of": "2018",
        **_evidence("một người"),
    }


def _indicator(key: str, text: str) -> dict[str, str]:
    words = ("name", "definition", "numerator", "denominator")
    return {
        "indicator_id": key,
        **{f"{word}_{lang}": text for word in words for lang in ("vi", "en")},
        "counted_thing": "village",
        "kind": "share",
        "group": "consolidation",
        "headline": "true",
    }


def _observation(key: str, text: str, year: str) -> dict[str, str]:
    return {
        "observation_id": f"{key}-{year}",
        "indicator_id": key,
        "unit_id": "d-196",
        "date": year,
        "status": "actual",
        "numerator": "3",
        "denominator": "7",
        "qualifier": "exact",
        **_evidence(text),
        "note_vi": text,
        "note_en": text,
    }
