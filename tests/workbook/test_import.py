"""What an editor changes in a workbook, and nothing else, changes in the package."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.dataset import load
from generator.exceptions import MachineError
from generator.reports.as_text import problem_text
from generator.reports.telling import Telling
from generator.workbook.importing import import_workbook, write
from tests.workbook.books import (
    FIXTURE,
    cell_of,
    edit,
    export,
    files,
    imported,
    open_book,
    put,
    rows,
    told,
)

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

FIGURES = "Số liệu"
PERSONS = "Người giữ chức vụ"
UONG_BI = "d-196-2017-village-secretary-head"
FIGURE = (
    "d-196-2017-village-secretary-head,village-secretary-head,d-196,"
    "[2016-12-28..2017-05-31],,actual,,{},101,,exact,d-196-chi-bo-2017-2020,"
    'uong-bi-2017,"toàn thành phố có 85/101 thôn, khu",đến nay,article,,,'
)
NEW_LINE = (
    "d-196-2018-village-secretary-head,village-secretary-head,d-196,2017-05,,actual,,"
    '92,101,,exact,,uong-bi-2017,"có 92/101 thôn, khu",,inferred,,,'
)
NEW_ROW = {
    "B9": "d-196-2018-village-secretary-head",
    "C9": "village-secretary-head – Bí thư chi bộ kiêm trưởng thôn, khu",
    "D9": "d-196",
    "E9": "2017-05",
    "G9": "actual – thực tế",
    "I9": "92",
    "J9": "101",
    "L9": "exact",
    "N9": "uong-bi-2017",
    "O9": "có 92/101 thôn, khu",
    "Q9": "inferred – suy ra từ lời văn",
}


def at(file: Path, key: str, field: str, sheet: str = FIGURES) -> str:
    return cell_of(open_book(file)[sheet], key, field)


def changed_lines(package: Path, before: dict[str, bytes]) -> dict[str, tuple[set[str], set[str]]]:
    """The lines that went and those that came, by file."""
    after = files(package)
    found = {}
    for name, data in before.items():
        old, new = data.decode().splitlines(), after[name].decode().splitlines()
        if old != new:
            found[name] = (set(old) - set(new), set(new) - set(old))
    return found


def test_one_edited_cell_is_one_changed_cell(package: Path) -> None:
    before = files(package)
    file = export(package, "d-196")
    put(file, FIGURES, {at(file, UONG_BI, "numerator"): "86"})
    outcome = imported(file, package)
    assert outcome.problems == ()
    assert changed_lines(package, before) == {
        "observations.csv": (
            {FIGURE.format("85")},
            {FIGURE.format("86")},
        )
    }
    [change] = outcome.changes
    [row] = change.changed
    assert [(cell.field, cell.old, cell.new) for cell in row.cells] == [("numerator", "85", "86")]


def test_a_choice_from_a_list_arrives_as_its_code(package: Path) -> None:
    file = export(package)
    cells = {
        at(file, UONG_BI, "qualifier"): "more_than – hơn",
        at(file, UONG_BI, "unit_id"): "c-06817 – Quang Trung (Uông Bí)",
        at(file, UONG_BI, "note_vi"): "Một  ghi chú\u00a0mới.",
        at(file, UONG_BI, "note_en"): "A new note.",
    }
    put(file, FIGURES, cells)
    assert imported(file, package).problems == ()
    row = rows(package, "observations")[3]
    assert row["qualifier"] == "more_than"
    assert row["unit_id"] == "c-06817"
    assert row["note_vi"] == "Một ghi chú mới."


def test_a_row_below_the_last_one_is_a_new_row(package: Path) -> None:
    before = files(package)
    file = export(package, "d-196")
    put(file, FIGURES, NEW_ROW)
    assert imported(file, package).problems == ()
    assert changed_lines(package, before) == {"observations.csv": (set(), {NEW_LINE})}


def test_a_new_row_stands_where_its_key_belongs(package: Path) -> None:
    file = export(package)
    put(file, PERSONS, {"B5": "tran-thi-mai", "C5": "Trần Thị Mai"})
    assert imported(file, package).problems == ()
    assert (package / "data" / "persons.csv").read_text("utf-8") == (
        "person_id,name\n"
        "tran-lenh-truong,Trần Lệnh Trưởng\n"
        "tran-thi-mai,Trần Thị Mai\n"
        "tran-van-lam,Trần Văn Lâm\n"
    )


def test_a_row_with_a_mark_is_deleted(package: Path) -> None:
    before = files(package)
    file = export(package, "d-196")
    put(file, PERSONS, {"A4": "X"})
    assert imported(file, package).problems == ()
    assert changed_lines(package, before) == {"persons.csv": ({"tran-van-lam,Trần Văn Lâm"}, set())}


def test_a_row_taken_out_of_its_sheet_is_asked_about(package: Path) -> None:
    before = files(package)
    file = export(package)
    edit(file, lambda book: book[PERSONS].delete_rows(3, 2))
    outcome = imported(file, package)
    [problem] = outcome.problems
    assert told(outcome.problems) == [("workbook-row-missing", PERSONS, "")]
    assert problem.details["keys"] == "tran-lenh-truong; tran-van-lam"
    assert problem_text(problem, Telling(lang="en", folder="", site="")) == (
        "so-nhap-lieu.xlsx Người giữ chức vụ workbook-row-missing: The sheet no longer has some "
        "rows that it was given (2): tran-lenh-truong; tran-van-lam.\n"
        "    To delete a row, leave it where it is and put an x in column A. If it is not to be "
        "deleted, put back the row, or its old key. A newly exported workbook has every row."
    )
    assert files(package) == before


def test_rows_that_the_workbook_was_not_given_stay(package: Path) -> None:
    file = export(package, "d-196")
    put(file, FIGURES, {"A3": "x"})
    assert imported(file, package).problems == ()
    assert [row["observation_id"] for row in rows(package, "observations")] == [
        "c-05983-2018-residents",
        "d-178-2018-village-secretary-head",
        "d-178-2020-village-secretary-head",
    ]


def test_importing_a_workbook_again_changes_nothing(package: Path) -> None:
    file = export(package)
    put(file, FIGURES, {**NEW_ROW, at(file, UONG_BI, "numerator"): "86"})
    put(file, PERSONS, {"A4": "x"})
    assert imported(file, package).problems == ()
    after = files(package)
    outcome = imported(file, package)
    assert (outcome.problems, outcome.changes) == ((), ())
    assert files(package) == after


def test_what_others_have_changed_since_stays(package: Path) -> None:
    file = export(package)
    table = package / "data" / "persons.csv"
    table.write_bytes(table.read_bytes() + "tran-van-nam,Trần Văn Nam\n".encode())
    table.write_bytes(table.read_bytes().replace(b"Tr\xe1\xba\xa7n V\xc4\x83n L\xc3\xa2m", b"Ai"))
    put(file, FIGURES, {at(file, UONG_BI, "numerator"): "86"})
    assert imported(file, package).problems == ()
    assert [row["name"] for row in rows(package, "persons")] == [
        "Trần Lệnh Trưởng",
        "Ai",
        "Trần Văn Nam",
    ]
    assert rows(package, "observations")[3]["numerator"] == "86"


@pytest.mark.parametrize("cells", [{"C4": "Trần Văn Lam"}, {"A4": "x"}])
def test_a_row_changed_on_both_sides_is_not_overwritten(
    package: Path, cells: dict[str, str]
) -> None:
    file = export(package)
    table = package / "data" / "persons.csv"
    table.write_text(table.read_text("utf-8").replace("Văn Lâm", "Văn Lầm"), encoding="utf-8")
    before = files(package)
    put(file, PERSONS, cells)
    outcome = imported(file, package)
    assert [problem.rule for problem in outcome.problems] == ["workbook-row-conflict"]
    assert files(package) == before


def test_a_key_is_given_once(package: Path) -> None:
    file = export(package, "d-196")
    cells = {
        "B5": "tran-van-lam",
        "C5": "Trần Văn Lâm",
        "C6": "Không có mã",
    }
    put(file, PERSONS, cells)
    put(file, FIGURES, {**NEW_ROW, "B9": "d-178-2018-village-secretary-head"})
    outcome = imported(file, package)
    assert told(outcome.problems) == [
        ("workbook-key-taken", FIGURES, "B9"),
        ("workbook-key-twice", PERSONS, "B5"),
        ("workbook-key-missing", PERSONS, "B6"),
    ]
    assert outcome.problems[1].details["first"] == "B4"


def test_a_key_that_was_emptied_is_one_problem(package: Path) -> None:
    file = export(package)
    put(file, PERSONS, {"B4": None})
    assert told(imported(file, package).problems) == [("workbook-key-missing", PERSONS, "B4")]


def test_columns_may_stand_in_another_order(package: Path) -> None:
    def move(book: Workbook) -> None:
        for row in (1, 2, 3, 4):
            first, second = book[PERSONS][f"B{row}"], book[PERSONS][f"C{row}"]
            first.value, second.value = second.value, first.value

    file = export(package)
    edit(file, move)
    outcome = imported(file, package)
    assert (outcome.problems, outcome.changes) == ((), ())


def test_faults_that_the_checks_find_are_told_by_their_cells(package: Path) -> None:
    before = files(package)
    file = export(package, "d-196")
    put(file, FIGURES, {**NEW_ROW, "I9": "102", "N9": "uong-bi-2018", "Q9": "inferrred"})
    put(file, FIGURES, {at(file, UONG_BI, "date"): "2017-13"})
    outcome = imported(file, package)
    assert told(outcome.problems) == [
        ("date-impossible-month", FIGURES, "E3"),
        ("category-unknown", FIGURES, "Q9"),
        ("numerator-exceeds-denominator", FIGURES, "I9"),
        ("reference-unknown", FIGURES, "N9"),
    ]
    assert {problem.file for problem in outcome.problems} == {"so-nhap-lieu.xlsx"}
    assert outcome.changes != ()
    assert files(package) == before


def test_a_unit_called_by_its_name_is_told_with_the_ids_that_may_be_meant(package: Path) -> None:
    file = export(package)
    cell = cell_of(open_book(file)[FIGURES], UONG_BI, "unit_id")
    put(file, FIGURES, {cell: "Thành phố Uông Bí (Quảng Ninh)"})
    (problem,) = imported(file, package).problems
    assert problem.hint("vi").startswith("Có phải là “d-196” (thành phố Uông Bí)? ")
    put(file, FIGURES, {cell: "Uông Bí"})
    (problem,) = imported(file, package).problems
    offered = "“c-06811-2025” (phường Uông Bí), “d-196” (thành phố Uông Bí)"
    assert problem.hint("vi").startswith(f"Có phải là {offered}? ")


def test_a_deletion_that_other_rows_need_is_told_by_those_rows(package: Path) -> None:
    before = files(package)
    file = export(package, "d-196")
    put(file, "Nguồn", {"A3": "x"})
    outcome = imported(file, package)
    assert [(p.rule, p.file, p.line, p.value) for p in outcome.problems] == [
        ("reference-unknown", "data/events.csv", 2, "lang-son-2018"),
        ("reference-unknown", "data/memberships.csv", 2, "lang-son-2018"),
        ("reference-unknown", "data/observations.csv", 2, "lang-son-2018"),
    ]
    assert files(package) == before


def test_faults_that_were_there_before_do_not_stand_in_the_way(package: Path) -> None:
    table = package / "data" / "observations.csv"
    table.write_text(table.read_text("utf-8").replace(",79,87,", ",97,87,"), encoding="utf-8")
    file = export(package)
    put(file, FIGURES, {at(file, UONG_BI, "numerator"): "86"})
    assert imported(file, package).problems == ()
    assert rows(package, "observations")[3]["numerator"] == "86"


def test_one_fault_of_a_row_is_not_told_again_by_the_checks(package: Path) -> None:
    file = export(package)
    put(file, FIGURES, {**NEW_ROW, "J9": "=100+1", "N9": "khong-co"})
    put(file, FIGURES, {at(file, UONG_BI, "numerator"): "102"})
    assert told(imported(file, package).problems) == [
        ("workbook-formula", FIGURES, "J9"),
        ("numerator-exceeds-denominator", FIGURES, at(file, UONG_BI, "numerator")),
    ]


def test_a_faulty_row_is_there_for_those_that_refer_to_it(package: Path) -> None:
    file = export(package)
    put(file, "Nguồn", {"B5": "moi", "C5": '=CONCAT("a","b")', "J5": "2017-05"})
    put(file, FIGURES, {**NEW_ROW, "N9": "moi"})
    assert told(imported(file, package).problems) == [("workbook-formula", "Nguồn", "C5")]


def test_what_is_mended_is_told_and_written(package: Path) -> None:
    file = export(package)
    place = at(file, "d-178-2018-village-secretary-head", "percent_reported")
    put(file, FIGURES, {place: "91,5"})
    outcome = imported(file, package)
    assert "workbook-mended" in [problem.rule for problem in outcome.problems]
    [problem] = [problem for problem in outcome.problems if problem.rule == "workbook-mended"]
    assert problem.details["cell"] == place
    assert problem.message("vi") == "“91,5” được hiểu là “91.5”."


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(package: Path) -> None:
    file = export(package)
    put(file, FIGURES, {at(file, UONG_BI, "numerator"): "86"})
    put(file, PERSONS, {"C4": "Trần Văn Lam"})
    dataset = load(package)
    before = (package / "data" / "observations.csv").read_bytes()
    (package / "data" / "persons.csv").unlink()
    (package / "data" / "persons.csv").mkdir()
    with pytest.raises(MachineError, match="cannot write"):
        write(import_workbook(file, dataset))
    assert (package / "data" / "observations.csv").read_bytes() == before
    assert not [path for path in (package / "data").iterdir() if path.name.startswith(".")]


words = st.text("abcĂâđêọ ,\"'\n–0123456789", max_size=20).map(
    lambda text: " ".join(f"a{text}".split())
)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.integers(3, 6), st.tuples(words, words), max_size=4))
def test_any_edits_are_the_only_changes(
    tmp_path_factory: pytest.TempPathFactory, notes: dict[int, tuple[str, str]]
) -> None:
    package = tmp_path_factory.mktemp("edits") / "package"
    shutil.copytree(FIXTURE, package)
    expected = rows(package, "observations")
    others = {name: data for name, data in files(package).items() if name != "observations.csv"}
    file = export(package)
    cells = {}
    for number, (vi, en) in notes.items():
        cells |= {f"R{number}": vi, f"S{number}": en}
        expected[number - 3] |= {"note_vi": vi, "note_en": en}
    put(file, FIGURES, cells)
    assert imported(file, package).problems == ()
    assert rows(package, "observations") == expected
    assert {k: v for k, v in files(package).items() if k != "observations.csv"} == others
