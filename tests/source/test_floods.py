"""Reading takes time linear in the size of a document, whatever it is full of: steps are counted, not seconds.

Steps are calls, of Python's functions and of those written in C. What one call does inside shows in no count; that is
what `scripts/fuzz-files --floods` measures, for all of the kinds.
"""

from __future__ import annotations

import cProfile
import random
from pathlib import Path

import pytest

from audiobook.errors import SourceError
from tests.floods import FLOODS, through

KINDS = (
    "md: soft lines", "md: open comments", "md: notes", "html: nested sidebars", "html: nested quotations",
    "html: notes one paragraph", "html: pictures of letters alone", "html: cells over many of both",
    "docx: paragraphs", "docx: chain of styles", "docx: wide cells", "docx: wide cells in a row",
    "epub: points to nothing", "pdf: numbers of notes", "txt: headings", "txt: notes headings",
    "txt: torn paragraphs", "txt: commas",
)  # fmt: skip
SMALL, LARGE = 3, 12
"""Thousands of bytes, of text at least."""
MOST = 1.7
"""Times the growth of the size: what is looked at up to a bound (the first 600 lines, a paragraph of 5,000
characters) has not come to it in a small document. Linear kinds have 1.3 at the most; what would be half quadratic at
the larger size has 1.7."""


def steps(path: Path) -> int:
    """How many calls are made for a document."""
    profile = cProfile.Profile()
    profile.enable()
    try:
        through(path)
    except SourceError:
        pass
    finally:
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("name", KINDS)
def test_steps_grow_with_the_size(name: str, tmp_path: Path) -> None:
    """Four times as large a document takes about four times as many steps, up to its narration."""
    flood = FLOODS[name]
    path = tmp_path / f"flood{flood.suffix}"
    flood.write(path, 1)
    steps(path)  # what is loaded and made once
    flood.write(path, SMALL)
    most = steps(path) * LARGE / SMALL * MOST
    flood.write(path, LARGE)
    # a second time, if tables that only so long a document needs were loaded the first time
    assert steps(path) <= most or steps(path) <= most


def test_kinds_of_every_format() -> None:
    """Every kind that is named here is one of those the fuzzer makes."""
    assert set(KINDS) <= set(FLOODS)
    assert len(FLOODS) > 350


def test_the_count_sees_what_is_quadratic(tmp_path: Path) -> None:
    """Steps of what looks at all lines for every line do not pass for linear."""

    def careless(count: int) -> int:
        profile = cProfile.Profile()
        profile.enable()
        lines = [str(random.Random(place).random()) for place in range(count)]
        [line.isdigit() for _ in lines for line in lines]
        profile.disable()
        return sum(entry.callcount for entry in profile.getstats())

    assert careless(400) > careless(100) * 4 * MOST
