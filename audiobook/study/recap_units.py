"""What a recap may be made of: sentences that stand alone, each without what joins it to the one before, one with the
sentence that leans on it, and whole lists."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from audiobook.language.chinese import han_count
from audiobook.language.weighing import likelihood
from audiobook.language.word_lists import alternatives
from audiobook.study.prose import is_numbered, leans, points_back
from audiobook.study.sentence_groups import bare, without_opener
from audiobook.study.series import announced, items, series
from audiobook.study.shortening import shortened
from audiobook.study.whole_sentences import Sentence

NOTED, UNMARKED = 0.2, 24
"""How likely a line that nothing ends must say a main idea; characters of one without a mark in it."""
OWN_LETTERS = 0.4
"""Share of Chinese characters in a sentence of a Chinese text; with less it is a work cited, or code."""
LEAST_ITEM, LEAST_CLAUSE = 20, 8
"""Characters of an item that says something without its number, and of a clause that may hold what a later one points
to."""
_ENDS = re.compile(r"[。．.！!…—][”’」』）)]*$")
_STATES = re.compile(r"[是有会应须需不无令使让被将]|能(?![力量源])|可以|[：:].{6,}")
"""In a line that nothing ends: it says something, and does not only name it."""
_TALK = re.compile(r"\n|[A-Za-z]$|我|[你您]|什么|怎么|同学")
_MARK = re.compile(r"[，、；：,;:]")
_NUMBER = re.compile(r"^(?:[（(]?\d{1,2}(?:[)）]|[.．、](?!\d))|[①-⑳])\s*")
"""Of an item; 第一 and 一是 count a list that is recalled whole."""
_ADDS = re.compile(alternatives("study", "adding"))
"""例如…… adds only an example to the sentence before."""
_INSTANCE = re.compile(r"如(?![果何同此今期上下实是])")
"""如骨折后…… is an example of the sentence before."""
_OF_NOBODY = re.compile(r"是(?![否非])|认为|称其|由于[^，,]*$")
"""Whom or what it is about, the sentence before says: 是由于缺水……"""
_SUBORDINATE = re.compile(rf"(?:{alternatives('study', 'subordinate')})(?=[^，,]*[，,])")
"""虽然……，但…… is whole by itself."""
_ASKS = re.compile(r"为什么|为何")
_ANSWERS = re.compile(
    r"因为|由于|取决于|来自|在于|关键|原因|只有|才能|就是|通过|靠|必须|需要|应当|应该|不是|所以|因此|无论|不管|决定"
)
"""What asks, and answers nothing, claims nothing: 苇塘里的水为什么清，各有各的说法。"""
_PROMISES = re.compile(r"(?:[两二三四五六几]个?\w{1,3}|[如以]下\w{0,4})[。：:]$|[：:]$")
"""有三个原因。 without the three."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is recalled together or not at all."""

    sentences: tuple[Sentence, ...]
    likely: float
    """That one of them says a main idea."""
    pairs: frozenset[str]
    """Pairs of characters: what it says, to compare it by."""
    terms: frozenset[str] = frozenset()
    """Of the article, those it names."""
    noted: bool = False
    """It is a line that nothing ends."""

    @property
    def length(self) -> int:
        """Characters."""
        return sum(len(sentence.text) for sentence in self.sentences)

    @property
    def places(self) -> frozenset[int]:
        """Of its sentences in the article."""
        return frozenset(sentence.place for sentence in self.sentences)


def units(sentences: Sequence[Sentence], claims: Mapping[int, float]) -> Iterator[Unit]:
    """Of an article's `sentences` what may be recalled; `claims`: how likely each says a main idea, as log odds by
    place."""
    sentences = [_short(each) for each in sentences]
    lists = [each for each in (*series(sentences), *announced(sentences)) if all(one.prose for one in each)]
    listed = {one.place for each in lists for one in each}
    notes = items(sentences)
    yield from (_unit(each, claims) for each in lists)
    for one in sentences:
        if one.place in listed:
            continue
        if _stands_alone(one):
            yield _unit((one,), claims)
        elif one.place in notes and _is_note(one.text) and _stands_alone(one, ended=True):
            unit = replace(_unit((one,), claims), noted=True)
            if unit.likely >= NOTED:
                yield unit
    for one, two in pairwise(sentences):
        if one.section != two.section or listed & {one.place, two.place} or not _stands_alone(one):
            continue
        if not _leans(two) or not _is_fair(two) or _ADDS.match(two.text):
            continue
        if not is_numbered(bare(two.text).lstrip("。")):
            yield _unit((one, two), claims)


def pairs_of(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters in `text`, without marks."""
    text = re.sub(r"\W", "", text)
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _unit(sentences: tuple[Sentence, ...], claims: Mapping[int, float]) -> Unit:
    unlikely = math.prod(likelihood(-claims.get(s.place, 0.0)) for s in sentences)
    return Unit(sentences, 1 - unlikely, pairs_of("".join(s.text for s in sentences)))


def recalled(text: str) -> str:
    """Of `text`, a sentence, what is recalled: neither what it only adds, nor its number as an item, nor what joins it
    to the one before.

    >>> recalled("2. 因此，河口的湿地能把洪水留住一整个夏天，例如芦苇荡。")
    '河口的湿地能把洪水留住一整个夏天。'
    """
    text = shortened(text)
    number = _NUMBER.match(text)
    if number and len(text) - number.end() >= LEAST_ITEM:
        text = text[number.end() :]
    return without_opener(text)


def _short(sentence: Sentence) -> Sentence:
    """`sentence` as it is recalled, if what remains is as fair a sentence."""
    text = recalled(sentence.text)
    short = replace(sentence, text=text, shortened=text != sentence.text)
    return short if _is_fair(short) else sentence


def _is_fair(sentence: Sentence, *, ended: bool = False) -> bool:
    """A whole Chinese sentence that promises no more than it says? An item of a list is `ended` without a mark."""
    text = sentence.text
    return (
        sentence.prose
        and (ended or bool(_ENDS.search(text)))
        and text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and han_count(text) >= OWN_LETTERS * len(text)
        and not _PROMISES.search(text)
        and not (_ASKS.search(text) and not _ANSWERS.search(text))
    )


def _is_note(text: str) -> bool:
    """Does a line that nothing ends say something, in writing: no name of a file, no talk that was taken down?"""
    return bool(_STATES.search(text) and not _TALK.search(text)) and (len(text) <= UNMARKED or bool(_MARK.search(text)))


def _leans(sentence: Sentence) -> bool:
    """Does it need the one before? What a later clause points to, a clause before it may hold."""
    said = bare(sentence.text).lstrip("。")
    subordinate = _SUBORDINATE.match(said)
    if leans(said[subordinate.end() :] if subordinate else said):
        return True
    mark = _MARK.search(said, LEAST_CLAUSE)
    return points_back(said[: mark.start()] if mark else said) or bool(_INSTANCE.match(said) or _OF_NOBODY.match(said))


def _stands_alone(sentence: Sentence, *, ended: bool = False) -> bool:
    """The number of an article of law is no item of a list."""
    return (
        _is_fair(sentence, ended=ended) and not _leans(sentence) and not is_numbered(bare(sentence.text).lstrip("。"))
    )
