"""One decision over all lines: the row of labels whose evidence and order together weigh most.

Viterbi over lines. Running heads, page numbers and buttons are transparent: a line taken for one leaves what came
before it as it was, so that a title and its byline, or the halves of a sentence, are neighbours across them.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from audiobook.language.word_lists import rows

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

_AT_ONCE = 1_000
"""Lines whose ways back are found together."""
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
    for feature, pairs, *_ in rows("source", "outline_weights"):
        row = np.zeros(len(_ALL))
        words = pairs.split()
        for name, value in zip(words[::2], words[1::2], strict=True):
            row[_ALL.index(name)] = float(value)
        # who signs under a text is named as over it; only what stands around the line is another
        row[_ALL.index("byline_below")] = row[_ALL.index("byline")]
        table[feature] = row
    return table


@functools.cache
def _transitions() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """(from, to), from the start, to the end."""
    steps = np.full((len(LABELS), len(LABELS)), _OTHER)
    start = np.full(len(LABELS), _OTHER)
    for before, following in rows("source", "outline_order"):
        pairs = following.split()
        row = start if before == "start" else steps[LABELS.index(before)]
        for name, value in zip(pairs[::2], pairs[1::2], strict=True):
            row[LABELS.index(name)] = float(value)
    end = np.array([_END.get(name, 0.0) for name in LABELS])
    return steps, start, end


@functools.cache
def _rows() -> tuple[dict[str, int], NDArray[np.float64]]:
    """`weights` as one array: feature -> its row, and the rows."""
    table = weights()
    return {name: place for place, name in enumerate(table)}, np.vstack(list(table.values()))


def emissions(lines: Sequence[Line]) -> NDArray[np.float64]:
    """What each line says for each label, shape [lines, labels and furniture]."""
    names, weighed = _rows()
    flat: list[int] = []
    starts: list[int] = []
    for line in lines:
        starts.append(len(flat))
        flat.append(names["bias"])
        flat.extend(names[feature] for feature in line.features if feature in names)
    if not starts:
        return np.zeros((0, len(_ALL)))
    summed: NDArray[np.float64] = np.add.reduceat(weighed[flat], starts, axis=0)
    return summed


def decode(tables: Sequence[NDArray[np.float64]]) -> list[Decoded]:
    """The best row of labels for each of `tables`, which are of the same lines, as `emissions` gives them. All go
    through the lines together: a step takes no longer for ten than for one."""
    steps, start, end = _transitions()
    width = len(LABELS)
    if not len(tables[0]):
        return [Decoded((), 0.0) for _ in tables]
    scores = np.stack(tables, axis=1)
    own, passing = np.full((*scores.shape[:2], width + 1), -np.inf), scores[:, :, width:].max(axis=2)
    own[:, :, :width] = scores[:, :, :width]
    # the state before the first line of text is one of its own, so that furniture at the top is transparent, too;
    # nothing leads to it
    ways = np.full((width + 1, width + 1), -np.inf)
    ways[:, :width] = np.vstack([steps, start])
    into = np.ascontiguousarray(ways.T)
    best = np.full((len(scores) + 1, len(tables), width + 1), -np.inf)
    best[0, :, width] = 0.0
    # each array is made once, and what leads to all states is compared side by side: 0.8 of the time
    leading, going, staying = np.empty((len(tables), *ways.shape)), np.empty(best.shape[1:]), np.empty(best.shape[1:])
    for at, (go, stay) in enumerate(zip(own, passing[:, :, None], strict=True)):
        before = best[at]
        np.add(before[:, :, None], ways, out=leading)
        np.maximum.reduce(leading, axis=1, out=going)
        np.add(going, go, out=going)
        np.add(before, stay, out=staying)
        np.maximum(going, staying, out=best[at + 1])
    final = best[-1] + np.append(end, -20.0)
    return [_traced(best[:, i], scores[:, i], into, int(row.argmax()), float(row.max())) for i, row in enumerate(final)]


def _traced(
    best: NDArray[np.float64], scores: NDArray[np.float64], into: NDArray[np.float64], state: int, score: float
) -> Decoded:
    """The way that ends in `state`, found from the last line to the first; `best` is what leads to each state before
    each line, and behind the last."""
    which = scores[:, len(LABELS) :].argmax(axis=1).tolist()
    passed = best[:-1] + scores[:, len(LABELS) :].max(axis=1)[:, None] == best[1:]
    labels: list[str] = []
    for stop in range(len(scores), 0, -_AT_ONCE):
        begin = max(0, stop - _AT_ONCE)
        back, over = (best[begin:stop, None, :] + into).argmax(axis=2).tolist(), passed[begin:stop].tolist()
        for at in range(stop - begin - 1, -1, -1):
            if over[at][state]:
                labels.append(FURNITURE[which[begin + at]])
            else:
                labels.append(LABELS[state])
                state = back[at][state]
    labels.reverse()
    return Decoded(tuple(labels), score)
