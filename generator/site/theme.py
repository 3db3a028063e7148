"""The theme host: runs MkDocs around hand-written pages and around samples of generated ones.

The only module that knows MkDocs; not for what is in a page, nor for addresses of pages.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.artifacts import Artifact
from generator.exceptions import PublicationError
from generator.render.compiled import COMPILED
from generator.render.page import Crumb, DataLink, Heading, Page, Picture
from generator.scratch import scratch
from generator.site.policies import fill_in, policies_of, root_of
from generator.site.sources import (
    block,
    front_matter,
    hand_written_urls,
    write_configs,
    write_sources,
)
from generator.site.stamping import Shells, depth, shell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from mkdocs.config.defaults import MkDocsConfig

    from generator.settings import Settings
    from generator.site.stamping import Constants

REGIONS = (
    "partials/head.html",
    "partials/header-page.html",
    "partials/nav.html",
    "partials/toc.html",
    "partials/article.html",
)
"""The templates of all that differs from page to page, in the order in which a page has them."""

DEPTHS = (0, 1)
"""Pages lie at a language's root or in one folder below it."""

# The theme's scripts, which this site does not use, its maps for debugging,
# and a sitemap that knows only the pages of one language: see generator.site.addresses.
_LEFT_OUT = re.compile(r"(^|/)(assets/javascripts/|sitemap\.xml)|\.map$")


@dataclass(frozen=True, slots=True)
class _ThemePage:
    """As much of a MkDocs page as the regions look at."""

    url: str
    meta: SimpleNamespace
    content: str
    toc: tuple[()] = ()


def render_shells(
    settings: Settings,
    *,
    data_version: str = "",
    constants: Constants | None = None,
    basis: str = "",
) -> Shells:
    """Run MkDocs for each language; see `Shells` for what comes of it.

    With the `constants` of an earlier run of the same `basis`, a digest of all that it reads, it
    does not run until somebody asks for the pages written by hand and the theme's files.

    Raises:
        PublicationError: MkDocs warns of something in the hand-written pages.
        MachineError: the theme is not one that can be split into a shell.
    """
    if constants is None:
        return _run(settings, data_version)
    regions = _regions(settings, data_version, basis)
    run_now = cache(lambda: _run(settings, data_version).artifacts)
    return Shells(hand_written_urls(settings), constants, regions, run_now)


@lru_cache(maxsize=1)  # for the preview, which asks again and again
def _regions(
    settings: Settings,
    data_version: str,
    basis: str,  # noqa: ARG001 - with another one, other files are there
) -> Mapping[str, Callable[[Page], list[str]]]:
    """What renders the regions of a page, by language."""
    with scratch() as folder, _warnings():
        configs = _load(_configs_alone(settings, folder, data_version))
    return {lang: _region_renderer(config) for lang, config in configs.items()}


def _configs_alone(settings: Settings, folder: Path, data_version: str) -> dict[str, Path]:
    """The configurations, with empty folders where MkDocs wants to see its sources."""
    for lang in settings.languages:
        (folder / "docs" / lang).mkdir(parents=True)
    return write_configs(settings, folder, data_version=data_version)


def _run(settings: Settings, data_version: str) -> Shells:
    """Have MkDocs render the hand-written pages, and samples of generated ones."""
    samples = {(lang, d): _samples(lang, d) for lang in settings.languages for d in DEPTHS}
    with scratch() as folder:
        every_sample = [page for pages in samples.values() for page in pages]
        sources = write_sources(every_sample, settings, folder, data_version=data_version)
        configs = _build(sources)
        regions = {lang: _region_renderer(config) for lang, config in configs.items()}
        policies = _fill_in_policies(configs, samples)
        constants = {}
        for (lang, folders), pages in samples.items():
            built = [Path(configs[lang].site_dir) / page.url for page in pages]
            constants[lang, folders] = shell(
                [
                    (path.read_text("utf-8"), regions[lang](page))
                    for path, page in zip(built, pages, strict=True)
                ]
            )
            for path in built:
                path.unlink()
        artifacts = _collect(folder / "mkdocs")
    return Shells(hand_written_urls(settings), constants, regions, lambda: artifacts, policies)


def _fill_in_policies(
    configs: Mapping[str, MkDocsConfig], samples: Mapping[tuple[str, int], Sequence[Page]]
) -> dict[str, dict[str, str]]:
    """Write its policy into every page; the policies of each language.

    The first language has the others in its folder: they come first, and keep theirs.
    """
    policies = {}
    for lang in reversed(tuple(configs)):
        site = Path(configs[lang].site_dir)
        urls = {folders: samples[lang, folders][0].url for folders in DEPTHS}
        policies[lang] = policies_of(site, urls)
        fill_in(site, policies[lang])
    return policies


def _samples(lang: str, folders: int) -> tuple[Page, Page]:
    """Two pages that have everything a page can have, and nothing in common."""
    return _sample(lang, folders, "sample-one"), _sample(lang, folders, "sample-two")


