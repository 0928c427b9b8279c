"""One decision over all lines: the row of labels whose evidence and order together weigh most.

Viterbi over lines. Running heads, page numbers and buttons are transparent: a line taken for one leaves what came
before it as it was, so that a title and its byline, or the halves of a sentence, are neighbours across them.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from audiobook.source.outline.line import Line

LABELS = (
    "prose", "title", "title2", "subtitle", "kicker", "byline", "source", "heading", "speaker", "greeting", "signature",
    "below", "contents", "masthead", "imprint", "part", "byline_below",
)  # fmt: skip
FURNITURE = ("page_number", "running_head", "web")
"""Lines of the page or the site, not of the text."""
_ALL = (*LABELS, *FURNITURE)

_OTHER = -9.0
_END = {"title": -8.0, "title2": -8.0, "kicker": -8.0, "heading": -6.0, "speaker": -6.0, "part": -4.0}
"""What it costs to end with such a line: it would have nothing under it."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A label for every line, and how much speaks for the whole."""

    labels: tuple[str, ...]
    score: float


@functools.cache
def weights() -> dict[str, NDArray[np.float64]]:
    """data/outline_weights.tsv: feature -> what it says for each label."""
    table: dict[str, NDArray[np.float64]] = {}
    for line in _lines("outline_weights"):
        feature, pairs = line.split("\t")[:2]
        row = np.zeros(len(_ALL))
        words = pairs.split()
        for name, value in zip(words[::2], words[1::2], strict=True):
            row[_ALL.index(name)] = float(value)
        # who signs under a text is named as over it; only what stands around the line is another
        row[_ALL.index("byline_below")] = row[_ALL.index("byline")]
        table[feature] = row
    return table


def _lines(name: str) -> list[str]:
    text = files("audiobook.source").joinpath("data", f"{name}.tsv").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@functools.cache
def _transitions() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """(from, to), from the start, to the end."""
    steps = np.full((len(LABELS), len(LABELS)), _OTHER)
    start = np.full(len(LABELS), _OTHER)
    for line in _lines("outline_order"):
        before, *pairs = line.split()
        row = start if before == "start" else steps[LABELS.index(before)]
        for name, value in zip(pairs[::2], pairs[1::2], strict=True):
            row[LABELS.index(name)] = float(value)
    end = np.array([_END.get(name, 0.0) for name in LABELS])
    return steps, start, end


def emissions(lines: Sequence[Line]) -> NDArray[np.float64]:
    """What each line says for each label, shape [lines, labels and furniture]."""
    table = weights()
    names = {name: place for place, name in enumerate(table)}
    rows = np.vstack(list(table.values()))
    flat: list[int] = []
    starts: list[int] = []
    for line in lines:
        starts.append(len(flat))
        flat.append(names["bias"])
        flat.extend(names[feature] for feature in line.features if feature in names)
    if not starts:
        return np.zeros((0, len(_ALL)))
    summed: NDArray[np.float64] = np.add.reduceat(rows[flat], starts, axis=0)
    return summed


def decode(scores: NDArray[np.float64]) -> Decoded:
    """The best row of labels for `scores` as `emissions` gives them."""
    steps, start, end = _transitions()
    count, width = len(scores), len(LABELS)
    if not count:
        return Decoded((), 0.0)
    own, passing = scores[:, :width], scores[:, width:].max(axis=1)
    which = scores[:, width:].argmax(axis=1)
    # the state before the first line of text is one of its own, so that furniture at the top is transparent, too
    wide = np.vstack([steps, start])
    best = np.full(width + 1, -np.inf)
    best[width] = 0.0
    come = np.zeros((count, width), dtype=np.int16)
    passed = np.zeros((count, width + 1), dtype=bool)
    for at in range(count):
        ways = best[:, None] + wide
        come[at] = ways.argmax(axis=0)
        stay = best + passing[at]
        go = np.append(ways[come[at], np.arange(width)] + own[at], -np.inf)
        passed[at] = stay >= go
        best = np.where(passed[at], stay, go)
    final = best + np.append(end, -20.0)
    state = int(final.argmax())
    labels: list[str] = []
    for at in range(count - 1, -1, -1):
        if passed[at, state]:
            labels.append(FURNITURE[which[at]])
        else:
            labels.append(LABELS[state])
            state = int(come[at, state])
    return Decoded(tuple(reversed(labels)), float(final.max()))
