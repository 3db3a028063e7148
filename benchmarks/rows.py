"""Rows about a unit, made up so that the package's rules accept them; not for files or sizes.

Everything that they say is drawn from a `Random`: the same seed gives the same rows. Words
come from the package's own registry, indicators and schemas.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from random import Random

Row = dict[str, str]

FIRST_YEAR, LAST_YEAR = 2015, 2024
"""Of what the rows report. Sources came out in the last December, before units were reformed."""

TERM = (2020, 2025)

_MONTHS = 12 * (LAST_YEAR - FIRST_YEAR + 1) - 1
_WORDS_OF_A_QUOTE = 25

# What rows are like, as often as it stands here.
_SELDOM = (True, *[False] * 4)
_WAYS = ("counts", "counts", "percent", "both")
_EXACTNESS = ("year", "month", "month", "day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How many rows of each table are about one unit."""

    observations: int = 0
    targets: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit that rows are about: its names with the type before them, and those above it."""

    unit_id: str
    level: str
    name_vi: str
    name_en: str
    district_id: str
    province_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What rows choose from: indicators of each kind, and stages with their labels."""

    shares: Sequence[Row]
    counts: Sequence[Row]
    stages: Sequence[Mapping[str, str]]

    @property
    def indicators(self) -> Sequence[Row]:
        """All indicators: the headline ones first, then shares, then counts."""
        shares = sorted(self.shares, key=lambda row: row["headline"] != "true")
        return [*shares, *self.counts]


def source(district: Unit, sha256: str) -> Row:
    """The article that everything about a district and its communes is from."""
    return {
        "source_id": source_id(district),
        "title": f"Nhất thể hóa chức danh ở {district.name_vi}: kết quả và kinh nghiệm",
        "title_en": f"Consolidation of posts in {district.name_en}: results and lessons",
        "publisher": "Báo thử nghiệm",
        "url": f"https://example.org/{source_id(district)}.html",
        "language": "vi",
        "published": f"{LAST_YEAR}-12-31",
        "sha256": sha256,
    }


def document(province_id: str, province: str, source_id: str) -> Row:
    """The directive that lies behind everything in a province."""
    number = f"{province_id.removeprefix('p-')}-CT/TU"
    return {
        "document_id": document_id(province_id),
        "number": number,
        "type": "directive",
        "title_vi": f"Nhất thể hóa chức danh ở cơ sở, {province}",
        "title_en": f"Consolidation of grassroots posts, {province}",
        "issuer_vi": f"Ban Thường vụ Tỉnh ủy, Thành ủy {province}",
        "issuer_en": f"Standing Committee of the Party Committee of {province}",
        "unit_id": province_id,
        "date": f"{FIRST_YEAR}-01-05",
        "source_id": source_id,
        "quote": f"Chỉ thị {number}, ngày 5-1-{FIRST_YEAR}",
    }


def term(district: Unit) -> Row:
    """The term of office in a district."""
    start, end = TERM
    return {
        "term_id": term_id(district),
        "name_vi": f"Chi bộ thôn, tổ dân phố ở {district.name_vi}, nhiệm kỳ {start}-{end}",
        "name_en": f"Party cells of villages in {district.name_en}, {start}–{end}",
        "unit_id": district.unit_id,
        "start": str(start),
        "end": str(end),
        "source_id": source_id(district),
        "quote": f"nhiệm kỳ {start} - {end}",
    }


