"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# Examples are counted, not timed: two tests at once on a slow machine are no failure.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")
