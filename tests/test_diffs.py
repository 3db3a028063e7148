"""A change is told in the words of those who know a district, not git."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.run import check
from generator.dataset import load
from generator.diffs.as_json import as_json
from generator.diffs.as_markdown import as_markdown
from generator.diffs.as_text import as_text
from generator.diffs.difference import Difference, difference
from generator.diffs.effects import Effects, effects
from generator.diffs.words import say
from generator.showing import in_cell, in_markdown
from generator.versions.structure import Kind
from generator.wording import number
from tests.small_package import INDICATOR, OBSERVATION, SOURCE, UNITS, SmallPackage

NOTHING = Effects(failing=(), mended=(), pages=())
NEW_SOURCE = {
    **SOURCE,
    "source_id": "bao-2018",
    "title": "Uông Bí tiến thêm",
    "title_en": "Uông Bí goes further",
    "url": "https://example.org/bao-2018",
    "published": "2018-06-01",
}
CHANGED = {
    **OBSERVATION,
    "numerator": "92",
    "source_id": "bao-2018",
    "note_vi": "Số mới.",
    "note_en": "A new number.",
    "date_as_written": "",
    "date_basis": "article",
}
ADDED = {
    **OBSERVATION,
    "observation_id": "d-193-2017",
    "unit_id": "d-193",
    "numerator": "",
    "denominator": "",
    "percent_reported": "90.8",
    "qualifier": "more_than",
    "quote": "hơn 90,8% số khu",
}


def expected(name: str) -> str:
    """What a reader is shown, as it is kept beside the tests."""
    return (Path(__file__).parent / "fixtures/diffs" / name).read_text(encoding="utf-8")


def compared(base: SmallPackage, head: SmallPackage) -> tuple[Difference, Effects]:
    datasets = load(base.folder), load(head.folder)
    found = difference(*datasets)
    return found, effects(found, *(check(dataset).problems for dataset in datasets))


def edit(head: SmallPackage) -> None:
    """What an editor may do in one go: a figure corrected, one added, a source for it."""
    head.rows("sources", SOURCE, NEW_SOURCE)
    head.rows("observations", CHANGED, ADDED)
    head.rows("persons", {"person_id": "an", "name": "Nguyễn Văn An"})


def test_a_change_is_told_in_vietnamese(base: SmallPackage, head: SmallPackage) -> None:
    edit(head)
    assert as_text(*compared(base, head), "vi") == expected("change.vi.txt")


def test_a_change_is_told_in_english(base: SmallPackage, head: SmallPackage) -> None:
    edit(head)
    head.descriptor(version="0.2.0")
    assert as_text(*compared(base, head), "en") == expected("change.en.txt")


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("vi", "thời điểm: 5-2017 → trong khoảng từ 28-12-2016 đến 31-5-2017"),
        ("en", "date: May 2017 → between 28 Dec 2016 and 31 May 2017"),
    ],
)
def test_dates_are_told_in_words(
    base: SmallPackage, head: SmallPackage, lang: str, told: str
) -> None:
    head.rows("observations", {**OBSERVATION, "date": "[2016-12-28..2017-05-31]"})
    assert told in as_text(*compared(base, head), lang)


def test_what_is_no_date_is_told_as_it_is(base: SmallPackage, head: SmallPackage) -> None:
    head.rows("observations", {**OBSERVATION, "date": "tháng 5"})
    assert "date: May 2017 → “tháng 5”" in as_text(*compared(base, head), "en")


def test_a_change_is_told_as_a_comment(base: SmallPackage, head: SmallPackage) -> None:
    head.rows("observations", {**OBSERVATION, "numerator": "92"})
    head.rows("sources", SOURCE, {**NEW_SOURCE, "title": "Bài | <b>mới</b>", "title_en": ""})
    head.descriptor(version="0.2.0", title="Khác")
    assert as_markdown(*compared(base, head), "vi") == expected("comment.vi.md")


def test_a_change_is_told_to_programs(base: SmallPackage, head: SmallPackage) -> None:
    head.rows("observations", {**OBSERVATION, "numerator": "92", "percent_reported": "91.1"})
    base.rows("persons", {"person_id": "an", "name": "An"})
    head.field("persons", "name", constraints={"required": True, "maxLength": 200})
    told = json.loads(as_json(*compared(base, head)))
    assert told == {
        "version": {"base": "0.1.0", "head": "0.1.0"},
        "bump": "minor",
        "version_needed": "0.2.0",
        "structure": [
            {
                "kind": "constraint-relaxed",
                "table": "persons",
                "field": "name",
                "what": "maxLength",
                "bump": "minor",
            }
        ],
        "tables": [
            {
                "name": "observations",
                "path": "data/observations.csv",
                "key": ["observation_id"],
                "fields_added": [],
                "fields_removed": [],
                "added": [],
                "removed": [],
                "changed": [
                    {
                        "key": {"observation_id": "d-196-2017"},
                        "cells": [
                            {"field": "numerator", "old": "85", "new": "92"},
                            {"field": "percent_reported", "old": "", "new": "91.1"},
                        ],
                    }
                ],
            },
            {
                "name": "persons",
                "path": "data/persons.csv",
                "key": ["person_id"],
                "fields_added": [],
                "fields_removed": [],
                "added": [],
                "removed": [{"person_id": "an", "name": "An"}],
                "changed": [],
            },
        ],
        "problems": {"new": [], "mended": []},
        "pages": [
            "data/index.html",
            "districts.html",
            "index.html",
            "indicators/village-secretary-head.html",
            "sources/bao-2017.html",
            "units/d-196-uong-bi.html",
            "units/p-22-quang-ninh.html",
        ],
        "coverage": {
            "districts": {"base": 2, "head": 2},
            "with_figures": {"base": ["d-196"], "head": ["d-196"]},
        },
        "summary": {
            "vi": [
                "Bảng “Người giữ chức vụ”, cột name: ràng buộc maxLength nới hơn.",
                "Số liệu: sửa 1 dòng.",
                "Người giữ chức vụ: bỏ 1 dòng.",
                (
                    "Sửa số liệu: thành phố Uông Bí – Bí thư chi bộ kiêm trưởng thôn: "
                    "85/101 → 92/101, 91,1%."
                ),
            ],
            "en": [
                "Table “Persons”, column name: the constraint maxLength was relaxed.",
                "Observations: 1 row changed.",
                "Persons: 1 row removed.",
                (
                    "Corrected: Uông Bí city – Party cell secretary is also village head: "
                    "85/101 → 92/101, 91.1%."
                ),
            ],
        },
    }


def test_nothing_is_told_where_nothing_changed(base: SmallPackage, head: SmallPackage) -> None:
    found = compared(base, head)
    assert not found[0]
    assert found[1] == NOTHING
    assert as_text(*found, "vi") == ""
    assert as_markdown(*found, "vi") == ""
    assert json.loads(as_json(*found))["tables"] == []


def test_problems_that_came_and_went_are_told_apart_from_those_that_stay(
    base: SmallPackage, head: SmallPackage
) -> None:
    wrong, other = {**SOURCE, "language": "?"}, {**NEW_SOURCE, "language": "??"}
    base.rows("sources", wrong, {**NEW_SOURCE, "source_id": "a", "title_en": ""})
    head.rows("sources", {**NEW_SOURCE, "source_id": "0", "url": ""}, wrong, other)
    _, found = compared(base, head)
    assert [(p.rule, p.field) for p in found.failing] == [
        ("source-without-address", "url"),
        ("value-pattern", "language"),
    ]
    assert [(p.rule, p.field) for p in found.mended] == [("value-missing", "title_en")]
    assert found.pages is None


def test_what_only_english_pages_show_affects_pages(base: SmallPackage, head: SmallPackage) -> None:
    head.rows("observations", {**OBSERVATION, "note_vi": "x", "note_en": "y"})
    base.rows("observations", {**OBSERVATION, "note_vi": "x", "note_en": "z"})
    _, found = compared(base, head)
    assert found.pages is not None
    assert "units/d-196-uong-bi.html" in found.pages


def test_a_page_that_is_gone_is_affected(base: SmallPackage, head: SmallPackage) -> None:
    base.rows("indicators", INDICATOR, {**INDICATOR, "indicator_id": "other", "name_vi": "Khác"})
    _, found = compared(base, head)
    assert found.pages == ("data/index.html", "indicators/index.html", "indicators/other.html")


def test_small_units_are_named_with_what_they_lie_in(
    base: SmallPackage, head: SmallPackage
) -> None:
    bare = {"gso_code": "", "valid_to": ""}
    new = {**UNITS[4], **bare, "unit_id": "c-06820", "name_vi": "Thanh Sơn"}
    ward = {**UNITS[3], **bare, "unit_id": "d-760", "type": "quan", "name_vi": "1"}
    head.rows("units", *UNITS, new, ward)
    found = difference(load(base.folder), load(head.folder))
    assert [line.strip() for line in as_text(found, NOTHING, "vi").splitlines()[1:3]] == [
        "+ phường Thanh Sơn, thành phố Uông Bí: thuộc: thành phố Uông Bí; cấp: cấp xã",
        "+ quận 1: thuộc: tỉnh Quảng Ninh; cấp: cấp huyện",
    ]
    assert "+ District 1: " in as_text(found, NOTHING, "en")


def test_another_structure_and_its_rows_are_told_together(
    base: SmallPackage, head: SmallPackage
) -> None:
    base.rows("persons", {"person_id": "an", "name": "Nguyễn Văn An"})
    schema = head.schema("persons")
    schema["fields"][0]["name"] = "id"
    head.write("schemas/persons.schema.json", {**schema, "primaryKey": ["id"]})
    head.rows("persons", {"id": "an", "name": ""})
    schema = head.schema("observations")
    fields = [field for field in schema["fields"] if field["name"] != "unit_id"]
    keys = [key for key in schema["foreignKeys"] if key["fields"] != ["unit_id"]]
    head.write(
        "schemas/observations.schema.json", {**schema, "fields": fields, "foreignKeys": keys}
    )
    head.rows("observations", {**OBSERVATION, "observation_id": "new"})
    found = difference(load(base.folder), load(head.folder))
    assert as_text(found, NOTHING, "en") == expected("structure.en.txt")


def test_what_refers_to_nothing_is_told_by_its_id(base: SmallPackage, head: SmallPackage) -> None:
    head.rows("observations", {**OBSERVATION, "unit_id": "d-999", "indicator_id": "none"})
    told = as_text(difference(load(base.folder), load(head.folder)), NOTHING, "en")
    assert "~ d-999 – none: indicator: “Party cell secretary is also village head” → none" in told


def test_units_in_a_circle_do_not_keep_a_change_from_being_told(
    base: SmallPackage, head: SmallPackage
) -> None:
    one = {**UNITS[4], "parent_id": "c-06820"}
    other = {**UNITS[4], "unit_id": "c-06820", "parent_id": "c-06817"}
    head.rows("units", *UNITS[:4], one, other)
    assert "phường Quang Trung" in as_text(
        difference(load(base.folder), load(head.folder)), NOTHING, "vi"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("thành phố Uông Bí: 85/101, 90,8%.", "thành phố Uông Bí: 85/101, 90,8%."),
        ("cột title_en", "cột title_en"),
        ("10.035 xã (cũ)", "10.035 xã (cũ)"),
        ("@an", "`@an`"),
        ("<img src=x>", "`<img src=x>`"),
        ("[x](y)", "`[x](y)`"),
        ("#12", "`#12`"),
        ("GH-12", "`GH-12`"),
        ("a1b2c3d", "`a1b2c3d`"),
        ("https://example.org", "`https://example.org`"),
        ("www.example.org", "`www.example.org`"),
        ("a@example.org", "`a@example.org`"),
        (":tada:", "`:tada:`"),
        ("*x*", "`*x*`"),
        ("_x_", "`_x_`"),
        ("&lt;", "`&lt;`"),
        ("$x$", "`$x$`"),
        ("~~x~~", "`~~x~~`"),
        ("\\", "`\\`"),
        ("a`b``c", "```a`b``c```"),
        ("`", "`` ` ``"),
        ("two\nlines", "`two\\nlines`"),
        ("a\u202eb", "`a\\u202eb`"),
        ("", ""),
    ],
)
def test_a_text_is_bare_where_it_does_nothing_and_code_elsewhere(text: str, shown: str) -> None:
    assert in_markdown(text) == shown


@given(st.text(max_size=30))
def test_no_text_ends_its_code_its_cell_or_its_line(text: str) -> None:
    shown = in_cell(text)
    assert "\n" not in shown
    assert "|" not in shown.replace("\\|", "")
    if any(character in text for character in "@<#&[*\\"):
        fence = shown[: len(shown) - len(shown.lstrip("`"))]
        inner = shown.removeprefix(fence).removesuffix(fence)
        assert shown == f"{fence}{inner}{fence}"
        assert fence
        assert fence not in inner.replace("`" + fence, "")


def test_a_comment_is_never_longer_than_github_takes(
    base: SmallPackage, head: SmallPackage
) -> None:
    for table in ("persons", "terms", "posts", "documents", "events", "targets", "memberships"):
        key = head.schema(table)["primaryKey"][0]
        names = [field["name"] for field in head.schema(table)["fields"]]
        long = dict.fromkeys(names, "\U000e0001" * 120)
        head.rows(table, *({**long, key: f"k-{number:03}"} for number in range(60)))
    found = difference(load(base.folder), load(head.folder))
    told = as_markdown(found, NOTHING, "en")
    assert len(told) <= 65_536
    assert told.endswith("more, all of them in the JSON.\n")


def test_of_many_rows_the_first_are_told_and_the_others_counted(
    base: SmallPackage, head: SmallPackage
) -> None:
    people = [{"person_id": f"p-{number:04}", "name": "An"} for number in range(1251)]
    head.rows("persons", *people)
    found = difference(load(base.folder), load(head.folder))
    assert "… và 1.051 mục nữa, có đủ trong bản JSON." in as_text(found, NOTHING, "vi")
    assert "… and 1,201 more, all of them in the JSON." in as_markdown(found, NOTHING, "en")
    assert len(json.loads(as_json(found, NOTHING))["tables"][0]["added"]) == 1251


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_kind_of_alteration_has_its_sentence(kind: Kind, lang: str) -> None:
    said = say(kind.value, lang, table="T", field="F", what="W", place="P")
    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize(
    ("digits", "vi", "en"),
    [
        ("3000", "3.000", "3,000"),
        ("90.80", "90,80", "90.80"),
        ("85", "85", "85"),
        ("n/a", "n/a", "n/a"),
        ("NaN", "NaN", "NaN"),
        ("1e999999", "1e999999", "1e999999"),
        ("9" * 40, "9" * 40, "9" * 40),
        ("", "", ""),
    ],
)
def test_numbers_are_written_with_their_own_digits(digits: str, vi: str, en: str) -> None:
    assert (number(digits, "vi"), number(digits, "en")) == (vi, en)


def test_of_many_new_rows_names_and_figures_are_told(base: SmallPackage, tmp_path: Path) -> None:
    head = SmallPackage(tmp_path / "many")
    rows = [{**ADDED, "observation_id": f"d-193-{n}", "date": str(n)} for n in range(2000, 2021)]
    head.rows("observations", OBSERVATION, *rows)
    told = as_text(difference(load(base.folder), load(head.folder)), NOTHING, "en")
    assert told.count("more than 90.8%") == 21
    assert "as written" not in told
    head.rows("observations", OBSERVATION, *rows[:20])
    assert "as written" in as_text(difference(load(base.folder), load(head.folder)), NOTHING, "en")


def test_the_country_is_called_by_its_name_alone(base: SmallPackage, tmp_path: Path) -> None:
    head = SmallPackage(tmp_path / "country")
    head.rows("observations", OBSERVATION, {**ADDED, "unit_id": "vn"})
    told = as_text(difference(load(base.folder), load(head.folder)), NOTHING, "vi")
    assert "quốc gia" not in told
    assert "+ Việt Nam – " in told
