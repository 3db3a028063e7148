"""Views of the SQLite file: the questions that are asked most, with names for ids.

They name tables and columns of the package, never a district, an indicator or a document.
`_dates` and `_categories` are tables that `sqlite` adds. Identifiers that are words of
SQL stand in brackets: quotation marks would make a text of a column that does not exist.
"""

from __future__ import annotations

VIEWS = {
    "unit_names": """
        SELECT
            u.unit_id, u.level, t.label_vi AS type_vi, t.label_en AS type_en, u.name_vi AS name,
            CASE 'district'
                WHEN u.level THEN u.unit_id WHEN a.level THEN a.unit_id WHEN b.level THEN b.unit_id
            END AS district_id,
            CASE 'district'
                WHEN u.level THEN u.name_vi WHEN a.level THEN a.name_vi WHEN b.level THEN b.name_vi
            END AS district,
            CASE 'province'
                WHEN u.level THEN u.unit_id WHEN a.level THEN a.unit_id
                WHEN b.level THEN b.unit_id WHEN c.level THEN c.unit_id
            END AS province_id,
            CASE 'province'
                WHEN u.level THEN u.name_vi WHEN a.level THEN a.name_vi
                WHEN b.level THEN b.name_vi WHEN c.level THEN c.name_vi
            END AS province,
            u.valid_from, u.valid_to
        FROM units AS u
        LEFT JOIN units AS a ON a.unit_id = u.parent_id
        LEFT JOIN units AS b ON b.unit_id = a.parent_id
        LEFT JOIN units AS c ON c.unit_id = b.parent_id
        LEFT JOIN _categories AS t
            ON t.table_name = 'units' AND t.field = 'type' AND t.value = u.type
        """,
    # percent_computed is ours and not rounded; percent_reported is what the source says.
    "figures": """
        SELECT
            o.observation_id, u.province_id, u.province, u.district_id, u.district,
            o.unit_id, u.level, u.name AS unit,
            o.indicator_id, i.name_vi AS indicator_vi, i.name_en AS indicator_en, i.headline,
            o.date, o.date_part, d.earliest, d.latest, o.status, o.qualifier,
            o.value, o.numerator, o.denominator, o.remainder AS remainder, o.percent_reported,
            100.0 * coalesce(o.numerator, o.denominator - o.remainder) / o.denominator
                AS percent_computed,
            o.quote, o.source_id, s.title AS source, s.publisher
        FROM observations AS o
        JOIN unit_names AS u ON u.unit_id = o.unit_id
        JOIN indicators AS i ON i.indicator_id = o.indicator_id
        JOIN sources AS s ON s.source_id = o.source_id
        JOIN _dates AS d ON d.date = o.date AND d.part = coalesce(o.date_part, '')
        """,
    # Dates are in the order of their earliest possible day, then of the latest.
    "latest_figures": """
        SELECT
            observation_id, province_id, province, district_id, district, unit_id, level, unit,
            indicator_id, indicator_vi, indicator_en, headline,
            date, date_part, earliest, latest, qualifier,
            value, numerator, denominator, remainder, percent_reported, percent_computed,
            quote, source_id, source, publisher
        FROM (
            SELECT *, row_number() OVER (
                PARTITION BY unit_id, indicator_id
                ORDER BY earliest DESC, coalesce(latest, '9999') DESC, observation_id DESC
            ) AS place
            FROM figures WHERE status = 'actual'
        )
        WHERE place = 1
        """,
    "progress_by_district": """
        SELECT
            province, district, district_id, indicator_vi, indicator_en, indicator_id, headline,
            date, date_part, qualifier, value, numerator, denominator, remainder,
            percent_reported, percent_computed, source, publisher, quote
        FROM latest_figures
        WHERE level = 'district'
        ORDER BY province_id, district_id, headline DESC, indicator_id
        """,
    "targets_and_figures": """
        SELECT
            t.target_id, u.province, u.district, t.unit_id, u.level, u.name AS unit,
            t.indicator_id, i.name_vi AS indicator_vi, i.name_en AS indicator_en,
            t.direction, t.percent AS target_percent, t.deadline, t.document_id, t.quote,
            f.date, f.date_part, f.numerator, f.denominator, f.remainder,
            f.percent_reported, f.percent_computed, f.observation_id
        FROM targets AS t
        JOIN unit_names AS u ON u.unit_id = t.unit_id
        JOIN indicators AS i ON i.indicator_id = t.indicator_id
        LEFT JOIN latest_figures AS f
            ON f.unit_id = t.unit_id AND f.indicator_id = t.indicator_id
        """,
    "office_holders": """
        SELECT
            m.membership_id, m.person_id, n.name AS person,
            m.post_id, p.title_vi AS post_vi, p.title_en AS post_en,
            u.province, u.district, m.unit_id, u.level, u.name AS unit,
            m.start, m.start_part, m.[end], m.as_of, m.quote, m.source_id, s.title AS source
        FROM memberships AS m
        JOIN persons AS n ON n.person_id = m.person_id
        JOIN posts AS p ON p.post_id = m.post_id
        JOIN unit_names AS u ON u.unit_id = m.unit_id
        JOIN sources AS s ON s.source_id = m.source_id
        """,
    # One source must say both at one time: two with vague dates would not prove it.
    "holders_of_both_posts": """
        SELECT
            a.person_id, a.person, a.province, a.district, a.unit_id, a.level, a.unit,
            i.indicator_id, i.name_vi AS indicator_vi, i.name_en AS indicator_en,
            a.post_id AS party_post_id, a.post_vi AS party_post_vi, a.post_en AS party_post_en,
            b.post_id AS state_post_id, b.post_vi AS state_post_vi, b.post_en AS state_post_en,
            a.as_of, a.quote AS party_quote, b.quote AS state_quote, a.source_id, a.source
        FROM indicators AS i
        JOIN office_holders AS a ON a.post_id = i.party_post_id
        JOIN office_holders AS b
            ON b.post_id = i.state_post_id AND b.person_id = a.person_id
            AND b.unit_id = a.unit_id AND b.as_of = a.as_of AND b.source_id = a.source_id
        """,
    "timeline": """
        SELECT
            d.earliest, d.latest, e.date, e.date_part, u.province, u.district,
            e.unit_id, u.level, u.name AS unit, e.stage, e.status, e.title_vi, e.title_en,
            e.indicator_id, e.document_id, e.quote, e.source_id, e.event_id
        FROM events AS e
        JOIN unit_names AS u ON u.unit_id = e.unit_id
        JOIN _dates AS d ON d.date = e.date AND d.part = coalesce(e.date_part, '')
        ORDER BY d.earliest, coalesce(d.latest, '9999'), e.event_id
        """,
    "unit_successors": """
        SELECT
            s.from_unit_id, f.level AS from_level, f.type_vi AS from_type_vi,
            f.type_en AS from_type_en, f.name AS from_name,
            f.district AS from_district, f.province AS from_province,
            s.relation, r.label_vi AS relation_vi, r.label_en AS relation_en, s.date,
            s.to_unit_id, t.level AS to_level, t.type_vi AS to_type_vi,
            t.type_en AS to_type_en, t.name AS to_name, t.province AS to_province,
            s.document_id
        FROM unit_successions AS s
        JOIN unit_names AS f ON f.unit_id = s.from_unit_id
        JOIN unit_names AS t ON t.unit_id = s.to_unit_id
        LEFT JOIN _categories AS r
            ON r.table_name = 'unit_successions' AND r.field = 'relation' AND r.value = s.relation
        """,
}
"""The query of each view by its name; a view reads only tables and views before it."""
