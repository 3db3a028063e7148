"""What people find when they open a workbook."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.dataset import load
from generator.exceptions import NhatTheHoaError
from generator.workbook.export import export_workbook, file_name
from generator.workbook.scope import UnknownUnitError, rows_of
from tests.workbook.books import FIXTURE, PROJECT, cell_of, export, open_book, rows

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.dimensions import ColumnDimension
    from openpyxl.worksheet.worksheet import Worksheet

SHEETS = [
    "Hướng dẫn",
    "Đơn vị hành chính",
    "Kế thừa đơn vị",
    "Nguồn",
    "Văn bản",
    "Nhiệm kỳ",
    "Chỉ tiêu",
    "Số liệu",
    "Mục tiêu",
    "Sự kiện",
    "Người giữ chức vụ",
    "Chức danh",
    "Giữ chức",
]
UONG_BI = "d-196-2017-village-secretary-head"


def test_there_is_a_guide_then_a_sheet_for_each_table(package: Path) -> None:
    book = open_book(export(package))
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == SHEETS
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == [
        "_lists",
        "_record",
    ]


def test_the_guide_speaks_vietnamese_first(package: Path) -> None:
    guide = open_book(export(package, "d-196"))["Hướng dẫn"]
    texts = [cell.value for row in guide for cell in row if cell.value]
    assert texts[0] == "Sổ nhập liệu: Gói dữ liệu thử, phiên bản 1.0.0"
    assert texts[1].startswith("Sổ này có các dòng của Uông Bí (Quảng Ninh), d-196")
    english = texts.index("Workbook for editors: A package for tests, version 1.0.0")
    assert texts[english + 1].startswith(
        "This workbook has the rows of Uông Bí (Quảng Ninh), d-196"
    )
    assert "Số liệu" in texts[:english]
    assert guide["A14"].hyperlink.location == "'Đơn vị hành chính'!A1"


def test_a_column_has_its_title_its_name_and_its_help(package: Path) -> None:
    sheet = open_book(export(package))["Số liệu"]
    heads = [(sheet.cell(1, column).value, sheet.cell(2, column).value) for column in (1, 2, 8)]
    assert heads == [("Xóa", "#"), ("Mã số liệu *", "observation_id"), ("Số lượng", "value")]
    assert sheet["D1"].comment.text == (
        "Đơn vị mà con số nói về.\nBắt buộc.\nMã ở trang tính “Đơn vị hành chính”.\nVí dụ: d-196"
    )
    assert sheet["E1"].comment.text == (
        "Thời điểm con số đúng (EDTF).\nBắt buộc.\n"
        "Thời điểm: năm 2018, tháng 2018-06, ngày 2018-06-30; một lúc nào đó trong khoảng: "
        "[2018-01..2018-06]; từ đến: 2017/2020.\nVí dụ: [2016-12-28..2017-05-31]"
    )


def column_of(sheet: Worksheet, number: int) -> ColumnDimension:
    """What is said of a column, or of several in a row that are alike."""
    found = sheet.column_dimensions.values()
    return next(column for column in found if column.min <= number <= column.max)


def test_every_cell_is_text(package: Path) -> None:
    book = open_book(export(package))
    units = book["Đơn vị hành chính"]
    code = units[cell_of(units, "c-05983", "gso_code")]
    assert (code.value, code.data_type, code.number_format) == ("05983", "s", "@")
    for title in SHEETS[1:]:
        cells = [cell for row in book[title].iter_rows(min_row=3) for cell in row if cell.value]
        assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
        formats = [column_of(book[title], cell.column).number_format for cell in book[title][2]]
        assert set(formats) == {"@"}


def test_headers_and_keys_are_locked_and_the_rest_is_not(package: Path) -> None:
    book = open_book(export(package))
    sheet = book["Kế thừa đơn vị"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    locked = {cell: sheet[cell].protection.locked for cell in ("A1", "B2", "B3", "C3", "D3", "E3")}
    assert locked == {"A1": True, "B2": True, "B3": True, "C3": True, "D3": False, "E3": False}
    assert [column_of(sheet, number).protection.locked for number in range(1, 7)] == [False] * 6
    assert sheet.column_dimensions["G"].protection.locked
    assert sheet.freeze_panes == "D3"


def lists(package: Path, unit: str, title: str) -> dict[str, list[str]]:
    """What can be chosen in each column of a sheet, by the name of the field."""
    book = open_book(export(package, unit))
    sheet = book[title]
    found = {}
    for rule in sheet.data_validations.dataValidation:
        column = str(rule.sqref)[0]
        if rule.formula1.startswith("'_lists'!"):
            cells = book["_lists"][rule.formula1.removeprefix("'_lists'!")]
            cells = cells if isinstance(cells, tuple) else ((cells,),)
            found[sheet[f"{column}2"].value] = [row[0].value for row in cells]
        else:
            found[sheet[f"{column}2"].value] = rule.formula1.strip('"').split(",")
    return found


def test_lists_show_codes_with_their_names(package: Path) -> None:
    found = lists(package, "d-196", "Số liệu")
    assert found["#"] == ["x"]
    assert found["status"] == ["actual – thực tế", "forecast – dự báo"]
    assert found["indicator_id"] == [
        "residents – Nhân khẩu",
        "village-secretary-head – Bí thư chi bộ kiêm trưởng thôn, khu",
    ]
    assert found["unit_id"] == [
        "c-06817 – Quang Trung (Uông Bí)",
        "d-196 – Uông Bí (Quảng Ninh)",
        "p-22 – Quảng Ninh (Việt Nam)",
        "vn – Việt Nam",
        "c-06811-2025 – Uông Bí (Quảng Ninh)",
        "p-22-2025 – Quảng Ninh (Việt Nam)",
    ]
    assert lists(package, "", "Chỉ tiêu")["headline"] == ["true", "false"]


def test_there_is_a_list_for_new_rows_as_well(package: Path) -> None:
    sheet = open_book(export(package))["Người giữ chức vụ"]
    [rule] = sheet.data_validations.dataValidation
    assert str(rule.sqref) == "A3:A1004"


def test_a_name_that_could_be_taken_for_another_value_is_not_shown(package: Path) -> None:
    table = package / "data" / "posts.csv"
    twin = "commune,x,Chair,state,commune\n"
    text = (
        table.read_text("utf-8")
        .replace("commune-chair,", "commune – x,")
        .replace(
            "post_id,title_vi,title_en,system,level\n",
            f"post_id,title_vi,title_en,system,level\n{twin}",
        )
    )
    table.write_text(text, encoding="utf-8")
    assert lists(package, "", "Giữ chức")["post_id"] == [
        "commune",
        "commune – x – Chủ tịch UBND cấp xã",
        "commune-secretary – Bí thư Đảng ủy cấp xã",
    ]


def test_a_column_added_to_a_schema_is_in_the_workbook(package: Path) -> None:
    schema = package / "schemas" / "persons.schema.json"
    content = json.loads(schema.read_text("utf-8"))
    content["fields"].append({"name": "born", "type": "integer", "title": "Năm sinh"})
    schema.write_text(json.dumps(content), encoding="utf-8")
    table = package / "data" / "persons.csv"
    first, second, third = table.read_text("utf-8").splitlines()
    table.write_text(f"{first},born\n{second},1970\n{third},\n", encoding="utf-8")
    sheet = open_book(export(package))["Người giữ chức vụ"]
    assert [sheet[f"D{row}"].value for row in (1, 2, 3, 4)] == ["Năm sinh", "born", "1970", None]


KEPT = {
    "units": ["c-06817", "d-196", "p-22", "vn"],
    "unit_successions": ["c-06817", "p-22"],
    "sources": ["lang-son-2018", "uong-bi-2017"],
    "documents": ["12-ct-tu-2016", "202-2025-qh15"],
    "terms": ["d-196-chi-bo-2017-2020"],
    "indicators": ["residents", "village-secretary-head"],
    "observations": [UONG_BI],
    "targets": [UONG_BI],
    "events": ["d-196-2017-05-election"],
    "persons": ["tran-lenh-truong", "tran-van-lam"],
    "posts": ["commune-chair", "commune-secretary"],
    "memberships": [],
}


def test_a_unit_comes_with_those_above_and_below_and_what_is_said_of_them(package: Path) -> None:
    dataset = load(package)
    kept = {
        name: dataset.frame(name).iloc[numbers, 0].tolist()
        for name, numbers in rows_of(dataset, "d-196").items()
    }
    assert kept == KEPT


def test_units_that_are_their_own_ancestors_come_to_an_end(package: Path) -> None:
    table = package / "data" / "units.csv"
    table.write_text(table.read_text("utf-8").replace("vn,,", "vn,d-196,"), encoding="utf-8")
    kept = rows_of(load(package), "d-196")["units"]
    assert [rows(package, "units")[number]["unit_id"] for number in kept] == KEPT["units"]


def test_a_unit_that_does_not_exist_is_told_with_the_nearest(package: Path) -> None:
    with pytest.raises(UnknownUnitError, match=r"no unit 'd-169' \(is d-196 meant\?\)"):
        export_workbook(load(package), "d-169")
    assert issubclass(UnknownUnitError, NhatTheHoaError)


def test_the_same_package_gives_the_same_bytes_everywhere(package: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from generator.dataset import load; "
        "from generator.workbook.export import export_workbook; "
        "sys.stdout.buffer.write(export_workbook(load(Path(sys.argv[1]))).data)"
    )
    elsewhere = {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(FIXTURE)],
        env={**os.environ, **elsewhere},
        cwd=PROJECT,
        capture_output=True,
        check=True,
    )
    assert done.stdout == export(package).read_bytes()


@pytest.mark.parametrize("value", ["_x0041_", "a\x07b", "a\uffff"])
def test_what_no_workbook_can_hold_is_a_problem_and_not_a_workbook(
    package: Path, value: str
) -> None:
    table = package / "data" / "persons.csv"
    table.write_text(table.read_text("utf-8").replace("Trần Văn Lâm", value), encoding="utf-8")
    exported = export_workbook(load(package))
    assert exported.data is None
    [problem] = exported.problems
    place = (problem.rule, problem.file, problem.line, problem.field, problem.value)
    assert place == ("workbook-unfit", "data/persons.csv", 3, "name", value)
    assert problem.message("vi")


def test_markup_in_the_data_is_text(package: Path) -> None:
    table = package / "data" / "persons.csv"
    markup = "<r><t>Trần</t></r>"
    table.write_text(table.read_text("utf-8").replace("Trần Văn Lâm", markup), encoding="utf-8")
    book = open_book(export(package))
    assert book["Người giữ chức vụ"]["C4"].value == markup


def test_a_package_that_cannot_be_read_is_not_exported_in_part(package: Path) -> None:
    (package / "data" / "posts.csv").unlink()
    exported = export_workbook(load(package))
    assert exported.data is None
    assert [problem.rule for problem in exported.problems] == ["file-missing"]


def test_a_file_is_named_after_its_package_and_unit(package: Path) -> None:
    dataset = load(package)
    assert file_name(dataset) == "nhat-the-hoa-test.xlsx"
    assert file_name(dataset, "d-196") == "nhat-the-hoa-test-d-196.xlsx"


def test_two_tables_of_one_title_have_two_sheets(package: Path) -> None:
    for name in ("persons", "posts"):
        schema = package / "schemas" / f"{name}.schema.json"
        content = json.loads(schema.read_text("utf-8"))
        content["title"] = "Số liệu: [của ai]?"
        schema.write_text(json.dumps(content), encoding="utf-8")
    assert open_book(export(package)).sheetnames[10:12] == ["Số liệu của ai", "Số liệu của ai 2"]
