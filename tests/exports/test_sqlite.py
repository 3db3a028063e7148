"""The SQLite file: sound, with the keys of the schemas, and views that answer with names."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from generator.dataset import load
from generator.exports.sqlite import sqlite
from generator.exports.sqlite_views import VIEWS
from tests.exports.packages import write_hostile_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.exports.conftest import Exported


@pytest.fixture
def database(of_fixture: Exported) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(of_fixture.path("nhat-the-hoa-test.sqlite"))) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


@pytest.fixture
def hostile(of_hostile: Exported) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(of_hostile.path("places.sqlite"))) as connection:
        yield connection


def answers(connection: sqlite3.Connection, query: str) -> list[dict[str, object]]:
    return [dict(row) for row in connection.execute(query)]


def test_it_is_sound_and_every_reference_leads_somewhere(database: sqlite3.Connection) -> None:
    assert [tuple(row) for row in database.execute("PRAGMA integrity_check")] == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_columns_have_the_types_and_keys_of_the_schema(hostile: sqlite3.Connection) -> None:
    columns = hostile.execute("SELECT name, type, pk FROM pragma_table_info('places')").fetchall()
    assert columns == [
        ("place_id", "TEXT", 1),
        ("code", "TEXT", 0),
        ("parent_id", "TEXT", 0),
        ("founded", "DATE", 0),
        ("open", "BOOLEAN", 0),
        ("count", "INTEGER", 0),
        ("share", "REAL", 0),
        ("since", "TEXT", 0),
        ("since_part", "TEXT", 0),
        ("text", "TEXT", 0),
    ]
    keys = hostile.execute('SELECT "from", "table", "to" FROM pragma_foreign_key_list(\'visits\')')
    assert keys.fetchall() == [("place_id", "places", "place_id")]


def test_a_missing_key_or_a_reference_to_nowhere_cannot_be_written(
    hostile: sqlite3.Connection,
) -> None:
    hostile.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL constraint failed"):
        hostile.execute("INSERT INTO places (code) VALUES ('1')")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY constraint failed"):
        hostile.execute("INSERT INTO visits (place_id, day) VALUES ('nowhere', '2024-01-01')")


def test_foreign_keys_have_an_index_unless_the_primary_key_serves(
    hostile: sqlite3.Connection,
) -> None:
    indexes = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    assert hostile.execute(indexes).fetchall() == [("places_parent_id",)]


def test_progress_by_district_gives_the_latest_figure_with_names(
    database: sqlite3.Connection,
) -> None:
    rows = answers(
        database,
        """SELECT province, district, indicator_id, date, numerator, denominator,
        percent_reported, round(percent_computed, 1) AS percent_computed
        FROM progress_by_district""",
    )
    lang_son = {
        "province": "Lạng Sơn",
        "district": "Lạng Sơn",
        "indicator_id": "village-secretary-head",
        "date": "2018-07",
        "numerator": 79,
        "denominator": 87,
        "percent_reported": 90.8,
        "percent_computed": 90.8,
    }
    uong_bi = {
        "province": "Quảng Ninh",
        "district": "Uông Bí",
        "indicator_id": "village-secretary-head",
        "date": "[2016-12-28..2017-05-31]",
        "numerator": 85,
        "denominator": 101,
        "percent_reported": None,
        "percent_computed": 84.2,
    }
    assert rows == [lang_son, uong_bi]


def test_a_forecast_is_among_the_figures_but_never_the_latest(
    database: sqlite3.Connection,
) -> None:
    query = "SELECT observation_id FROM {} WHERE district_id = 'd-178' ORDER BY 1"
    of_all = [row[0] for row in database.execute(query.format("figures"))]
    latest = [row[0] for row in database.execute(query.format("latest_figures"))]
    assert of_all == [
        "c-05983-2018-residents",
        "d-178-2018-village-secretary-head",
        "d-178-2020-village-secretary-head",
    ]
    assert latest == ["c-05983-2018-residents", "d-178-2018-village-secretary-head"]


def test_the_latest_figure_is_that_of_the_latest_date_whatever_its_id(
    database: sqlite3.Connection,
) -> None:
    database.execute(
        "CREATE TEMP TABLE later AS SELECT * FROM observations WHERE unit_id = 'd-196'"
    )
    database.execute("UPDATE later SET observation_id = 'a', date = '2018-07', numerator = 92")
    database.execute("INSERT INTO observations SELECT * FROM later")
    query = "SELECT observation_id, numerator FROM latest_figures WHERE unit_id = 'd-196'"
    assert [tuple(row) for row in database.execute(query)] == [("a", 92)]


def test_a_target_stands_beside_the_latest_figure(database: sqlite3.Connection) -> None:
    query = "SELECT unit, target_percent, deadline, numerator, denominator FROM targets_and_figures"
    assert [tuple(row) for row in database.execute(query)] == [
        ("Uông Bí", 100.0, "2017-07", 85, 101)
    ]


COUNTING_BOTH_POSTS = """
    UPDATE indicators SET party_post_id = 'commune-secretary', state_post_id = 'commune-chair'
    WHERE headline
