"""TextRank: how central a word is to a text, by the words it stands beside.

Mihalcea and Tarau, "TextRank: Bringing Order into Text", 2004: words within a window are joined by an edge as
heavy as they are often together, and rank flows along the edges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from audiobook.study.tokens import Token

WINDOW = 4
DAMPING = 0.85
ROUNDS = 12


def textrank(runs: Sequence[Sequence[Sequence[Token]]]) -> dict[str, float]:
    """Word -> rank; 1.0 is the most central word."""
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for sentence in runs:
        words = [t.text for run in sentence for t in run if t.kind in ("noun", "action", "latin", "modifier")]
        for i, word in enumerate(words):
            for other in words[i + 1 : i + WINDOW]:
                if other != word:
                    weights[word][other] += 1
                    weights[other][word] += 1
    ranks = dict.fromkeys(weights, 1.0)
    totals = {word: sum(edges.values()) for word, edges in weights.items()}
    for _ in range(ROUNDS):
        given = {word: rank / totals[word] for word, rank in ranks.items()}
        ranks = {
            word: 1 - DAMPING + DAMPING * sum([w * given[o] for o, w in edges.items()])
            for word, edges in weights.items()
        }
    top = max(ranks.values(), default=1.0)
    return {word: rank / top for word, rank in ranks.items()}
