"""Chinese characters and words: what is one, where a text has them, how it is cut into them.

The only place that knows the ranges of Chinese characters, and the only one that starts jieba.
"""

from __future__ import annotations

import logging
import math
import re
import threading
import warnings
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from audiobook.language import dictionary

if TYPE_CHECKING:
    import jieba

IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
"""Chinese characters, as the inside of a character class."""
HAN = "\u3007\uf900-\ufaff" + IDEOGRAPHS
"""The same with 〇 and the compatibility forms, which look like others and are read like them."""

_IMPORTING = threading.Lock()
_HAN = re.compile(f"[{HAN}]")
_HAN_RUN = re.compile(f"[{HAN}]+")
_TOKEN = re.compile(rf"(?P<han>[{HAN}]+)|[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese character.

    >>> is_han("中"), is_han("〇"), is_han("𠮷"), is_han("か"), is_han("")
    (True, True, True, False, False)
    """
    return _HAN.match(char) is not None


def han_count(text: str) -> int:
    """How many Chinese characters."""
    return sum(map(len, _HAN_RUN.findall(text)))


def expanded(pattern: str) -> str:
    """A regular expression with Chinese characters for every [:Han:], which stands inside a character class."""
    return pattern.replace("[:Han:]", HAN)


def compiled(pattern: str, flags: re.RegexFlag | int = 0) -> re.Pattern[str]:
    """`expanded`, compiled.

    >>> compiled(r"[[:Han:]]{2,4}").fullmatch("欧阳修") is not None
    True
    """
    return re.compile(expanded(pattern), flags)


# ------------------------------------------------------------------------------------------------- words


def words(text: str) -> list[str]:
    """The words of `text`; joined they are `text` again.

    >>> words("我们用ChatGPT学习。")
    ['我们', '用', 'ChatGPT', '学习', '。']
    """
    result: list[str] = []
    for match in _TOKEN.finditer(text):
        if match["han"]:
            result.extend(cut(match["han"]))
        else:
            result.append(match[0])
    return result


def cut(text: str) -> Iterator[str]:
    """jieba's words of `text`, unknown ones guessed."""
    found: Iterator[str] = tokenizer().cut(text)
    return found


def known_words(text: str) -> list[str]:
    """The words of `text` that the dictionary has, nothing guessed: 提供|方便, where `words` makes one of them; the
    rest in single characters."""
    return list(tokenizer().cut(text, HMM=False))


def is_known(word: str) -> bool:
    """Whether `word` is in the dictionary of segmentation, not only guessed to be a word.

    >>> is_known("队伍"), is_known("任正说")
    (True, False)
    """
    return word in dictionary.load().places


def is_entry(piece: str) -> bool:
    """Whether `piece` is a word of several characters that the dictionary has: no character of it stands alone."""
    return len(piece) > 1 and is_known(piece)


def may_span(text: str, seam: int) -> bool:
    """Whether a word of the dictionary stands across the place `seam` of `text`: no cut into words has one there
    otherwise, and none need be made.

    >>> may_span("去考察调研", 2), may_span("去考虑了调研", 3)
    (True, False)
    """
    table = dictionary.load()
    for start in range(seam - 1, -1, -1):
        for stop in range(seam + 1, min(len(text), start + table.reach.get(text[start], 1)) + 1):
            if text[start:stop] in table.places:
                return True
    return False


@lru_cache(maxsize=16384)
def parts(word: str) -> tuple[str, ...]:
    """The likeliest shorter words that make up a longer one.

    >>> parts("重大意义"), parts("副行长")
    (('重大', '意义'), ('副', '行长'))
    """
    table = dictionary.load()
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(word) + 1):
        choices = []
        for start in range(end):
            part = word[start:end]
            if part != word and (end - start == 1 or part in table.places):
                choices.append((best[start][0] + table.log_share(part), (*best[start][1], part)))
        best.append(max(choices, key=lambda choice: choice[0], default=(0.0, (word,))))
    return best[-1][1]


@lru_cache(maxsize=4096)
def word_ends(text: str) -> frozenset[int]:
    """Positions in `text` at which it may be broken without tearing a word.

    >>> sorted(word_ends("人工智能与出版"))
    [4, 5, 7]
    """
    if han_count(text) < 2:
        return frozenset(range(len(text) + 1))
    places, at = set(), 0
    for word in known_words(text):
        at += len(word)
        places.add(at)
    return frozenset(places)


@lru_cache(maxsize=4)
def tokenizer(own: frozenset[str] = frozenset()) -> jieba.Tokenizer:
    """jieba over our dictionary, with the words `own` always kept whole; nothing is written to disk, as jieba does
    with its own tables."""
    # warnings belong to the whole process: threads that save and restore them at once leave them off for good
    with _IMPORTING, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # since Python 3.12 its patterns are complained of when they are compiled first
        import jieba

    jieba.setLogLevel(logging.CRITICAL)
    table = dictionary.load()
    places, shares, unit, reach = table.places, table.log_shares, table.unit, table.reach
    longest_own = {word[0]: 0 for word in own}
    for word in own:
        longest_own[word[0]] = max(longest_own[word[0]], len(word))
    own_share = math.log(1e-3)
    """A thousandth of all words: no other cut is likelier."""

    class Known(Mapping[str, int]):
        """What jieba asks of its table itself: whether it has a word."""

        def __getitem__(self, word: str) -> int:
            if word in places or word in own:
                return 1
            raise KeyError(word)

        def __iter__(self) -> Iterator[str]:
            return iter(places)

        def __len__(self) -> int:
            return len(places)

    class Graph(dict[int, list[int]]):
        """Where the words that start at each place may end, and their shares."""

        __slots__ = ("shares",)
        shares: list[list[float]]

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc]  # jieba has no types
        def __init__(self) -> None:
            super().__init__()
            self.FREQ = Known()
            self.initialized = True

        def get_DAG(self, sentence: str) -> Graph:  # jieba's name
            """All words in `sentence`."""
            graph, end = Graph(), len(sentence)
            graph.shares = []
            for start, first in enumerate(sentence):
                ends, weights = [], []
                most = max(reach.get(first, 1), longest_own.get(first, 1)) if own else reach.get(first, 1)
                for stop in range(start + 1, min(end, start + most) + 1):
                    place = places.get(word := sentence[start:stop])
                    if own and word in own:
                        ends.append(stop - 1)
                        weights.append(own_share)
                    elif place is not None:
                        ends.append(stop - 1)
                        weights.append(shares[place])
                graph[start] = ends or [start]
                graph.shares.append(weights or [unit])
            return graph

        def calc(self, sentence: str, graph: Graph, route: dict[int, tuple[float, int]]) -> None:
            """The likeliest way through, from the end: jieba's sum, over logarithms that are there already."""
            end = len(sentence)
            scores = [0.0] * (end + 1)
            route[end] = (0, 0)
            for start in range(end - 1, -1, -1):
                best, at = -math.inf, start
                for last, share in zip(graph[start], graph.shares[start], strict=True):
                    score = share + scores[last + 1]
                    if score >= best:  # the longer of two that are as likely
                        best, at = score, last
                scores[start] = best
                route[start] = (best, at)

    return Tokenizer()
