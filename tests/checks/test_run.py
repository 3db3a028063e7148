"""The check as a whole: all at once, in order, one message for one cause, nothing fetched."""

from __future__ import annotations

import socket
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from generator.checks import run
from generator.checks.run import Passed, check
from generator.dataset import load
from generator.processes import in_parallel
from tests.checks.breaking import BY_HAND
from tests.checks.copies import short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.checks.judged import Judged, Rule
    from generator.problems import Problem
    from tests.checks.copies import Copy


def test_all_problems_are_told_at_once_in_the_order_of_the_files(package: Copy) -> None:
    package.replace("data/terms.csv", ",2017,2020,", ",2020,2017,")
    package.replace("data/observations.csv", ",85,101,", ",102,101,")
    package.replace("data/observations.csv", ",90.8,exact", ",90.80,exact")
    package.replace("data/observations.csv", ",actual,17000,", ",actual,,")
    package.replace("datapackage.json", '"version": "1.0.0"', '"version": "1"')
    problems = package.check().problems
    assert problems[0].value == ""  # of a row as a whole
    assert [short(problem) for problem in problems] == [
        "figure-missing data/observations.csv:2",
        "number-form data/observations.csv:3 percent_reported",
        "numerator-exceeds-denominator data/observations.csv:5 numerator",
        "period-reversed data/terms.csv:2 end",
        "descriptor-version datapackage.json version",
    ]


