"""From a package to a publication: load, check, render and export, theme, publish."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from generator import artifacts
from generator.artifacts import Artifact, Publication
from generator.checks.run import check
from generator.dataset import DESCRIPTOR, load
from generator.exports.package import package_files, package_zip
from generator.render.pages import Renderer
from generator.site.shells import render_shells
from generator.site.sitemap import sitemap
from generator.site.stamping import stamp
from generator.views import urls
from generator.views.downloads import DataPage, DownloadFile
from generator.views.maker import Maker
from generator.views.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.checks.run import Report
    from generator.dataset import Dataset
    from generator.render.page import Page
    from generator.settings import Settings
    from generator.site.shells import Shells


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a build. `publication` is None where errors stood in its way."""

    report: Report
    publication: Publication | None
    pages: int


def build(settings: Settings, progress: Callable[[str, int], None]) -> Outcome:
    """Check the package and publish the site; with errors in the data, publish nothing.

    `progress` is told the name of each step, and how many of its items are done.
    """
    progress("check", 0)
    dataset = load(settings.package)
    report = check(dataset)
    if report.errors:
        return Outcome(report=report, publication=None, pages=0)
    site = _Site(settings, dataset, progress)
    publication = artifacts.publish(site.artifacts(), settings.out)
    return Outcome(report=report, publication=publication, pages=site.pages)
