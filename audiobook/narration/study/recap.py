"""The few sentences that carry an article, word for word: much said in little, and nothing twice.

Chosen one by one (maximal marginal relevance, Carbonell and Goldstein 1998): each adds the most weight of key terms
not yet covered for its length, less what it repeats of those chosen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from audiobook.narration.study.sentences import Sentence

LEAST_CHARACTERS = 60
"""Less room than this is not a recap."""
REPEATS = 0.5
"""How much likeness to a chosen sentence costs."""
COVERED = 0.1
"""What a term is still worth once it is covered."""
_LEANS = re.compile(
    r"^[“‘]?(?:这|那|其[^他它中实]|它|他|她|此|该|因此|所以|但|然而|不过|而且|并且|同时|此外|另外|例如|比如|如[，,]|对此|为此|于是|从而|"
    r"一方面|另一方面|其中|其次|再次|最后|以上|上述|前者|后者|相比之下|相反|正是|也|还|又|则|即)"
)
"""A sentence that begins so leans on the one before it."""
_ASKS = re.compile(r"[？?][”’」』）)]*$")


def leans(sentence: str) -> bool:
    """Does it need the sentence before it to be understood?"""
    return bool(_LEANS.match(sentence))


def recap(sentences: Sequence[Sentence], weights: Mapping[str, float], *, characters: int) -> tuple[Sentence, ...]:
    """Sentences of at most `characters` together, in the order of the article; `weights` of its terms."""
    if characters < LEAST_CHARACTERS:
        return ()
    texts = {s.place: s.text.replace(" ", "") for s in sentences}
    holds = {place: {term for term in weights if term.replace(" ", "") in text} for place, text in texts.items()}
    pool = [s for s in sentences if holds[s.place] and 12 <= len(s.text) <= characters and not _ASKS.search(s.text)]
    chosen: list[Sentence] = []
    covered: set[str] = set()
    room = characters
    while True:
        best: tuple[float, Sentence] | None = None
        for each in pool:
            if len(each.text) > room or each in chosen:
                continue
            worth = sum(weights[t] * (COVERED if t in covered else 1.0) for t in holds[each.place])
            worth *= 0.5 if leans(each.text) else 1.0
            likeness = max((_likeness(texts[each.place], texts[c.place]) for c in chosen), default=0.0)
            value = worth * (1 - REPEATS * likeness) / math.pow(len(each.text), 0.85)
            if best is None or value > best[0]:
                best = (value, each)
        if best is None:
            break
        chosen.append(best[1])
        covered |= holds[best[1].place]
        room -= len(best[1].text)
    return tuple(sorted(chosen, key=lambda s: s.place))


def _likeness(one: str, other: str) -> float:
    """Share of character pairs in common, 0 to 1 (cosine over bigrams)."""
    a, b = _pairs(one), _pairs(other)
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
