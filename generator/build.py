"""From a package to a publication: load, check, render and export, theme, publish.

A build keeps what an earlier one has made and what would come out the same again.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from generator.artifacts import alone, publish, still_there
from generator.earlier.basis import basis
from generator.earlier.change import change_since
from generator.earlier.record import Record, folder_of, holds, read, write
from generator.exceptions import MachineError
from generator.git import state
from generator.problems import Problem, Report
from generator.processes import beside
from generator.reads import PART, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.artifacts import Artifact, File, Part, Publication
    from generator.dataset import Dataset
    from generator.earlier.basis import Basis
    from generator.earlier.change import Change
    from generator.earlier.record import Numbers
    from generator.parts import Site
    from generator.settings import Settings
    from generator.site.stamping import Constants, Shells

    Progress: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a build. With errors in the data, nothing was published.

    `pages`, `files` and bytes (`size`) are of all that is published; `made` counts the files
    that were not kept from an earlier build. `releases_unknown` says why only the current
    version is published, '' where all are.
    """

    report: Report
    releases_unknown: str = ""
    pages: int = 0
    files: int = 0
    size: int = 0
    made: int = 0


def build(
    settings: Settings, progress: Progress, appeared: Callable[[], None] = lambda: None
) -> Outcome:
    """Check the package and publish the site; with errors in the data, publish nothing.

    `progress` is told the name of each step as it begins. `appeared` is called when readers see
    another site than before; the build still has to tidy up then, and to remember what it made.

    Raises:
        PublicationError: something cannot be published.
        MachineError: the machine does not do what is asked.
    """
    with alone(settings.out, partial(progress, "another build to this folder is at work")):
        progress("what has changed")
        now = basis(settings, _facts(settings))
        record = read(settings.out, now)
        if record and holds(record, now, settings.out):
            return _outcome(record, made=0)
        return _build(settings, now, record, progress, appeared)


def _build(
    settings: Settings,
    now: Basis,
    record: Record | None,
    progress: Progress,
    appeared: Callable[[], None],
) -> Outcome:
    # Imported as they are needed: a build of what has not changed needs none of them, and the
    # check goes on while those that render are being read.
    compiled = _compiling(settings, now)
    from generator.dataset import load  # noqa: PLC0415

    progress("check")
    dataset = load(settings.package)
    judged = beside(partial(_judge, dataset, record))

    from generator.parts import Site  # noqa: PLC0415
    from generator.releases.known import past  # noqa: PLC0415
    from generator.render.environment import read_for  # noqa: PLC0415
    from generator.site.theme import render_shells  # noqa: PLC0415

    read_for(now.rest)
    compiled()
    with past(settings) as earlier:
        version = earlier.version(dataset)
        if record and record.version != version:
            record = None  # it stands at the foot of every page
        constants = _constants(record) if record else None
        shells = render_shells(settings, data_version=version, constants=constants, basis=now.rest)
        _keep_compiled(settings, now)
        earlier.prepare(dataset)  # while the check goes on
        report = judged().joined_by(earlier.problems(dataset))
        if report.errors:
            return Outcome(report=report, releases_unknown=earlier.unknown)
        site = Site(settings, earlier.releases(dataset, settings.build_time))
        parts = site.parts(shells)
        progress(f"{site.pages:,} pages")
        change = _change(settings, now, record, site)
        kept = _kept(settings.out, record, change, parts)
        publication = publish(
            [part for part in parts if part.name not in kept],
            settings.out,
            kept=kept,
            last=partial(_last, settings, now, partial(site.last, shells)),
            notes=site.noted,
            appeared=appeared,
        )
        earlier.prune()
    made = _record(now, site, shells, report, publication)
    write(made, dataset, _reads(record, change, publication), settings.out)
    return _outcome(made, made=publication.written)


def _compiling(settings: Settings, now: Basis) -> Callable[[], None]:
    """Begin to compile the templates, if no earlier build has; return what waits for them."""
    from generator.render.compiled import COMPILED  # noqa: PLC0415 - as above

    if COMPILED.read(_templates(settings), now.rest):
        return lambda: None
    compiled = beside(partial(_compile, settings, now))
    return lambda: COMPILED.add(compiled())


def _compile(settings: Settings, now: Basis) -> Mapping[str, bytes]:
    from generator.render.environment import compile_templates, read_for  # noqa: PLC0415 - as above

    read_for(now.rest)
    return compile_templates(settings)


def _keep_compiled(settings: Settings, now: Basis) -> None:
    """Keep the templates for later builds, those of the theme among them."""
    from generator.render.compiled import COMPILED  # noqa: PLC0415 - as above

    COMPILED.write(_templates(settings), now.rest)


