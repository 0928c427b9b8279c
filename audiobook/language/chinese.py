"""Chinese characters and words: what is one, where a text has them, how it is cut into them.

The only place that knows the ranges of Chinese characters, and the only one that cuts text into words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache

from audiobook.language import dictionary, unknown_words

IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
"""Chinese characters, as the inside of a character class."""
HAN = "\u3007\uf900-\ufaff" + IDEOGRAPHS
"""The same with 〇 and the compatibility forms, which look like others and are read like them."""

_HAN = re.compile(f"[{HAN}]")
_HAN_RUN = re.compile(f"[{HAN}]+")
_TOKEN = re.compile(rf"(?P<han>[{HAN}]+)|[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
_COVERED = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+|(?P<other>\r\n|.)", re.DOTALL)
"""What the dictionary's words are made of; everything else stands for itself."""
_UNKNOWN = re.compile(r"(?P<han>[\u4e00-\u9fd5]+)|[a-zA-Z0-9]+(?:\.\d+)?%?|[^\u4e00-\u9fd5a-zA-Z0-9]+")
OWN_SHARE = math.log(1e-3)
"""Of a word that is kept whole: a thousandth of all words; no other cut is likelier."""


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
    """The words of `text`, unknown ones guessed."""
    return tokenizer().cut(text)


def known_words(text: str) -> list[str]:
    """The words of `text` that the dictionary has, nothing guessed: 提供|方便, where `words` makes one of them; the
    rest in single characters."""
    return list(tokenizer().cut(text, guess=False))


def is_known(word: str) -> bool:
    """Whether `word` is in the dictionary of segmentation, not only guessed to be a word.

    >>> is_known("队伍"), is_known("任正说")
    (True, False)
    """
    return word in dictionary.load().places


def is_entry(piece: str) -> bool:
    """Whether `piece` is a word of several characters that the dictionary has: no character of it stands alone."""
    return len(piece) > 1 and is_known(piece)


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


class Tokenizer:
    """Cuts Chinese text into the likeliest words of the dictionary, as jieba does (MIT; see NOTICE)."""

    def __init__(self, own: frozenset[str] = frozenset()) -> None:
        """The words `own` are always kept whole."""
        self._table = dictionary.load()
        self._own = own
        self._longest: dict[str, int] = {}
        for word in own:
            self._longest[word[0]] = max(self._longest.get(word[0], 0), len(word))

    def cut(self, text: str, *, guess: bool = True) -> Iterator[str]:
        """The words of `text`; joined they are `text` again. Where the dictionary has only single characters, words
        are guessed, unless `guess` is False."""
        for piece in _COVERED.finditer(text):
            if piece["other"]:
                yield piece[0]
            elif guess:
                yield from self._guessed(piece[0])
            else:
                yield from _letters_joined(self._likeliest(piece[0]))

    def _guessed(self, text: str) -> Iterator[str]:
        single = ""
        for word in self._likeliest(text):
            if len(word) == 1:
                single += word
                continue
            yield from self._of_singles(single)
            single = ""
            yield word
        yield from self._of_singles(single)

    def _of_singles(self, run: str) -> Iterator[str]:
        """Words in a row of characters that stand alone in the likeliest cut."""
        if len(run) < 2 or run in self._table.places or run in self._own:
            yield from run
            return
        for piece in _UNKNOWN.finditer(run):
            yield from unknown_words.guess(piece[0]) if piece["han"] else (piece[0],)

    def _likeliest(self, text: str) -> Iterator[str]:
        """The likeliest way through all words in `text`, found from the end."""
        places, shares, unit, reach = self._table.places, self._table.log_shares, self._table.unit, self._table.reach
        own, longest, end = self._own, self._longest, len(text)
        scores, ends = [0.0] * (end + 1), [0] * end
        for start in range(end - 1, -1, -1):
            first = text[start]
            best, at = -math.inf, 0
            for stop in range(start + 1, min(end, start + max(reach.get(first, 1), longest.get(first, 1))) + 1):
                word = text[start:stop]
                place = places.get(word)
                if own and word in own:
                    score = OWN_SHARE + scores[stop]
                elif place is not None:
                    score = shares[place] + scores[stop]
                else:
                    continue
                if score >= best:  # the longer of two that are as likely
                    best, at = score, stop
            scores[start], ends[start] = (best, at) if at else (unit + scores[start + 1], start + 1)
        start = 0
        while start < end:
            yield text[start : ends[start]]
            start = ends[start]


def _letters_joined(words: Iterator[str]) -> Iterator[str]:
    """Letters and digits side by side, which no dictionary word covers, as one word."""
    joined = ""
    for word in words:
        if len(word) == 1 and word.isascii() and word.isalnum():
            joined += word
            continue
        if joined:
            yield joined
            joined = ""
        yield word
    if joined:
        yield joined


@lru_cache(maxsize=4)
def tokenizer(own: frozenset[str] = frozenset()) -> Tokenizer:
    """One of them for all who keep the same words whole."""
    return Tokenizer(own)
