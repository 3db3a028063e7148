"""The words of a change log are taken from it as people write it."""

from __future__ import annotations

import pytest

from generator.releases.changelog import sentences

LOG = """# Lịch sử thay đổi

Lời đầu.

## 0.2.0 (ngày 1-12-2026)

- Một dòng
  dài hơn.
- Dòng khác.

## 0.1.0

Đoạn văn
trên hai dòng.
* Một mục.

---

# Changelog

A word before.

## 0.2.0 (1 December 2026)

- One.

## 0.1.0
"""


def test_each_language_has_its_sentences_by_version() -> None:
    assert sentences(LOG, "vi") == {
        "0.2.0": ("Một dòng dài hơn.", "Dòng khác."),
        "0.1.0": ("Đoạn văn trên hai dòng.", "Một mục."),
    }
    assert sentences(LOG, "en") == {"0.2.0": ("One.",), "0.1.0": ()}


@pytest.mark.parametrize("text", ["", "# Changelog\n\n## 0.1.0\n\n- One.\n", "# a\n# b\n# c\n"])
def test_a_log_of_another_shape_says_nothing(text: str) -> None:
    assert sentences(text, "vi") == {}


def test_a_version_whose_number_begins_with_another_is_another() -> None:
    log = LOG.replace("## 0.2.0", "## 0.2.01")
    assert list(sentences(log, "en")) == ["0.2.01", "0.1.0"]
