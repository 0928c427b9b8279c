"""Why a line was taken for what it is: its label, and the features that decided."""

from __future__ import annotations

import numpy as np

from audiobook.model import ExplainedLine, Lines
from audiobook.source.outline import decoding
from audiobook.source.outline.choice import Reading, emissions, given
from audiobook.source.outline.line import Evidence


def explain(evidence: Evidence, reading: Reading, lines: Lines) -> tuple[ExplainedLine, ...]:
    """The lines of the source between the first and last of `lines` (of files without lines: its pieces, from 1)."""
    table = decoding.weights()
    names = [*decoding.LABELS, *decoding.FURNITURE]
    scores, told = emissions(evidence, reading.scheme), given(evidence, reading.scheme)
    found = []
    for line in evidence.lines:
        first, last = line.block.lines or (line.place + 1, line.place + 1)
        if last < lines[0] or first > lines[1]:
            continue
        at = names.index(reading.labels[line.place])
        own = scores[line.place]
        second = max((i for i in range(len(names)) if i != at), key=lambda i: float(own[i]))
        weighed = [
            (feature, float(table[feature][at] - table[feature][second]))
            for feature in ["bias", *line.features, *(name for name, places in told.items() if line.place in places)]
            if feature in table
        ]
        weighed.sort(key=lambda pair: -abs(pair[1]))
        shown = tuple(f"{feature} {weight:+.1f}" for feature, weight in weighed if not np.isclose(weight, 0))
        margin = round(float(own[at] - own[second]), 1)
        found.append(
            ExplainedLine(line.place + 1, line.block.lines, line.text, names[at], margin, names[second], shown)
        )
    return tuple(found)
