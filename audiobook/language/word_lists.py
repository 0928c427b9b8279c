"""The word lists of this room: data/*.txt, words parted by white space, lines that begin with # are remarks."""

from __future__ import annotations

import functools
from importlib.resources import files


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """The words of data/NAME.txt.

    >>> "欧阳" in word_list("compound_surnames")
    True
    """
    text = files("audiobook.source").joinpath("data", f"{name}.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def alternatives(name: str) -> str:
    """The words of data/NAME.txt as a regular expression, longer ones first."""
    return "|".join(sorted(word_list(name), key=lambda word: (-len(word), word)))
