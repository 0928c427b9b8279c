"""Runs of words -> the noun phrases of an article, counted, without fragments.

A fragment is what is nearly always part of one longer phrase (新一轮科技 of 新一轮科技革命), or a word that hardly ever
stands by itself (联邦 of 联邦数据, 联邦控制, …). Nor is a verb with its object a phrase (发展新质生产力), nor a phrase
with a word before or after it that adds nothing (全球人工智能, 人工智能领域).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from audiobook.language.names import SURE
from audiobook.language.word_lists import word_list
from audiobook.study.tokens import Token

Runs = Sequence[Sequence[Sequence[Token]]]
"""The runs of words of each sentence, in order."""

LONGEST_WORDS = 6
LONGEST_CHARACTERS = 14
FRAGMENT = 0.65
"""Share of a phrase's places in one and the same longer phrase that makes it a fragment."""
FREE = 0.25
"""Share of a single word's places where no other word of a phrase may touch it."""
VARIETY = 3
"""A phrase that never stands free must stand between this many different words (accessor variety, Feng 2004)."""
ADDS = 2.0
"""A phrase found this many times as often as the same with a weak word added is the phrase that is meant."""
OBJECT = 1.5
"""A phrase found this many times as often as with a verb in front of it is that verb's object."""
ONLY_ENDS = frozenset("式性化率度型者")
"""What begins so was cut off from what is before it (可逆|式机组)."""
STORES = frozenset("蓄储")
"""Before 能 it is energy, and no verb (抽水蓄|能)."""
PREDICATE = frozenset("在于到至成为了过着得")
"""What stands behind a verb that says what somebody does (转机出现在……), and names nothing."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase and where it stands."""

    text: str
    words: tuple[Token, ...]
    """Of its first place."""
    places: tuple[int, ...]
    """Sentence of each occurrence, ascending, with repeats."""
    free: int
    """Occurrences where no other noun touches it."""


@dataclass(slots=True)
class _Found:
    """A candidate while it is counted."""

    words: tuple[Token, ...]
    places: list[int]
    free: int = 0
    beside: set[tuple[str, str]] = field(default_factory=set)
    """The words it stood between."""


def phrases(
    runs: Runs, *, least: int = 2, least_short: int = 3, quoted: Collection[str] = (), leading: Collection[int] = ()
) -> dict[str, Phrase]:
    """Phrases found at least `least` times, words of two characters in at least `least_short` sentences; once is
    enough for a saying in `quoted`, and for a whole phrase in one of the sentences `leading` that stand as headings
    do."""
    found: dict[str, _Found] = {}
    once: set[str] = set()
    for place, sentence in enumerate(runs):
        for run in sentence:
            for start, stop in _candidates(run):
                words = tuple(run[start:stop])
                text = written(words)
                one = found.setdefault(text, _Found(words, []))
                one.places.append(place)
                free = _is_free(run, start, stop)
                one.free += free
                before = run[start - 1].text if start else ""
                one.beside.add((before, run[stop].text if stop < len(run) else ""))
                whole = free and stop - start > 1 and words[-1].kind != "verb" and all(w.known for w in words)
                if (whole and place in leading) or (text in quoted and _is_saying(words)):
                    once.add(text)
    often = {text for text, one in found.items() if len(one.places) >= least or text in once}
    objects = {text for text in often if _is_verb_and_object(found[text], found)}
    phrases_ = often - objects
    padded = {text for text in phrases_ if _is_padded(found[text], found)}
    hollow = {text for text in padded if _is_hollow(found[text], found)}
    fragments = _fragments(phrases_ - hollow, objects, found)
    kept = {
        text
        for text in phrases_ - padded - fragments
        if _stands_alone(found[text], least_short) and _ends_well(found[text], found)
    }
    return {text: Phrase(text, found[text].words, tuple(found[text].places), found[text].free) for text in kept}