def _sample(lang: str, folders: int, name: str) -> Page:
    url = f"{'folder/' * folders}{name}.html"
    return Page(
        lang=lang,
        url=url,
        title=f"title {name}",
        description=f"description {name}",
        body=f"body {name}",
        section=f"section-{name}.html",
        headings=(
            Heading(level=2, id=f"id-{name}", text=f"heading {name}"),
            Heading(level=3, id=f"id-below-{name}", text=f"heading below {name}"),
        ),
        breadcrumbs=(Crumb(title=f"crumb {name}", url=f"crumb-{name}.html"),),
        structured_data=f'"{name}"',
        card=Picture(url=f"{name}.png", text=f"picture {name}"),
        data_links=(DataLink(url=f"{name}.csv", media_type=name, title=f"data {name}"),),
        feeds=(DataLink(url=f"{name}.atom", media_type=name, title=f"feed {name}"),),
        edit_url=f"https://example.org/edit/{name}",
        report_url=f"https://example.org/report/{name}",
        figure_url=f"https://example.org/figure/{name}",
    )


def _load(config_files: Mapping[str, Path]) -> dict[str, MkDocsConfig]:
    """The configurations of MkDocs, and one environment of the theme's templates for all."""
    configs = {lang: load_config(str(path)) for lang, path in config_files.items()}
    for config in configs.values():
        # The configurations lie in a folder that will not be there when templates are read.
        config.theme.dirs = [str(Path(folder).resolve()) for folder in config.theme.dirs]
    environment = next(iter(configs.values())).theme.get_env()
    environment.bytecode_cache = COMPILED
    for config in configs.values():
        config.theme.get_env = lambda: environment  # type: ignore[method-assign]
    return configs


def _list_once(config: MkDocsConfig) -> None:
    """Have the theme's files listed once, and without those that MkDocs leaves out.

    It lists them for each language; of Material's, most are icons, in a folder with a dot.
    """
    environment = config.theme.get_env()
    listed = [name for name in environment.list_templates() if "/." not in f"/{name}"]
    environment.list_templates = lambda filter_func: list(filter(filter_func, listed))  # type: ignore[method-assign,assignment,misc]


def _build(config_files: Mapping[str, Path]) -> dict[str, MkDocsConfig]:
    """Run MkDocs for each language as its command does, and silently unless it fails."""
    with _warnings() as said:
        try:
            configs = _load(config_files)
            _list_once(next(iter(configs.values())))  # they share the environment
            for config in configs.values():
                build(config)
        except MkDocsException as error:
            raise PublicationError("\n".join([*said, f"MkDocs: {error}"])) from error
    return configs


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What MkDocs warns of, as it does so, instead of on the terminal."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    propagate = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield said
    finally:
        logger.propagate = propagate
        logger.removeHandler(handler)


def _region_renderer(config: MkDocsConfig) -> Callable[[Page], list[str]]:
    """Render the theme's own templates of the regions, outside MkDocs, for one page."""
    environment = config.theme.get_env()
    templates = [environment.get_template(name) for name in REGIONS]
    for template in templates:
        template.globals = {**template.globals}  # copied for each page, and slowly of a ChainMap
    head, header, nav, toc, article = templates
    seen = _seen_by_regions(config)
    in_nav = {path.replace(".md", ".html") for entry in config.nav or () for path in entry.values()}

    @cache
    def navigation(url: str, section: str, base_url: str) -> str:
        page = _ThemePage(url, SimpleNamespace(section=section), "")
        return nav.render(page=page, config=seen, base_url=base_url)

    def render(page: Page) -> list[str]:
        base_url = root_of(depth(page.url))
        meta = SimpleNamespace(**front_matter(page))
        themed = _ThemePage(page.url, meta, block(page.body))
        context = {"page": themed, "config": seen, "base_url": base_url}
        return [
            head.render(context),
            header.render(context),
            navigation(page.url if page.url in in_nav else "", page.section, base_url),
            toc.render(context),
            article.render(context),
        ]

    return render


def _seen_by_regions(config: MkDocsConfig) -> SimpleNamespace:
    """What the regions look at of a configuration, as attributes: Jinja looks for these first."""
    named = ("site_name", "site_url", "repo_url", "nav")
    extra = {name: _as_attributes(value) for name, value in config.extra.items()}
    return SimpleNamespace(
        **{name: config[name] for name in named},
        theme=SimpleNamespace(language=config.theme["language"]),
        extra=SimpleNamespace(**extra),
    )


def _as_attributes(value: object) -> object:
    """A mapping with its values as attributes, alone or in a list; any other value as it is."""
    if isinstance(value, list):
        return [_as_attributes(item) for item in value]
    if isinstance(value, dict) and all(isinstance(name, str) for name in value):
        return SimpleNamespace(**value)
    return value


def _collect(site: Path) -> tuple[Artifact, ...]:
    """What MkDocs has written, but for what is left out, in the order of paths."""
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return tuple(
        Artifact(name, path.read_bytes())
        for name, path in sorted(paths.items())
        if not _LEFT_OUT.search(name)
    )
