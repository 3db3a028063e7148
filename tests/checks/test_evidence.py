"""Quotes and the texts of their sources, which are not part of the package."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING

import pytest

from generator.checks.run import check
from generator.exceptions import MachineError
from tests.systems import LINKS_AND_MODES

if TYPE_CHECKING:
    from tests.checks.copies import Copy

SOURCES = "data/sources.csv"
UONG_BI = "e9941d4971f53a2101bb208853087a9a7454104502347de14f76b49dc6dd92ff"
WORDS = "toàn thành phố có 85/101 thôn, khu"


def put_text(package: Copy, text: str, name: str = "a.html") -> None:
    """Another text for the source of the quotes about Uông Bí, which has these words alone."""
    data = text.encode()
    (package.archive / "uong-bi.txt").unlink()
    (package.archive / name).write_bytes(data)
    package.replace(SOURCES, UONG_BI, hashlib.sha256(data).hexdigest())
    for table in ("documents", "events", "targets", "terms"):
        path = package.folder / f"data/{table}.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if ",uong-bi-2017," not in line]
        path.write_text("".join(kept), encoding="utf-8")
    package.replace("data/observations.csv", ",d-196-chi-bo-2017-2020,", ",,")


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        f"Đến nay, {WORDS} thực hiện.",
        "toàn thành phố\ncó 85/101\u00a0thôn,  khu",
        unicodedata.normalize("NFD", WORDS),
        "185/101 thôn, khu; toàn thành phố có 85/101 thôn, khu",
        f"{WORDS}ất; {WORDS}; {WORDS}ất",
    ],
    ids=["alone", "in a sentence", "white space", "NFD", "after a number", "between words"],
)
def test_a_quote_is_found_however_the_text_is_set(package: Copy, text: str) -> None:
    put_text(package, text)
    assert package.told() == []


@pytest.mark.parametrize(
    "text",
    [
        "toàn thành phố có 85/101 thôn",
        "toàn thành phố có 85/101 thôn, khuất",
        f"a{WORDS}",
        "Toàn thành phố có 85/101 thôn, khu",
        "toan thanh pho co 85/101 thon, khu",
        "",
    ],
    ids=[
        "cut short",
        "within a word",
        "behind a letter",
        "another case",
        "without accents",
        "nothing",
    ],
)
def test_other_words_are_not_the_quote(package: Copy, text: str) -> None:
    put_text(package, text)
    assert package.told() == ["quote-not-in-source data/observations.csv:5 quote"]


@pytest.mark.parametrize(
    ("text", "quote", "is_there"),
    [
        ("chiếm 90,8% số thôn", "8% số thôn", False),
        ("chiếm 90,8% số thôn", "90,8% số thôn", True),
        ("có 85 thôn, 5 khu", "5 thôn", False),
        ("có 85 thôn, 5 khu", "5 khu", True),
        ("cả 1.000 hộ", "cả 1", False),
        ("từ 2017-2020", "năm 2017", False),
        ("năm 2017-2020", "năm 2017", True),
        ("Uỷ ban đã hoà giải", "Ủy ban đã hòa giải", True),
        ("“dân tin – Đảng cử”", '"dân tin - Đảng cử"', True),
    ],
)
def test_a_quote_does_not_cut_words_or_numbers(
    package: Copy, text: str, quote: str, *, is_there: bool
) -> None:
    put_text(package, text)
    escaped = quote.replace('"', '""')
    package.replace("data/observations.csv", f'"{WORDS}"', f'"{escaped}"')
    told = [line for line in package.told() if not line.startswith("csv-quoting")]
    assert told == ([] if is_there else ["quote-not-in-source data/observations.csv:5 quote"])


def test_a_text_is_known_by_its_bytes_whatever_its_name(package: Copy) -> None:
    folder = package.archive / "2017" / "báo"
    folder.mkdir(parents=True)
    (package.archive / "uong-bi.txt").rename(folder / "0001")
    report = package.check()
    assert (report.problems, report.sources_without_text) == ((), 0)


def test_of_a_source_that_is_there_twice_the_text_of_the_first_counts(package: Copy) -> None:
    path = package.folder / SOURCES
    again = path.read_text(encoding="utf-8").splitlines()[-1].replace(UONG_BI, "0" * 64)
    package.add(SOURCES, again.replace(",Thành phố sẵn sàng,", ",Thành phố đã sẵn sàng,"))
    package.replace("data/observations.csv", "85/101 thôn", "85/101 xóm")
    assert package.told() == [
        "quote-not-in-source data/observations.csv:5 quote",
        f"primary-key-twice {SOURCES}:4 source_id",
    ]


def test_sources_without_a_text_are_counted_and_their_quotes_pass(package: Copy) -> None:
    (package.archive / "uong-bi.txt").write_text("Một bài khác", encoding="utf-8")
    package.replace("data/observations.csv", "85/101 thôn", "85/101 xóm")
    report = package.check()
    assert (report.problems, report.sources_without_text) == ((), 1)


def test_a_source_without_a_checksum_is_counted_as_one_without_a_text(package: Copy) -> None:
    package.replace(SOURCES, UONG_BI, "")
    assert package.check().sources_without_text == 1


def test_without_an_archive_no_quote_is_looked_up_and_nothing_is_counted(package: Copy) -> None:
    package.replace("data/observations.csv", "85/101 thôn", "85/101 xóm")
    report = check(package.load())
    assert (report.problems, report.sources_without_text) == ((), None)


def test_an_archive_that_is_no_folder_is_no_fault_of_the_data(package: Copy) -> None:
    with pytest.raises(MachineError, match="not a folder"):
        check(package.load(), archive=package.archive / "nowhere")


@LINKS_AND_MODES
def test_a_link_in_the_archive_that_leads_nowhere_is_passed_over(package: Copy) -> None:
    (package.archive / "loop").symlink_to(package.archive / "loop")
    assert package.told() == []


@pytest.mark.parametrize(("words", "is_short"), [(25, True), (26, False)])
def test_a_quote_has_at_most_25_words(package: Copy, words: int, *, is_short: bool) -> None:
    put_text(package, "thôn " * 30)
    package.replace("data/observations.csv", f'"{WORDS}"', " ".join(["thôn"] * words))
    told = [] if is_short else ["quote-too-long data/observations.csv:5 quote"]
    assert package.told() == told


@pytest.mark.parametrize(
    ("evidence", "missing"),
    [("uong-bi-2017,", "quote"), (',"Chỉ thị 12-CT/TU, ngày 28-12-2016"', "source_id")],
)
def test_a_quote_and_its_source_come_together(package: Copy, evidence: str, missing: str) -> None:
    whole = 'uong-bi-2017,"Chỉ thị 12-CT/TU, ngày 28-12-2016"'
    package.replace("data/documents.csv", whole, evidence)
    assert package.told() == [f"evidence-incomplete data/documents.csv:2 {missing}"]
