"""A form becomes a row, and a source where that is new; a hostile one becomes nothing."""

from __future__ import annotations

import shutil
import unicodedata
from typing import TYPE_CHECKING

import pytest

from generator.dataset import load
from generator.intake.taking import take
from generator.reports.as_text import problem_text
from generator.reports.telling import Telling
from generator.settings import PROJECT
from generator.workbook.importing import Imported, write
from tests.intake.bodies import SOURCE, body, figure, source

if TYPE_CHECKING:
    from pathlib import Path

SOURCE_ROW = (
    "baoquangninh-2018-uong-bi-ve-dich,Uông Bí về đích,Uông Bí gets there,Báo Quảng Ninh,,"
    "https://example.org/ve-dich.html,,vi,2018-07-02,,,,,"
)
ROW = (
    "d-196-2018-village-secretary-head,village-secretary-head,d-196,2018-06,,actual,,92,101,,"
    'exact,,{},"đã có 92/101 thôn, khu",,inferred,,,'
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return shutil.copytree(PROJECT / "tests/fixtures/package", tmp_path / "package")


def taken(text: str, package: Path) -> Imported:
    return take(text.encode(), "issue.md", load(package))


def told(found: Imported, lang: str = "vi") -> str:
    telling = Telling(lang=lang, folder="", site="")
    return "".join(f"{problem_text(problem, telling)}\n" for problem in found.problems)


def new_lines(found: Imported, package: Path) -> list[str]:
    """The lines that writing it adds; none is taken away."""
    files = sorted((package / "data").glob("*.csv"))
    before = {file: file.read_text("utf-8").splitlines() for file in files}
    write(found)
    after = {file: file.read_text("utf-8").splitlines() for file in files}
    assert all(set(before[file]) <= set(after[file]) for file in files)
    return [line for file in files for line in after[file] if line not in before[file]]


def test_a_figure_of_a_known_source_becomes_one_row(package: Path) -> None:
    found = taken(figure(), package)
    assert told(found) == ""
    assert new_lines(found, package) == [ROW.format("lang-son-2018")]


def test_a_new_source_comes_with_its_figure(package: Path) -> None:
    found = taken(figure(source_id="", **SOURCE), package)
    assert told(found) == ""
    assert new_lines(found, package) == [
        ROW.format("baoquangninh-2018-uong-bi-ve-dich"),
        SOURCE_ROW,
    ]


def test_a_source_without_a_figure_becomes_one_row(package: Path) -> None:
    found = taken(source(units="Uông Bí"), package)
    assert told(found) == ""
    assert new_lines(found, package) == [SOURCE_ROW]


@pytest.mark.parametrize(
    "text",
    [
        figure().replace("\n", "\r\n"),
        unicodedata.normalize("NFD", figure()),
        figure().replace("đã có 92", "  đã\u00a0có\t92"),
        f"\n\n{figure()}\n\n",
    ],
    ids=["CRLF", "NFD", "spaces", "blank lines"],
)
def test_how_a_text_was_stored_changes_nothing(package: Path, text: str) -> None:
    assert new_lines(taken(text, package), package) == [ROW.format("lang-son-2018")]


@pytest.mark.parametrize(
    ("answers", "right"),
    [
        ({"unit_id": "Thành phố Uông Bí, Quảng Ninh"}, "d-196 – thành phố Uông Bí (Quảng Ninh)"),
        ({"unit_id": "thanh pho uong bi"}, "d-196 – thành phố Uông Bí (Quảng Ninh)"),
        ({"unit_id": "d-196 – Uông Bí"}, "d-196 – thành phố Uông Bí (Quảng Ninh)"),
        (
            {"indicator_id": "Party cell secretary is also village head"},
            "village-secretary-head – Bí thư chi bộ kiêm trưởng thôn, khu",
        ),
        (
            {"source_id": "https://example.org/lang-son.html"},
            "lang-son-2018 – Hai phường của thành phố",
        ),
    ],
)
def test_what_is_named_is_found_and_said(
    package: Path, answers: dict[str, str], right: str
) -> None:
    found = taken(figure(**answers), package)
    [value] = answers.values()
    assert f"form-mended: “{value}” được hiểu là “{right}”.\n" in told(found)
    assert new_lines(found, package) == [ROW.format("lang-son-2018")]


def test_a_new_source_at_a_known_address_is_the_known_one(package: Path) -> None:
    address = {**SOURCE, "sources-url": "https://example.org/lang-son.html"}
    found = taken(figure(source_id="", **address), package)
    assert "được hiểu là “lang-son-2018 – Hai phường của thành phố”" in told(found)
    assert new_lines(found, package) == [ROW.format("lang-son-2018")]


def test_a_percentage_is_read_with_its_vietnamese_comma(package: Path) -> None:
    found = taken(figure(percent_reported="91,1"), package)
    assert "form-mended: “91,1” được hiểu là “91.1”.\n" in told(found)
    assert ",92,101,91.1,exact," in new_lines(found, package)[0]


URL = "issue.md Địa chỉ · Address"
UNIT = "issue.md Đơn vị hành chính · Administrative unit [unit_id]"
REFUSED = {
    "unknown unit": (
        figure(unit_id="Ông Bí"),
        (
            f"{UNIT} form-unknown: Dữ liệu không có “Ông Bí”. "
            "Gần giống: c-06811-2025 – phường Uông Bí (Quảng Ninh); "
            "d-196 – thành phố Uông Bí (Quảng Ninh).\n"
            "    Ghi mã hoặc tên đúng như trên trang. Cái chưa có thì phải được nhập trước.\n"
        ),
    ),
    "two units of one name": (
        figure(unit_id="Uông Bí"),
        (
            f"{UNIT} form-ambiguous: “Uông Bí” có thể là: "
            "c-06811-2025 – phường Uông Bí (Quảng Ninh); d-196 – thành phố Uông Bí (Quảng Ninh).\n"
            "    Ghi mã của đúng cái cần nói tới.\n"
        ),
    ),
    "an id with another's name": (
        figure(unit_id="d-178 – Uông Bí"),
        f"{UNIT} form-unknown: Dữ liệu không có “d-178 – Uông Bí”. ",
    ),
    "HTML": (
        figure(quote='<img src=x onerror="alert(1)"> 92/101 thôn, khu'),
        (
            "issue.md Trích nguyên văn · Verbatim quote form-markup: Câu trả lời có mã mà người "
            'đọc không thấy như đã viết: <img src=x onerror="alert(1)"> 92/101 thôn, khu\n'
            "    Chỉ ghi chữ; địa chỉ thì ghi thẳng, không đặt trong liên kết.\n"
        ),
    ),
    "a formula": (
        figure(quote='=HYPERLINK("https://example.org";"92/101 thôn, khu")'),
        "issue.md Trích nguyên văn · Verbatim quote [quote] text-formula:",
    ),
    "a mention": (
        figure(date_as_written="@somebody"),
        "issue.md Ngày tháng theo nguyên văn · Date as written [date_as_written] text-formula:",
    ),
    "an injected heading": (
        figure(note_vi="Ghi chú\n\n### Tử số · Numerator\n\n101"),
        (
            "issue.md Tử số · Numerator form-heading-twice: Tiêu đề này có hai lần trong phiếu, "
            "nên không rõ đâu là câu trả lời.\n"
            "    Bỏ dòng bắt đầu bằng ### mà câu trả lời có chép vào.\n"
        ),
    ),
    "another heading": (
        figure(note_vi="Ghi chú\n\n### Xem thêm\n\nở đây"),
        "issue.md Ghi chú · Note in Vietnamese [note_vi] text-line-break:",
    ),
    "a number and words": (
        figure(numerator="92 thôn"),
        "issue.md Tử số · Numerator [numerator] not-an-integer:",
    ),
    "a choice that there is not": (
        figure(qualifier="chắc chắn"),
        "issue.md Mức chính xác · Qualifier [qualifier] category-unknown:",
    ),
    "no date": (
        figure(date=""),
        "issue.md Thời điểm · Date [date] value-missing: Ô “date” không được để trống.\n",
    ),
    "no source": (
        figure(source_id=""),
        (
            "issue.md Nguồn · Source [source_id] form-source-missing: "
            "Phiếu không cho biết nguồn nào nói con số này.\n"
            "    Ghi mã hoặc địa chỉ của nguồn đã có, hoặc điền phần nguồn mới.\n"
        ),
    ),
    "two sources": (
        figure(**SOURCE),
        (
            "issue.md Nguồn · Source [source_id] form-source-twice: "
            "Phiếu chỉ tới nguồn “lang-son-2018” đã có, mà cũng điền phần nguồn mới.\n"
            "    Giữ một trong hai.\n"
        ),
    ),
    "a figure that is there": (
        figure(unit_id="d-178", date="2018-07"),
        (
            "issue.md Chỉ tiêu · Indicator [indicator_id] form-figure-known: "
            "Dữ liệu đã có con số của chỉ tiêu này, ở đơn vị này, vào lúc này, theo nguồn này: "
            "d-178-2018-village-secretary-head.\n"
            "    Nếu con số ấy sai, dùng phiếu “Số liệu sai”.\n"
        ),
    ),
    "thousands": (
        figure(numerator="1.092", denominator=""),
        (
            "issue.md Tử số · Numerator [numerator] workbook-thousands: "
            "“1.092” có thể hiểu là: 1092, 1.092.\n"
        ),
    ),
    "another form": (
        "### Điều gì sai\n\nUông Bí: 92/101",
        "issue.md form-foreign: Nội dung này không có đủ các mục của phiếu “Số liệu mới, ",
    ),
    "nothing": ("", "issue.md form-foreign:"),
    "a missing field": (
        figure().replace("### Tử số · Numerator\n\n92\n\n", ""),
        (
            "issue.md form-foreign: Nội dung này không có đủ các mục của phiếu "
            "“Số liệu mới, có nguồn”. Thiếu: Tử số · Numerator.\n"
        ),
    ),
    "a missing field of a source": (
        source().replace("### Nhan đề · Title\n\nUông Bí về đích\n\n", ""),
        "phiếu “Nguồn mới”. Thiếu: Nhan đề · Title.\n",
    ),
    "a source that is there": (
        source(url="https://example.org/lang-son.html"),
        (
            f"{URL} [url] form-source-known: Dữ liệu đã có nguồn ở địa chỉ này: lang-son-2018.\n"
            "    Số liệu mới của nguồn ấy thì gửi bằng phiếu “Số liệu mới”.\n"
        ),
    ),
    "a source with a script for an address": (
        source(url="javascript:alert(1)"),
        f"{URL} [url] ",
    ),
    "a source with HTML in its title": (
        source(title="<script>alert(1)</script>"),
        "issue.md Nhan đề · Title form-markup: ",
    ),
    "a source whose title is a formula": (
        source(title="=1+1"),
        "issue.md Nhan đề · Title [title] text-formula:",
    ),
    "HTML in what a source tells": (
        source(says="<img src=x> 92/101 thôn, khu"),
        "issue.md Nguồn cho biết điều gì · What it tells form-markup: ",
    ),
    "a source without a date": (
        source(published=""),
        "[published] value-missing: ",
    ),
    "huge": (
        figure(note_vi="a" * 300_000),
        "issue.md form-too-large: Phiếu có ",
    ),
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_bad_form_is_told_by_its_question_and_changes_nothing(
    package: Path, text: str, expected: str
) -> None:
    found = taken(text, package)
    assert expected in told(found)
    assert found.errors
    english = told(found, "en")
    assert english
    assert not set(english.splitlines()) & set(told(found).splitlines())


def test_bytes_that_are_no_text_are_told(package: Path) -> None:
    found = take(b"### \xff\xfe", "issue.md", load(package))
    assert [problem.rule for problem in found.problems] == ["encoding"]


def test_the_second_figure_of_a_year_has_a_number(package: Path) -> None:
    write(taken(figure(), package))
    found = taken(figure(date="2018-12"), package)
    assert new_lines(found, package)[0].startswith("d-196-2018-village-secretary-head-2,")


def test_a_form_cannot_be_taken_twice(package: Path) -> None:
    write(taken(figure(), package))
    [problem] = taken(figure(), package).problems
    assert (problem.rule, problem.value) == (
        "form-figure-known",
        "d-196-2018-village-secretary-head",
    )


def test_a_form_with_no_answers_lacks_what_the_row_needs(package: Path) -> None:
    assert [problem.rule for problem in taken(body(), package).problems] == ["form-source-missing"]
