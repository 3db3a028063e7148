"""A report as the summary of a step: tables that stay tables whatever is in a cell."""

from __future__ import annotations

import re

import pytest

from generator.reports.as_markdown import as_markdown
from generator.rules.catalogue import rules
from tests.reports.reports import BOTH, EN, NOWHERE, SOUND, VI, hostile, many


def test_errors_and_warnings_have_a_table_each() -> None:
    assert as_markdown(BOTH, VI) == (
        "## Kiểm tra dữ liệu\n"
        "\n"
        "1 lỗi, 1 cảnh báo. Hết lỗi mới phát hành được.\n"
        "\n"
        "### Lỗi: phải sửa trước khi phát hành\n"
        "\n"
        "| Chỗ | Điều sai | Cách sửa |\n"
        "|---|---|---|\n"
        "| `datapackage/data/observations.csv:12` numerator | Tử số 102 lớn hơn mẫu số 101. "
        "([numerator-exceeds-denominator]"
        "(https://example.org/rules/numerator-exceeds-denominator.html)) "
        "| Xem lại hai con số trong nguồn; có thể đã đổi chỗ cho nhau. |\n"
        "\n"
        "### Cảnh báo: phát hành được, nhưng chưa đầy đủ\n"
        "\n"
        "| Chỗ | Điều sai | Cách sửa |\n"
        "|---|---|---|\n"
        "| `datapackage/data/events.csv:3` note_en "
        "| “note_vi” có nội dung, còn “note_en” thì trống. "
        "([translation-missing](https://example.org/rules/translation-missing.html)) "
        "| Viết cùng nội dung bằng ngôn ngữ kia. |\n"
    )


def test_sound_data_have_no_table() -> None:
    assert as_markdown(SOUND, EN) == "## Data check\n\n0 errors, 0 warnings.\n"


def test_more_than_a_summary_can_hold_is_counted() -> None:
    text = as_markdown(many(20_000, 1), VI)
    rows = text.count("\n| `datapackage/data/events.csv:")
    more = re.search(r"… và ([0-9.]+) lỗi nữa", text)
    assert more
    assert rows + int(more[1].replace(".", "")) == 20_000
    assert 890_000 < len(text.encode()) < 910_000
    assert "… và 1 cảnh báo nữa" in text


def test_a_text_of_the_data_is_shown_and_is_nothing_else() -> None:
    text = as_markdown(hostile(), NOWHERE)
    (row,) = [line for line in text.splitlines() if line.startswith("| `")]
    assert text.isprintable() or text.replace("\n", "").isprintable()
    assert len(re.findall(r"(?<!\\)\|", row)) == 4
    bare = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", row)
    assert "@" not in bare
    assert "<" not in bare


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_words_of_the_rules_mean_nothing_else_in_markdown(lang: str) -> None:
    for rule in rules().values():
        for words in (rule.title[lang], rule.message[lang], rule.hint[lang]):
            parts = words.split("`")
            assert not re.search(r"[<|@*]|#\w|\[[^\]]*\]\(", "".join(parts[::2])), rule.code
            assert "{" not in "".join(parts[1::2]), rule.code