"""


def test_who_holds_both_posts_follows_from_two_memberships(database: sqlite3.Connection) -> None:
    assert answers(database, "SELECT * FROM holders_of_both_posts") == []
    database.execute(COUNTING_BOTH_POSTS)
    query = """SELECT person, unit, district, indicator_id, party_post_en, state_post_en
    FROM holders_of_both_posts"""
    assert [tuple(row) for row in database.execute(query)] == [
        (
            "Trần Lệnh Trưởng",
            "Chi Lăng",
            "Lạng Sơn",
            "village-secretary-head",
            "Secretary of the commune Party committee",
            "Chair of the commune People’s Committee",
        )
    ]


def test_memberships_of_another_time_do_not_make_a_holder_of_both_posts(
    database: sqlite3.Connection,
) -> None:
    database.execute(COUNTING_BOTH_POSTS)
    database.execute("UPDATE memberships SET as_of = '2019' WHERE post_id = 'commune-chair'")
    assert answers(database, "SELECT * FROM holders_of_both_posts") == []


def test_successors_have_names_kinds_and_the_relation_in_both_languages(
    database: sqlite3.Connection,
) -> None:
    query = """SELECT from_type_vi, from_name, from_district, relation_vi, relation_en, to_type_en,
    to_name, to_province, date FROM unit_successors WHERE from_unit_id = 'c-05983'"""
    assert [tuple(row) for row in database.execute(query)] == [
        (
            "phường",
            "Chi Lăng",
            "Lạng Sơn",
            "nhập toàn bộ",
            "merged wholly",
            "ward",
            "Lương Văn Tri",
            "Lạng Sơn",
            "2025-07-01",
        )
    ]


def test_a_village_is_in_its_district_and_province(database: sqlite3.Connection) -> None:
    query = "SELECT name, district, province FROM unit_names WHERE level = 'village'"
    assert [tuple(row) for row in database.execute(query)] == [
        ("Đại Thắng", "Lạng Sơn", "Lạng Sơn")
    ]


def test_dates_have_their_earliest_and_latest_day(hostile: sqlite3.Connection) -> None:
    assert hostile.execute("SELECT * FROM _dates").fetchall() == [
        ("2018-06", "late", "2018-06-21", "2018-06-30"),
        ("[..2020-12-31]", "", None, "2020-12-31"),
    ]


def test_the_file_says_which_version_it_is_and_what_its_columns_mean(
    hostile: sqlite3.Connection,
) -> None:
    package = dict(hostile.execute("SELECT property, value FROM _package"))
    assert (package["name"], package["version"], package["released"]) == (
        "places",
        "1.2.3",
        "2025-03-04",
    )
    query = "SELECT title_vi, title_en FROM _dictionary WHERE table_name = ? AND field = ?"
    assert hostile.execute(query, ("places", "code")).fetchall() == [("Mã", "Code")]
    assert hostile.execute("SELECT * FROM _categories").fetchall() == [
        ("visits", "kind", "short", "ngắn", "short"),
        ("visits", "kind", "long", "dài", "long"),
    ]


def test_the_projects_own_tables_have_every_view(database: sqlite3.Connection) -> None:
    views = database.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
    assert [row[0] for row in views] == list(VIEWS)


def test_a_package_without_the_tables_of_a_view_goes_without_it(tmp_path: Path) -> None:
    dataset = load(write_hostile_package(tmp_path / "package"))
    (tmp_path / "places.sqlite").write_bytes(sqlite(dataset))
    with closing(sqlite3.connect(tmp_path / "places.sqlite")) as connection:
        query = "SELECT name FROM sqlite_schema WHERE type = 'view'"
        assert connection.execute(query).fetchall() == []


def test_a_view_that_is_no_sql_is_a_fault_and_not_left_out(
    of_fixture: Exported, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(VIEWS, "broken", "SELECT FROM units")
    with pytest.raises(sqlite3.OperationalError, match="syntax error"):
        sqlite(of_fixture.dataset)
