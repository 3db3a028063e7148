"""What is far from the window waits to be laid out; what measures a whole page does not."""

from __future__ import annotations

LAY_OUT = """() => {
  for (const one of document.querySelectorAll('.chart, .md-typeset li, tr')) {
    one.style.contentVisibility = 'visible';
  }
}"""
"""A script that lays all of a page out, as where a reader has come to it."""