@pytest.mark.parametrize("address", ["https://example.org/lang-son.html", ""])
def test_rules_are_not_asked_again_of_what_has_not_changed(
    package: Copy, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    package.replace("data/sources.csv", "https://example.org/lang-son.html", address)
    report = package.check()
    assert report.silent["generator.checks.units.parent_is_right"] == {"units"}
    dataset = package.load()
    same = frozenset(dataset.tables) - {"observations"}
    unchanged = same - {problem.file[5:-4] for problem in report.problems}
    assert same - unchanged == (set() if address else {"sources"})  # of which there is a warning
    asked: list[str] = []

    def noting(rule: Rule) -> Rule:
        @wraps(rule)
        def judge(judged: Judged) -> Iterator[Problem]:
            asked.append(rule.__name__)
            assert judged.passed == unchanged
            return rule(judged)

        return judge

    monkeypatch.setattr(run, "RULES", tuple(map(noting, run.RULES)))
    passed = Passed(schemas=True, same=same, tables=unchanged, silent=report.silent)
    again = check(dataset, archive=package.archive, passed=passed)
    assert again == report
    assert "units_of_reports" in asked  # of observations, too
    assert not {"units_of_targets", "parent_is_right", "period_is_not_empty"} & {*asked}


def test_processes_that_share_the_work_find_the_same(
    package: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    package.replace("data/observations.csv", ",85,101,", ",102,101,")
    package.replace("data/observations.csv", ",90.8,exact", ",90.80,exact")
    package.replace("data/terms.csv", "d-196,2017,2020", "D–196,2017,2020")
    BY_HAND["schema-field-missing"](package)
    alone = package.check()
    assert {problem.rule for problem in alone.problems} == {
        "numerator-exceeds-denominator",
        "number-form",
        "value-pattern",
        "schema-field-missing",
    }
    monkeypatch.setattr("generator.processes.cores", lambda: 2)
    counts: list[int] = []

    def counted(count: int, work: Callable[[Iterator[int]], Any]) -> list[Any]:
        counts.append(count)
        return in_parallel(count, work)

    monkeypatch.setattr(run, "in_parallel", counted)
    tables = package.load().tables.values()
    rows = sum(len(table.lines) for table in tables)
    for large in (rows + 1, rows):
        monkeypatch.setattr(run, "LARGE", large)
        assert package.check() == alone
    assert counts == [sum(len(table.fields) for table in tables), len(run.RULES)]


def test_a_rule_that_lacks_a_field_is_asked_again(package: Copy) -> None:
    BY_HAND["schema-field-missing"](package)
    silent = package.check().silent
    rule = "generator.checks.figures.percent_agrees"
    assert not silent[rule]
    assert Passed(same=frozenset(package.load().tables), silent=silent).by(rule) is None


def test_errors_and_warnings_are_apart(package: Copy) -> None:
    package.replace("data/sources.csv", "https://example.org/lang-son.html", "")
    package.replace("data/persons.csv", "Trần Văn Lâm", "")
    report = package.check()
    assert [problem.rule for problem in report.errors] == ["value-missing"]
    assert [problem.rule for problem in report.warnings] == ["source-without-address"]
    assert len(report.problems) == 2


@pytest.mark.parametrize(
    ("vietnamese", "english", "missing"),
    [("Hà Nội", "", "note_en"), ("", "Hanoi", "note_vi"), ("Hà Nội", "Hanoi", "")],
)
def test_what_is_said_in_either_language_is_missed_in_the_other(
    package: Copy, vietnamese: str, english: str, missing: str
) -> None:
    end = "từ cuối tháng 6/2018,stated,,"
    package.replace("data/events.csv", end, f"{end[:-1]}{vietnamese},{english}")
    told = [f"translation-missing data/events.csv:2 {missing}"] if missing else []
    assert package.told() == told


def test_a_cell_has_one_message_however_much_is_wrong_with_it(package: Copy) -> None:
    package.replace("data/terms.csv", "d-196,2017,2020", " D–196\u200b,2017,2020")
    assert package.told() == ["text-invisible data/terms.csv:2 unit_id"]


def test_a_value_of_the_wrong_type_is_not_also_out_of_range_or_of_the_wrong_kind(
    package: Copy,
) -> None:
    package.replace("data/observations.csv", ",79,87,90.8,", ",79,eighty-seven,90.8,")
    assert package.told() == ["not-an-integer data/observations.csv:3 denominator"]


def test_a_wrong_key_is_not_also_a_wrong_reference_in_every_row_that_uses_it(
    package: Copy,
) -> None:
    package.replace("data/sources.csv", "\nlang-son-2018,", "\nLạng-Sơn-2018,")
    assert package.told() == ["value-pattern data/sources.csv:2 source_id"]


def test_a_wrong_id_of_a_unit_is_not_also_a_fault_of_all_that_lies_in_it(package: Copy) -> None:
    package.replace("data/units.csv", "\nd-196,p-22", "\nd-19x,p-22")
    assert package.told() == ["value-pattern data/units.csv:7 unit_id"]


def test_a_wrong_last_day_of_a_unit_is_told_once_and_not_in_every_record(package: Copy) -> None:
    package.replace("data/units.csv", "Chi Lăng,05983,,2025-07-01", "Chi Lăng,05983,,2017-01-01")
    assert package.told() == ["succession-from data/unit_successions.csv:2 date"]


def test_a_wrong_day_of_publication_is_told_once_a_table_with_the_number_of_rows(
    package: Copy,
) -> None:
    package.replace("data/sources.csv", "[2018-07-01..2020-02-26]", "2008")
    found = [(p.rule, p.file, p.details.get("repeated")) for p in package.check().errors]
    assert found == [
        ("date-after-source", "data/events.csv", "1"),
        ("date-after-source", "data/memberships.csv", "2"),
        ("date-after-source", "data/observations.csv", "2"),
    ]


def test_an_indicator_of_the_wrong_kind_is_told_once_with_the_number_of_its_rows(
    package: Copy,
) -> None:
    package.replace("data/indicators.csv", ",village,share,", ",village,count,")
    (problem,) = package.check().problems
    assert (problem.rule, problem.line, problem.details["repeated"]) == ("count-in-share", 3, "3")
    assert problem.hint("vi").endswith("Số dòng như vậy: 3.")


def test_more_unknown_references_than_wrong_keys_are_told_beside_them(package: Copy) -> None:
    package.replace("data/sources.csv", "\nlang-son-2018,", "\nLạng-Sơn-2018,")
    package.replace("data/observations.csv", ",uong-bi-2017,", ",uong-bi-2018,")
    assert package.told() == [
        "reference-unknown data/observations.csv:2 source_id",
        "reference-unknown data/observations.csv:5 source_id",
        "value-pattern data/sources.csv:2 source_id",
    ]


@pytest.mark.parametrize("table", ["units", "sources", "indicators", "documents", "persons"])
def test_a_table_that_cannot_be_read_is_told_once_and_nothing_is_said_of_references_into_it(
    package: Copy, table: str
) -> None:
    (package.folder / f"data/{table}.csv").write_bytes(b"\xff\xfe")
    assert package.told() == [f"encoding data/{table}.csv"]


def test_a_table_whose_schema_cannot_be_used_is_not_judged(package: Copy) -> None:
    package.replace("schemas/units.schema.json", '"title": "Đơn vị hành chính"', '"title": 7')
    assert package.told() == ["schema-shape schemas/units.schema.json title"]


def test_a_table_whose_pattern_is_refused_is_not_judged(package: Copy) -> None:
    package.replace("schemas/persons.schema.json", '"maxLength": 100', '"pattern": "(?=a)b"')
    package.replace("data/persons.csv", "Trần Văn Lâm", " Trần Văn Lâm")
    assert package.told() == ["pattern-unfit schemas/persons.schema.json name"]


def test_a_rule_is_silent_where_all_tables_that_it_asked_for_are_the_same() -> None:
    passed = Passed(same=frozenset({"units", "terms"}), silent={"a": frozenset({"units"})})
    assert passed.by("a") == {"units"}
    silent = {"a": frozenset({"units", "terms"}), "b": frozenset({"units", "posts"})}
    passed = Passed(same=frozenset({"units", "terms"}), silent=silent)
    assert (passed.by("a"), passed.by("b"), passed.by("c")) == ({"units", "terms"}, None, None)


def test_a_table_that_is_not_described_is_told_once_though_many_refer_to_it(package: Copy) -> None:
    package.replace("datapackage.json", '"name": "units"', '"name": "places"')
    report = package.check()
    assert [(problem.rule, problem.value) for problem in report.problems] == [
        ("resource-missing", "units")
    ]


def test_a_resource_that_is_not_understood_is_told_once_though_many_refer_to_it(
    package: Copy,
) -> None:
    package.replace("datapackage.json", '"name": "units"', '"name": 7')
    assert package.told() == ["resource-incomplete datapackage.json"]


def test_a_folder_without_a_descriptor_is_told_of(tmp_path: Path) -> None:
    report = check(load(tmp_path))
    assert [(problem.rule, problem.file) for problem in report.problems] == [
        ("file-missing", "datapackage.json")
    ]


def test_nothing_is_fetched_from_anywhere(package: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("something was to be fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    elsewhere = "https://example.org/elsewhere.json"
    package.replace("datapackage.json", "https://datapackage.org/profiles/2.0/", "https://x.test/")
    package.replace(
        "datapackage.json",
        '"id": "nhat-the-hoa-test"',
        f'"profile": "{elsewhere}", "profiles": ["{elsewhere}"], "image": "{elsewhere}"',
    )
    package.replace(
        "datapackage.json",
        '"name": "persons"',
        f'"profile": "{elsewhere}", "url": "{elsewhere}", "name": "persons"',
    )
    package.replace(
        "schemas/persons.schema.json", '"fields": [', f'"profile": "{elsewhere}", "fields": ['
    )
    package.replace("schemas/posts.schema.json", "https://datapackage.org/", elsewhere)
    assert package.told() == [
        "profile-foreign datapackage.json $schema",
        "profile-foreign datapackage.json profile",
        "resource-property datapackage.json profile",
        "resource-property datapackage.json url",
        "profile-foreign schemas/persons.schema.json profile",
        "profile-foreign schemas/posts.schema.json $schema",
    ]