def merged(runs: Runs, *, least: int = 3) -> list[list[list[Token]]]:
    """`runs` with frequent compounds of one character and a word (大|模型, 新|动能) made one word, so that no part of
    them is taken for a phrase."""
    runs = [[_with_bearers(run) for run in sentence] for sentence in runs]
    counts: dict[tuple[str, str], int] = {}
    for run in (run for sentence in runs for run in sentence):
        for one, two in pairwise(run):
            if _glues(one, two):
                counts[one.text, two.text] = counts.get((one.text, two.text), 0) + 1
    glued = {pair for pair, count in counts.items() if count >= least}
    return [[_glue(run, glued) for run in sentence] for sentence in runs]


def _with_bearers(run: Sequence[Token]) -> list[Token]:
    """`run` with 被|稽查|人, who something is done to, as one word."""
    words: list[Token] = []
    for token in run:
        if token.text in ("人", "者", "方") and len(words) > 1 and words[-2].text == "被" and len(words[-1].text) > 1:
            deed = words.pop()
            words[-1] = Token(f"被{deed.text}{token.text}", words[-1].start, "noun")
        elif len(words) > 0 and words[-1].text == "被" and len(token.text) == 3 and token.text[-1] in "人者":
            words[-1] = Token(f"被{token.text}", words[-1].start, "noun")
        else:
            words.append(token)
    return words


def _glues(one: Token, two: Token) -> bool:
    if len(one.text) == 1 and one.text in SURE:  # 余|奇文
        return two.kind in ("noun", "modifier", "affix") and len(two.text) < 3
    if two.text == "式" and len(one.text) > 1:
        return True
    if one.kind == "affix" and one.text in word_list("study", "prefixes"):
        return two.kind in ("noun", "action")
    if two.kind != "affix" or len(one.text) < 2:
        return False
    if two.text in word_list("study", "suffixes"):
        return one.kind == "noun"
    return one.kind in ("noun", "action", "verb", "modifier") and two.text not in word_list("study", "affixes")


def _is_energy(one: Token, two: Token) -> bool:
    return two.text == "能" and one.text[-1] in STORES


def _glue(run: Sequence[Token], glued: Collection[tuple[str, str]]) -> list[Token]:
    words: list[Token] = []
    for token in run:
        if words and ((words[-1].text, token.text) in glued or _is_energy(words[-1], token)):
            name = len(words[-1].text) == 1 and words[-1].text in SURE
            words[-1] = Token(words[-1].text + token.text, words[-1].start, "noun", name=name)
        else:
            words.append(token)
    return words


def written(tokens: Sequence[Token]) -> str:
    """The words as one phrase, with a space between Latin ones only."""
    text = ""
    for token in tokens:
        gap = text and text[-1].isascii() and token.text[0].isascii()
        text += f" {token.text}" if gap else token.text
    return text


