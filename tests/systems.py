"""What only some systems have, for tests that need it."""

from __future__ import annotations

import sys

import pytest

LINKS_AND_MODES = pytest.mark.skipif(
    sys.platform == "win32",
    reason="Windows has no file modes, and links for administrators alone",
)
