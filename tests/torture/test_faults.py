"""A publication is the old one or the new one, whatever happens; a sample of `make torture`."""

from __future__ import annotations

import random
import resource
import sys
import time
from functools import partial

import pytest

from tests.torture.place import Place
from tests.torture.traps import Trap

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="signals and limits are those of Linux"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("place"))


def test_a_build_that_is_killed_leaves_a_whole_site_and_the_next_one_succeeds(
    place: Place,
) -> None:
    moments = random.Random(1)  # noqa: S311 - the same moments in each run
    place.turn()
    for _ in range(2):
        place.forget()
        running = place.start()
        time.sleep(moments.uniform(0.5, 3))
        running.kill()
        running.ended()
        place.assert_old_or_new()
    place.assert_mends_itself()


def test_a_file_that_changes_while_a_site_is_built_of_it_stops_the_build(place: Place) -> None:
    place.turn()
    ended = place.build(Trap(path="terms.schema.json", at=2, action="alter", events=("open",)))
    assert (ended.status, ended.has_traceback) == (3, False)
    assert "changed while the site was being built" in ended.said
    assert place.assert_old_or_new() == "old"
    schema = place.package.folder / "schemas/terms.schema.json"
    schema.write_bytes(schema.read_bytes().removesuffix(b"\n"))
    place.assert_mends_itself()


def test_where_no_file_can_be_written_whole_the_old_site_stays(place: Place) -> None:
    place.turn()
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (20_000, 20_000))
    ended = place.build_anew(limit)
    assert (ended.status, ended.has_traceback) == (3, False)
    assert "File too large" in ended.said
    assert place.assert_old_or_new() == "old"
    place.assert_mends_itself()


@pytest.mark.parametrize("megabytes", [200, 350])
def test_where_memory_is_short_a_build_says_so_in_a_line(place: Place, megabytes: int) -> None:
    place.turn()
    place.forget()
    limit = partial(resource.setrlimit, resource.RLIMIT_AS, (megabytes * 1_000_000,) * 2)
    ended = place.build_anew(limit)
    assert (ended.status, ended.has_traceback) == (3, False), ended.said
    assert "memory" in ended.said
    assert place.assert_old_or_new() == "old"
