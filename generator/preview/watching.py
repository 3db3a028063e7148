"""Builds, serves and builds again, until it is stopped."""

from __future__ import annotations

import gc
import threading
from functools import partial
from typing import TYPE_CHECKING

from watchfiles import watch

from generator.preview.news import News
from generator.preview.server import server

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.settings import Settings


_CALM = 20
"""Milliseconds without another change, after which a file is taken to be saved."""


def serve(
    settings: Settings,
    build: Callable[[Callable[[], None]], str],
    ready: Callable[[str], None],
    *,
    port: int,
    stop: threading.Event | None = None,
) -> None:
    """Serve `settings.out` on 127.0.0.1 until Ctrl-C, or until `stop` is set.

    `build` makes the site and returns what is wrong, '' if nothing; the preview goes on
    either way. It calls what it is given as soon as there is another site to be seen. `ready`
    is told the address after the first build.
    """
    news = News()
    watched = [settings.package, settings.site_src, settings.project / "mkdocs.yml"]
    saved = watch(
        *watched, stop_event=stop, raise_interrupt=False, yield_on_timeout=True, step=_CALM
    )
    next(saved)  # from here on, what is saved while a build runs is not missed
    _build_and_tell(build, news)
    with server(settings.out, news, port) as http:
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        ready(f"http://127.0.0.1:{http.server_address[1]}/")
        for files in saved:
            if files:
                _build_and_tell(build, news)
                gc.collect()  # what an earlier build has left, which would be much after many
        http.shutdown()
        thread.join()


def _build_and_tell(build: Callable[[Callable[[], None]], str], news: News) -> None:
    """Tell of a build once: when another site is there, or when none will be.

    What goes wrong after that is told, too.
    """
    before, _ = news.last()
    problems = build(partial(news.tell, ""))
    builds, _ = news.last()
    if problems or builds == before:
        news.tell(problems)