def observations(unit: Unit, number: int, words: Vocabulary, random: Random) -> Iterator[Row]:
    """So many figures of a unit: several indicators, each growing from date to date."""
    chosen = words.indicators[: math.ceil(math.sqrt(number))] if number else []
    for index, indicator in enumerate(chosen):
        figures = range(index, number, len(chosen))
        whole = random.randint(5, 30) if unit.level == "commune" else random.randint(60, 200)
        reached = random.randint(0, whole // 2)
        for step, figure in enumerate(figures):
            reached = min(whole, reached + random.randint(0, 2 + whole // len(figures)))
            yield {
                "observation_id": f"{unit.unit_id}-{figure:04}-{indicator['indicator_id']}",
                "indicator_id": indicator["indicator_id"],
                "unit_id": unit.unit_id,
                "status": "actual",
                **_figure(unit, indicator, reached, whole, random),
                **_when(unit, step, len(figures), random),
                **_note(random),
            }


def _figure(unit: Unit, indicator: Row, part: int, whole: int, random: Random) -> Row:
    """A figure in one of the ways in which sources put it, with the words that carry it."""
    if indicator["kind"] == "count":
        more = random.choice(_SELDOM)
        cells = {"value": str(part), "qualifier": "more_than" if more else "exact"}
        said = f"{'hơn ' * more}{part}"
    else:
        way = random.choice(_WAYS)
        percent = f"{100 * part / whole:.1f}".removesuffix(".0")
        spoken = f"{percent.replace('.', ',')}%"
        counts = {"numerator": str(part), "denominator": str(whole)}
        cells = {
            "qualifier": "exact",
            **(counts if way != "percent" else {}),
            **({"percent_reported": percent} if way != "counts" else {}),
        }
        said = {"counts": f"{part}/{whole}", "percent": spoken}.get(
            way, f"{part}/{whole} ({spoken})"
        )
    return {**cells, "quote": _quote(f"{unit.name_vi} có {said} {indicator['numerator_vi']}")}


def targets(unit: Unit, number: int, words: Vocabulary, random: Random) -> Iterator[Row]:
    """So many aims of a unit, of its first shares."""
    shares = [row for row in words.indicators if row["kind"] == "share"]
    for index in range(number):
        indicator = shares[index % len(shares)]
        percent, year = random.randrange(50, 101, 5), random.randint(*TERM)
        said = f"đến năm {year} đạt {percent}% {indicator['numerator_vi']}"
        yield {
            "target_id": f"{unit.unit_id}-{index:04}-{indicator['indicator_id']}",
            "indicator_id": indicator["indicator_id"],
            "unit_id": unit.unit_id,
            "percent": str(percent),
            "direction": "at_least",
            "deadline": str(year),
            "term_id": term_id(unit),
            "document_id": document_id(unit.province_id),
            "source_id": source_id(unit),
            "quote": _quote(said),
            "date_as_written": f"đến năm {year}",
            "date_basis": "stated",
            **_note(random),
        }


def events(unit: Unit, number: int, words: Vocabulary, random: Random) -> Iterator[Row]:
    """So many steps of a unit, one after the other; half of them serve an indicator."""
    headlines = [row["indicator_id"] for row in words.shares if row["headline"] == "true"]
    for index in range(number):
        stage = words.stages[index % len(words.stages)]
        serves = random.choice((True, False))
        yield {
            "event_id": f"{unit.unit_id}-{index:04}-{stage['value']}",
            "unit_id": unit.unit_id,
            "stage": stage["value"],
            "title_vi": f"{stage['label'].capitalize()} ở {unit.name_vi}",
            "title_en": f"{stage['label_en'].capitalize()} in {unit.name_en}",
            "status": "actual",
            "indicator_id": random.choice(headlines) if serves else "",
            "document_id": document_id(unit.province_id) if serves else "",
            "quote": _quote(f"{unit.name_vi} đã xong bước {stage['label']}"),
            **_when(unit, index, number, random),
            **_note(random),
        }


def _when(unit: Unit, step: int, steps: int, random: Random) -> Row:
    """A date in its share of the years, as exact as sources are, with source and term."""
    first, last = _MONTHS * step // steps, max(_MONTHS * (step + 1) // steps - 1, 0)
    years, month = divmod(random.randint(min(first, last), last), 12)
    year, month = FIRST_YEAR + years, month + 1
    exactness, late = random.choice(_EXACTNESS), False
    if exactness == "year":
        date, written = f"{year}", f"năm {year}"
    elif exactness == "month":
        date, written = f"{year}-{month:02}", f"tháng {month}-{year}"
        late = random.choice(_SELDOM)
    else:
        day = random.randint(1, 28)
        date, written = f"{year}-{month:02}-{day:02}", f"ngày {day}-{month}-{year}"
    return {
        "date": date,
        "date_part": "late" if late else "",
        "date_as_written": f"cuối {written}" if late else written,
        "date_basis": "stated",
        "source_id": source_id(unit),
        "term_id": term_id(unit) if year >= TERM[0] else "",
    }


def _note(random: Random) -> Row:
    if not random.choice(_SELDOM):
        return {}
    return {
        "note_vi": "Bài không nói rõ cách đếm.",
        "note_en": "The article does not say how it counts.",
    }


def _quote(text: str) -> str:
    return " ".join(text.split()[:_WORDS_OF_A_QUOTE])


def source_id(unit: Unit) -> str:
    """The id of the source about a unit's district."""
    return f"bao-{unit.district_id}"


def term_id(unit: Unit) -> str:
    """The id of the term of a unit's district."""
    return f"{unit.district_id}-{TERM[0]}-{TERM[1]}"


def document_id(province_id: str) -> str:
    """The id of a province's directive."""
    return f"ct-tu-{province_id}"
