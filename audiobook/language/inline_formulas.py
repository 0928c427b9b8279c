"""Formulas in running text, between the delimiters \\( and \\)."""

from __future__ import annotations

import re

INLINE = re.compile(r"\\\((?P<formula>.{1,1000}?)\\\)", re.DOTALL)
"""A formula with its delimiters."""
