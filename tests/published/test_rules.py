"""Each rule has its help page in both languages, where the messages of the check say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.problems import Problem
from generator.reports.telling import Telling
from generator.rules.catalogue import rules
from tests.building import BASE_URL

if TYPE_CHECKING:
    from pathlib import Path


def test_the_address_in_a_message_is_that_of_a_page(site: Path) -> None:
    for lang, folder in (("vi", ""), ("en", "en/")):
        telling = Telling(lang=lang, folder="datapackage", site=BASE_URL + folder)
        for rule in rules().values():
            address = telling.help_page(Problem(rule=rule.code, file="data/units.csv"))
            page = (site / address.removeprefix(BASE_URL)).read_text("utf-8")
            assert f"<h1>{rule.title[lang]}</h1>" in page.replace("&#39;", "'")


def test_the_guide_for_editors_leads_to_the_rules(site: Path) -> None:
    for folder in ("", "en/"):
        guide = (site / folder / "contributing.html").read_text("utf-8")
        assert 'href="rules/index.html"' in guide
