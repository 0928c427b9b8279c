"""What words a text knows: its own, and those of the dictionary."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable

from audiobook.language import dictionary
from audiobook.language.chinese import is_han, is_known, known_words, may_span
from audiobook.source.line_features import comparable, squeeze, stops
from audiobook.source.stretches import Stretches

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
_FUNCTION = frozenset("的地得了着过是不在有和与就也都又很更最而且或但于对为从到把被让使向及其之以所这那个各每")


_ENOUGH = 300_000
"""Characters of a publication that are remembered: an issue or two; more would make long books slow."""
_FEW = 150
"""So many stretches are looked for one by one before all of them are sorted."""
_STARTERS = frozenset(
    "我你您他她它这那在从对为以把让用当要有是不没就都也又还很更最一二三四五六七八九十两几另其而但因所若如虽并且或与和"
    "及至到由自向往按据经被将使令请看说想问答注图表谁何哪每各某本该此今昨明去前后上下左右中东西南北大小多少好新老第"
)


def likelihood(text: str) -> float:
    """How likely the dictionary finds the words of `text`: the sum of the logarithms of their shares."""
    table = dictionary.load()
    return float(sum(table.log_share(word) for word in known_words(text)))


class Vocabulary:
    """The words of one publication, and whether two stretches stand together elsewhere in it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts: list[str] = []
        size = 0
        for text in texts:
            self._texts.append(squeeze(text))
            size += len(text)
            if size > _ENOUGH:
                break
        self._all = "\n".join(self._texts)
        self._latin: frozenset[str] | None = None
        self._stretches: dict[int, Stretches] = {}
        self._asked: Counter[int] = Counter()

    @property
    def latin(self) -> frozenset[str]:
        """All Latin words with their inner hyphens."""
        if self._latin is None:
            self._latin = frozenset(word for text in self._texts for word in _LATIN.findall(text))
        return self._latin

    @functools.cached_property
    def pairs(self) -> Counter[str]:
        """How often two letters stand beside each other in running text, as titles are compared."""
        text = comparable("".join(text for text in self._texts if len(text) > 30 and stops(text)))
        return Counter(map("".join, itertools.pairwise(text)))

    def together(self, first: str, second: str) -> int:
        """How many characters around the seam (of up to 6) stand so elsewhere in the text; 0 if fewer than 4."""
        left, right = squeeze(first), squeeze(second)
        best = 0
        for before, after in ((2, 2), (3, 2), (2, 3), (3, 3)):
            probe = left[-before:] + right[:after]
            if len(probe) == before + after and self._places(probe):
                best = max(best, before + after)
            elif not best:
                break  # what is longer holds this
        return best

    def _places(self, stretch: str, most: int = 1) -> list[int]:
        """The first places of a stretch of a few characters."""
        length = len(stretch)
        self._asked[length] += 1
        if self._asked[length] <= _FEW:
            return self._looked_for(stretch, most)
        if length not in self._stretches:
            self._stretches[length] = Stretches(self._all, length)
        return self._stretches[length].places(stretch, most)

    def _looked_for(self, stretch: str, most: int) -> list[int]:
        places: list[int] = []
        at = self._all.find(stretch)
        while at >= 0 and len(places) < most:
            places.append(at)
            at = self._all.find(stretch, at + 1)
        return places

    def is_tail(self, text: str) -> bool:
        """Whether a paragraph begins inside a word that the text has whole elsewhere: 济深度融合 for 经济深度融合."""
        bare = squeeze(text[:16])
        if len(bare) < 6 or not is_han(bare[0]) or bare[0] in _STARTERS:
            return False
        before = (self._all[at - 1] for at in self._places(bare[:5], 4) if at)
        found = any(is_han(character) and is_known(character + bare[0]) for character in before)
        return found and len(known_words(bare[:8])[0]) == 1


def overlap(first: str, second: str, vocabulary: Vocabulary | None = None) -> int:
    """How many characters the end of `first` and the start of `second` have in common by a scanner's fault.

    Two or more are one when both end and begin with them; a single character only when the words say so:
    新一代人 + 人工智能 leaves a character over, 提高 + 高质量 does not.

    >>> overlap("以加快发展新一代人", "人工智能为重要抓手"), overlap("这是他的", "的确如此")
    (1, 0)
    >>> overlap("从智能制造", "智能制造业出发"), overlap("对电力", "的需求"), overlap("着力提高", "高质量")
    (4, 0, 0)
    """
    one, two = squeeze(first), squeeze(second)
    for size in range(min(12, len(one), len(two)), 1, -1):
        if one.endswith(two[:size]) and not two[:size].isdigit():
            return size
    if not one or not two or one[-1] != two[0] or not is_han(one[-1]) or one[-1] in _FUNCTION:
        return 0
    if vocabulary and vocabulary.together(one[:-1], two) > 4 and not vocabulary.together(one, two):
        return 1
    twice, once = known_words(one[-12:] + two[:12]), known_words(one[-12:-1] + two[:12])
    return int(len(twice) > len(once) and _singles(twice) > _singles(once))


def _singles(tokens: list[str]) -> int:
    return sum(len(token) == 1 for token in tokens)


def splits_a_word(first: str, second: str) -> bool:
    """Whether the seam runs through a word: … 广西等地考 + 察调研时.

    >>> splits_a_word("广西等地考", "察调研时"), splits_a_word("加快大模型应用", "加快应用具有")
    (True, False)
    """
    return _word_between(squeeze(first)[-10:], squeeze(second)[:10])


@functools.lru_cache(maxsize=4096)
def _word_between(one: str, two: str) -> bool:
    if not one or not two or not (is_han(one[-1]) and is_han(two[0])) or not may_span(one + two, len(one)):
        return False
    position = 0
    for word in known_words(one + two):
        if position < len(one) < position + len(word):
            return len(one) - position == 1 or not is_known(one[position:])
        position += len(word)
    return False
