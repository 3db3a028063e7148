"""What once failed, and what is sound, goes through every target that is fuzzed."""

from __future__ import annotations

import pytest

from tests.fuzz.targets import TARGETS, seeds

CASES = [(name, seed) for name in TARGETS for seed in seeds(name)]


@pytest.mark.parametrize(("name", "seed"), CASES, ids="-".join)
def test_a_seed_goes_through(name: str, seed: str) -> None:
    TARGETS[name](seeds(name)[seed])
