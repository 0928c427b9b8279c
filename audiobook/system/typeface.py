"""The typeface that comes with us, Noto Sans CJK in all weights: covers are set in it, and PDFs that bring none."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

JAPANESE, KOREAN, SIMPLIFIED, TRADITIONAL = range(4)
"""Its faces: the same characters in the shapes of each writing."""


def path() -> Path:
    """Where it lies. Raises `ModuleNotFoundError` when its package is not installed."""
    return Path(str(files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc"))