def _candidates(run: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for start, first in enumerate(run):
        if first.kind in ("other", "verb") or first.text in ONLY_ENDS:
            continue
        length = 0
        for stop in range(start, min(start + LONGEST_WORDS, len(run))):
            last = run[stop]
            length += len(last.text) if last.kind != "latin" else 2
            if last.kind == "other" or length > LONGEST_CHARACTERS or (last.kind == "saying" and stop > start):
                break
            if _may_end(last, run, stop):
                yield start, stop + 1
            if last.kind in ("verb", "saying"):
                break


def _may_end(token: Token, run: Sequence[Token], at: int) -> bool:
    if token.kind == "verb":  # 海岸|侵蚀: where it is not followed by what it acts on, nor by when or where it happens
        following = run[at + 1] if at + 1 < len(run) else None
        return at > 0 and (
            following is None or (following.kind in ("other", "verb") and following.text not in PREDICATE)
        )
    return token.kind in ("noun", "latin", "action", "saying") or (
        token.kind == "affix" and token.text in word_list("study", "suffixes")
    )


def _is_free(run: Sequence[Token], start: int, stop: int) -> bool:
    """Nothing that could belong to it touches it."""
    before = run[start - 1].kind if start else "other"
    after = run[stop].kind if stop < len(run) else "other"
    return before in ("other", "verb") and after in ("other", "verb")


def _is_saying(words: Sequence[Token]) -> bool:
    """天人合一: in quotation marks it is a term even if said once."""
    return len(words) == 1 and words[0].known and len(words[0].text) > 3


def _stands_alone(one: _Found, least_short: int = 1) -> bool:
    if len(one.words) > 1:
        says_little = all(word.text in word_list("study", "weak") for word in one.words)
        return (one.free > 0 or len(one.beside) >= VARIETY) and not (
            says_little and one.words[-1].text in word_list("study", "tails")
        )
    word = one.words[0]
    if len(word.text) < 2 or word.text in word_list("study", "weak"):
        return False
    if len(word.text) < 3 and len(set(one.places)) < least_short and word.kind != "latin" and not word.name:
        return False  # twice is chance for a short word
    if len(word.text) > 3 or (len(word.text) == 3 and word.known and one.free > 0):
        return True
    return one.free >= FREE * len(one.places)


def _ends_well(one: _Found, found: Mapping[str, _Found]) -> bool:
    """A plain verb ends a phrase only if what is before it hardly stands without it (海岸|侵蚀, not 泥沙|堆积)."""
    if one.words[-1].kind != "verb":
        return True
    rest = found.get(written(one.words[:-1]))
    return rest is None or len(rest.places) < OBJECT * len(one.places)


def _is_verb_and_object(one: _Found, found: Mapping[str, _Found]) -> bool:
    """Does it read as a verb and its object? 发展|新质生产力 does: the rest is a phrase by itself and found more
    often without this verb; 发展|方式 does not."""
    count = len(one.places)
    for at, word in enumerate(one.words[:-1]):
        if word.kind != "action" or (at and word.text not in word_list("study", "transitive")):
            continue
        rest = found.get(written(one.words[at + 1 :]))
        if rest is None or (len(rest.words) == 1 and len(rest.words[0].text) < 3 and rest.free < OBJECT * count):
            continue
        if len(rest.places) > OBJECT * count:
            return True
    return False


def _is_padded(one: _Found, found: Mapping[str, _Found]) -> bool:
    """Is it another phrase with a word before or after it that adds nothing (全球|人工智能, 人工智能|领域)?"""
    if len(one.words) < 2:
        return False
    weak = word_list("study", "weak")
    for edge, rest in ((one.words[-1], one.words[:-1]), (one.words[0], one.words[1:])):
        other = found.get(written(rest))
        if edge.text in weak and other and len(other.places) >= ADDS * len(one.places) and _stands_alone(other):
            return True
    if _is_hollow(one, found):
        return True
    if one.words[-1].text in word_list("study", "tails"):
        count = len(one.places)
        needed = count + 1 if len(one.words) > 2 else ADDS * count
        prefixes = (found.get(written(one.words[:stop])) for stop in range(1, len(one.words)))
        return any(prefix and len(prefix.places) >= needed for prefix in prefixes)
    return False


def _is_hollow(one: _Found, found: Mapping[str, _Found]) -> bool:
    rest = written(one.words[:-1])
    return one.words[-1].text in word_list("study", "hollow") and len(rest) > 2 and rest in found


def _fragments(phrases_: Collection[str], objects: Collection[str], found: Mapping[str, _Found]) -> set[str]:
    """Those nearly always in one longer phrase, or at the beginning of one verb with its object."""
    fragments: set[str] = set()
    for text in (*phrases_, *objects):
        words, count = found[text].words, len(found[text].places)
        size = len(words)
        # the object of a verb is no fragment, however often the verb is there
        spans = [(0, stop) for stop in range(1, size)] if text in objects else _parts(size)
        for start, stop in spans:
            part = written(words[start:stop])
            if part in found and count >= FRAGMENT * len(found[part].places):
                fragments.add(part)
    return fragments


def _parts(size: int) -> list[tuple[int, int]]:
    return [(i, j) for i in range(size) for j in range(i + 1, size + 1) if j - i < size]