def _templates(settings: Settings) -> Path:
    return folder_of(settings.out) / "templates"


def _facts(settings: Settings) -> dict[str, str]:
    """What a build is told that is another in each commit."""
    return {
        "revision": settings.revision,
        "time": settings.build_time.isoformat(),
        "history": state(settings.package),
    }


def _judge(dataset: Dataset, record: Record | None) -> Report:
    """Check a package, but for what the earlier build's check said nothing of, and is as it was."""
    from generator.checks.run import Passed, check  # noqa: PLC0415 - as above

    if record is None:
        return check(dataset)
    told = {problem["file"] for problem in record.problems}
    same = {
        table.name: table.path
        for table in dataset.tables.values()
        if record.basis.tables.get(table.path) == table.sha256
    }
    passed = Passed(
        schemas=True,
        same=frozenset(same),
        tables=frozenset(name for name, path in same.items() if path not in told),
        silent={rule: frozenset(tables) for rule, tables in record.silent.items()},
    )
    return check(dataset, passed=passed)


def _constants(record: Record) -> Constants:
    return {(lang, depth): tuple(texts) for lang, depth, texts in record.constants}


def _change(settings: Settings, now: Basis, record: Record | None, site: Site) -> Change | None:
    """What has changed since the earlier build; None where there is none that can be used."""
    if record is None:
        return None
    facts = {**now.facts, **site.facts}
    return change_since(record, site.store.dataset, site.store.recorded(), facts, settings.out)


def _kept(
    out: Path, record: Record | None, change: Change | None, parts: Sequence[Part]
) -> dict[str, Mapping[str, File]]:
    """The parts of the earlier publication that would come out the same, and are still there."""
    if record is None or change is None:
        return {}
    return {
        part.name: files
        for part in parts
        if (files := record.parts.get(part.name)) is not None
        and not change.touches(number(PART, part.name))
        and still_there(out, files)
    }


def _last(
    settings: Settings,
    now: Basis,
    make: Callable[[Mapping[str, File]], Iterator[Artifact]],
    files: Mapping[str, File],
) -> Iterator[Artifact]:
    """What tells of all other files, where these were made of one state of the package.

    Raises:
        MachineError: a file was changed meanwhile, and some of the parts may have read it.
    """
    from generator.render.environment import read_for  # noqa: PLC0415 - as above

    yield from make(files)
    if basis(settings, now.facts) != now:
        read_for("")  # nobody knows which of them were read before the change
        raise MachineError("files were changed while the site was being built: build it again")


def _record(
    now: Basis, site: Site, shells: Shells, report: Report, publication: Publication
) -> Record:
    return Record(
        basis=now,
        version=site.version,
        release_facts=site.facts,
        releases_unknown=site.releases_unknown,
        problems=[dataclasses.asdict(problem) for problem in report.problems],
        silent={rule: sorted(tables) for rule, tables in report.silent.items()},
        recorded=sorted(site.store.recorded()),
        pages=site.pages,
        constants=[(*place, texts) for place, texts in shells.constants.items()],
        parts=publication.parts,
    )


def _reads(record: Record | None, change: Change | None, publication: Publication) -> Numbers:
    """What was read for all that is published, now or in earlier builds."""
    if record is None or change is None:
        return np.concatenate(publication.notes)
    gone = record.parts.keys() - publication.parts.keys()
    return change.merged(publication.notes, (number(PART, name) for name in gone))


def _outcome(record: Record, *, made: int) -> Outcome:
    files = [file for part in record.parts.values() for file in part.values()]
    return Outcome(
        report=Report(tuple(Problem(**problem) for problem in record.problems)),
        releases_unknown=record.releases_unknown,
        pages=record.pages,
        files=len(files),
        size=sum(file.size for file in files),
        made=made,
    )


def write_through_mkdocs(settings: Settings, folder: Path, progress: Progress) -> Report:
    """Write every page as a source for plain MkDocs below `folder`, and its configurations."""
    from generator.checks.run import check  # noqa: PLC0415 - as above
    from generator.dataset import load  # noqa: PLC0415
    from generator.parts import Site  # noqa: PLC0415
    from generator.releases.known import past  # noqa: PLC0415
    from generator.site.sources import write_sources  # noqa: PLC0415
    from generator.site.theme import render_shells  # noqa: PLC0415

    progress("check")
    dataset = load(settings.package)
    with past(settings) as earlier:
        report = check(dataset).joined_by(earlier.problems(dataset))
        if not report.errors:
            progress("pages")
            site = Site(settings, earlier.releases(dataset, settings.build_time))
            policies = render_shells(settings, data_version=site.version).policies
            write_sources(
                site.all_pages(),
                settings,
                folder,
                data_version=site.version,
                policies=policies,
            )
    return report
